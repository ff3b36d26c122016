/** The bus: tells other systems what happens to passes. */
import type { JsonObject } from '../core/format/json.ts'

/** What is told. Each has a JSON Schema of its detail. */
export const noticeTypes = [
  'pass.issued',
  'pass.installed',
  'pass.updated',
  'pass.removed',
  'pass.personalized',
  'pass.failed',
  'certificate.expiring',
] as const

/** The type of a notice. */
export type NoticeType = (typeof noticeTypes)[number]

/** Something that happened. */
export interface Notice {
  readonly type: NoticeType
  /** The same for the same happening, however often it is told: whoever listens knows a repetition by it. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Figures, codes and identifiers; no values, and nothing personal but the serial number and devices. */
  readonly detail: JsonObject
}

/** Tells notices. May be repeated after an `UnavailableError`: listeners may hear of a thing twice. */
export interface Bus {
  /** All of them, or an UnavailableError; after one, some may have been told. */
  readonly publish: (notices: readonly Notice[]) => Promise<void>
}
