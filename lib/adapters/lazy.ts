/** Things that are made when they are first needed. */

/** What `make` makes, made once; made again the next time if it fails. */
export const lazily = <Thing>(make: () => Promise<Thing>): (() => Promise<Thing>) => {
  let made: Promise<Thing> | undefined
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}
