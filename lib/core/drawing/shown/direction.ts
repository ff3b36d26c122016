/** Which languages are written from right to left. */

const scripts: ReadonlySet<string> = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'])

/**
 * Whether a language is written from right to left, by the script that it is written in most often.
 *
 * @param tag of BCP 47; one that is none is taken for a language from left to right
 */
export const isRightToLeft = (tag: string): boolean => {
  try {
    return scripts.has(new Intl.Locale(tag).maximize().script ?? '')
  } catch {
    return false
  }
}
