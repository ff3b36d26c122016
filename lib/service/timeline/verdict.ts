/** Verdicts: what a check finds missing. */
import type { DeviceLibraryIdentifier } from '../../core/format/identifiers.ts'
import type { Json } from '../../core/format/json.ts'
import type { DeviceEvent, PassEvent } from '../../ports/events.ts'
import type { TimelineEvent } from './timeline-service.ts'
import type { WhyCode } from './why-codes.ts'

/** A step of either kind. */
export type Step = PassEvent | DeviceEvent

/** What is missing. */
export interface Verdict {
  readonly code: WhyCode
  /** A sentence that says it of this pass. */
  readonly sentence: string
  /** What it rests on. Default: nothing that was told. */
  readonly events?: readonly (Step | undefined)[]
  /** What to do, if more is known than the table says. */
  readonly todo?: string
}

/** A moment as people read it. @param at milliseconds since 1970 */
export const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** A number of a step's detail. */
export const numberIn = ({ detail }: Step, name: string): number => {
  const value: Json | undefined = detail[name]
  return typeof value === 'number' ? value : Number.NaN
}

/** A text of a step's detail; empty if there is none. */
export const textIn = ({ detail }: Step, name: string): string => {
  const value: Json | undefined = detail[name]
  return typeof value === 'string' ? value : ''
}

const deviceOf = (step: Step): { readonly device?: DeviceLibraryIdentifier } =>
  'device' in step ? { device: step.device.deviceLibraryIdentifier } : {}

/** A step as callers see it. */
export const timelineEvent = (step: Step): TimelineEvent => ({
  ...{ at: step.at, kind: step.kind },
  ...deviceOf(step),
  detail: step.detail,
})

/** Newest first. */
export const newestFirst = (one: Step, other: Step): number => other.at - one.at
