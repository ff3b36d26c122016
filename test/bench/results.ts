/** The results as they are written to JSON. */
import type { ColdStart } from './cold/measure.ts'
import type { ContenderName } from './contenders/contenders.ts'
import type { DrawingTime } from './drawing/measure.ts'
import type { LoopTime } from './loop/measure.ts'
import type { CheckTime } from './measure-check.ts'
import type { FirstPass } from './measure-first-pass.ts'
import type { Schedule, Setting, Throughput } from './measure-throughput.ts'
import type { PushRate } from './notify/measure.ts'
import type { OperationRate } from './service/measure.ts'

/** A contender that took part. */
export interface Entrant {
  readonly contender: ContenderName
  /** The version of the package; none for bare signing. */
  readonly version?: string
  /** Of the minified bundle, its dependencies inside. */
  readonly bundleBytes: number
}

/** A contender that did not. */
export interface LeftOut {
  readonly contender: ContenderName
  readonly reason: string
}

/** All results of one run. */
export interface Results {
  readonly node: string
  readonly processor: string
  /** Whether processes were kept to one or two cores. */
  readonly pinned: boolean
  readonly schedule: Schedule
  readonly entrants: readonly Entrant[]
  readonly leftOut: readonly LeftOut[]
  readonly throughput: readonly { readonly setting: Setting; readonly contenders: readonly Throughput[] }[]
  /** Without what an empty module takes. */
  readonly firstPass: readonly FirstPass[]
  /** The command line, from the start of the process to its end. */
  readonly check: readonly CheckTime[]
  /** The service at its handlers, with the memory adapters on one core. */
  readonly service: readonly OperationRate[]
  /** Pushes to the stand-in of APNs over HTTP/2, which has a process of its own. */
  readonly notifications: readonly PushRate[]
  /** Functions in fresh processes: their first request, and their first pass. */
  readonly cold: readonly ColdStart[]
  /** From a change to the pass on the phone. */
  readonly loop: LoopTime
  /** Sample passes, in a process that is warm. */
  readonly drawings: readonly DrawingTime[]
  /** How many outputs were verified. */
  readonly verified: number
}
