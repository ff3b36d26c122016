/** Revocations of links: since when links count, for all passes of a type. Those of a single pass are noted in its record. */

/** The store of revocations. Both methods may be repeated after an `UnavailableError`. */
export interface LinkRevocations {
  /** Before when links to passes of a type are revoked, in whole seconds since 1970; undefined if none are. Consistent. */
  readonly find: (passTypeIdentifier: string) => Promise<number | undefined>
  /** Revokes the links that were made before `before` (whole seconds since 1970). What was revoked once stays so. */
  readonly raise: (passTypeIdentifier: string, before: number) => Promise<void>
}
