/** What the pages of links are told. */
import type { Clock } from '../../ports/clock.ts'
import type { CountedHttpOptions } from '../problem/report.ts'

/** Where the pages are reached, what they know of the time, and what their buttons look like. */
export interface PageOptions extends CountedHttpOptions {
  /** Where customers reach the service: an absolute URL without a trailing slash. */
  readonly publicBaseUrl: string
  readonly clock: Clock
  /**
   * Apple's badge as SVG files, by language; that of `en` stands in for a missing one. Default: the button is a drawing of
   * our own.
   *
   * @see https://developer.apple.com/wallet/add-to-apple-wallet-guidelines/
   */
  readonly badges?: ReadonlyMap<string, string>
}
