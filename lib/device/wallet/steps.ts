/** What happened while a device did something, step by step. */
import type { Finding } from '../../core/finding.ts'
import type { FieldChange } from '../lock-screen/changes.ts'
import type { PassName } from '../web-service/calls.ts'
import type { Exchange } from '../web-service/exchange.ts'

/**
 * One step:
 *
 * - `request`: a request to a web service, and its answer
 * - `added`: the device holds a pass from now on; `form`: it first asks its holder for these fields
 * - `refused`: Wallet does not take a pass, whose name may not be known; the device keeps what it had
 * - `registered`, `unregistered`, `removed`, `personalized`
 * - `updated`: a new version took the place of the one before; `findings` hold the two against each other
 * - `message`: what the lock screen says about it
 * - `unchanged`: the device has the latest version
 * - `failed`: the web service did not do its part
 * - `log`: a line for the log of the web service, without its time
 */
export type Step =
  | { readonly kind: 'request'; readonly exchange: Exchange }
  | { readonly kind: 'added'; readonly pass: PassName; readonly form?: readonly string[] }
  | {
      readonly kind: 'refused'
      readonly pass?: PassName
      readonly reason: string
      readonly findings: readonly Finding[]
    }
  | {
      readonly kind: 'registered' | 'unregistered' | 'removed' | 'personalized' | 'unchanged'
      readonly pass: PassName
    }
  | {
      readonly kind: 'updated'
      readonly pass: PassName
      readonly changes: readonly FieldChange[]
      readonly findings: readonly Finding[]
    }
  | { readonly kind: 'message'; readonly pass: PassName; readonly text: string }
  | { readonly kind: 'failed'; readonly pass?: PassName; readonly reason: string }
  | { readonly kind: 'log'; readonly webServiceURL: string; readonly line: string }

/** What happened while a device did something. All of it survives JSON. */
export interface Report {
  /** Whether nothing was refused, failed or had to be logged. */
  readonly ok: boolean
  /** In the order in which they happened. */
  readonly steps: readonly Step[]
}

const faulty: readonly Step['kind'][] = ['refused', 'failed', 'log']

/** The report of some steps. */
export const reportOf = (steps: readonly Step[]): Report => ({
  ok: !steps.some(({ kind }) => faulty.includes(kind)),
  steps: [...steps],
})

/** The requests of a report. */
export const exchangesOf = ({ steps }: Report): readonly Exchange[] =>
  steps.flatMap((step) => (step.kind === 'request' ? [step.exchange] : []))

/** What the lock screen says, message by message. */
export const messagesOf = ({ steps }: Report): readonly string[] =>
  steps.flatMap((step) => (step.kind === 'message' ? [step.text] : []))

/** The lines that were posted to logs of web services, without their times. */
export const logLinesOf = ({ steps }: Report): readonly string[] =>
  steps.flatMap((step) => (step.kind === 'log' ? [step.line] : []))
