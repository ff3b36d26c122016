/** Reminders: what was told of something that comes nearer, so that nothing is told twice and nothing left out. */

/** The store of reminders. Every method may be repeated after an `UnavailableError`. */
export interface Reminders {
  /** The step that was noted last of a subject; undefined if none was. Consistent: sees every note that was answered before. */
  readonly last: (subject: string) => Promise<number | undefined>
  /**
   * Notes that a step was told: a whole number, 0 or more.
   *
   * @param subject 1 to 200 characters; a subject is kept for good, so there are to be few of them
   */
  readonly note: (subject: string, step: number) => Promise<void>
}
