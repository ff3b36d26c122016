/** The systems that show passes, as far as they differ in what they show. */

/** What is known of one system, or of a range of them that shows the same. */
export interface System {
  /** The release that counts against the `since` of the tables: the first of a range. */
  readonly version: number
  /** Whether it is that of the watch, which shows the plain style and some formats of barcodes only. */
  readonly watch: boolean
}

/**
 * All systems worth telling apart, oldest first.
 *
 * @see https://developer.apple.com/documentation/walletpasses
 */
export const systems = {
  'iOS 9-17': { version: 9, watch: false },
  'iOS 18': { version: 18, watch: false },
  'iOS 26': { version: 26, watch: false },
  'iOS 27': { version: 27, watch: false },
  watchOS: { version: 27, watch: true },
} as const satisfies Readonly<Record<string, System>>

/** The name of a system. */
export type SystemName = keyof typeof systems

/** The names of all systems. */
export const systemNames = Object.keys(systems) as readonly SystemName[]
