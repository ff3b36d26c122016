/** The phones of a rotation drill: they try nothing twice, so that not one refusal is missed. */
import { hex } from '../../lib/core/bytes.ts'
import { type Report, type SimulatedDevice, simulateDevice } from '../../lib/device/index.ts'
import type { Fetch } from '../../lib/device/web-service/send.ts'
import type { Chance } from '../fuzz/chance.ts'

/** A phone. */
export interface RotationPhone {
  readonly device: SimulatedDevice
  /** Adds a pass: verified, and registered. */
  readonly add: (bytes: Uint8Array) => Promise<void>
  /** A push has come. */
  readonly wake: () => void
  /** Resolves when it does nothing at present. */
  readonly idle: () => Promise<void>
}

/** What phones need of the drill. */
export interface RotationPhoneOptions {
  readonly chance: Chance
  readonly fetch: Fetch
  /** The root that stands above the certificates of passes, as PEM. */
  readonly root: string
  readonly passType: string
  readonly now: () => number
  /** Is told what went wrong. */
  readonly complain: (complaint: string) => void
}

const complaintsOf = (what: string, { steps }: Report): readonly string[] =>
  steps.flatMap((step) => {
    if (step.kind === 'failed' || step.kind === 'refused') return [`${what}: ${step.kind}, ${step.reason}`]
    return step.kind === 'log' ? [`${what}: ${step.line}`] : []
  })

/** Makes a phone. */
export const aRotationPhone = async (options: RotationPhoneOptions): Promise<RotationPhone> => {
  const { chance, fetch, root, passType, now, complain } = options
  const random = (length: number) => Uint8Array.from({ length }, () => chance.below(256))
  const device = await simulateDevice({
    ...{ fetch, now, random },
    trust: { roots: [root] },
    waits: [],
    deviceLibraryIdentifier: hex(random(16)),
    pushToken: hex(random(32)),
  })
  const told = (what: string, report: Report): void => {
    for (const complaint of complaintsOf(what, report)) complain(complaint)
  }
  let running: Promise<void> = Promise.resolve()
  return {
    device,
    add: async (bytes) => told('adding a pass', await device.add(bytes)),
    wake: () => {
      running = running.then(async () => told('after a push', await device.wake(passType)))
    },
    idle: () => running,
  }
}
