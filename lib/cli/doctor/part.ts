/** A part of the examination: some checks, and how what they look at is found out. */
import type { Ask } from './ask.ts'
import type { DoctorCheck } from './check.ts'
import type { Network } from './network.ts'

/** What every part has at hand. */
export interface Visit {
  /** The address of the deployment. */
  readonly url: URL
  /** The same as text, without a slash at its end. */
  readonly base: string
  readonly ask: Ask
  /** The API key. */
  readonly key: string
  readonly network: Network
  /** The time in milliseconds since 1970. */
  readonly now: () => number
}

/** What the checks of a part look at, or why there is nothing to look at. */
export type Findings<Evidence> = { readonly found: Evidence } | { readonly missing: string }

/** A part. */
export interface Part<Evidence, Given = Visit> {
  /** Its title. */
  readonly name: string
  readonly rows: readonly DoctorCheck<Evidence>[]
  readonly examine: (given: Given) => Promise<Findings<Evidence>>
}
