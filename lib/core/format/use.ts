/** What a key, a group of fields or an image is for: the styles and schemes that use it. */

/** What uses a key, a group of fields or an image: other passes ignore it. The names are those of the tables. */
export interface Use {
  /** The styles that use it. Default: all. */
  readonly styles?: readonly string[]
  /**
   * A pass of the base style of one of these schemes uses it only if it asks for the scheme. Styles that are the base of
   * none of them use it without.
   */
  readonly schemes?: readonly string[]
}
