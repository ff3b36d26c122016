/** Comparing what must not leak. */

/**
 * Whether two texts are equal, in a time that depends on their lengths only: how long a comparison takes tells nobody how
 * much of a guess was right.
 */
export const sameSecret = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false
  let difference = 0
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index)
  return difference === 0
}
