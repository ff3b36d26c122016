/** What may be kept of what a device writes: anybody may write anything, and addresses and tokens stand in it. */

/** Apple's shortest authentication token; device identifiers and push tokens have 32 characters and more. */
const secretCharacters = 16

const longestMessage = 200

/** Longer than a secret may be, and none. */
const knownWords: ReadonlySet<string> = new Set(['if-modified-since'])

const plainWord = /^[\p{L}\p{N}.,:;!'"‘’“”()[\]/_-]+$/u
const spaces = /\s+/
const marks = /["'‘’“”.,:;()]/g

/**
 * The words of a text, without those that may be secrets, addresses or names of people: what is long, and what has
 * characters that plain words have not, becomes `…`. At most 200 characters.
 *
 * @param device a device identifier, which is left out however short it is
 */
export const cleanText = (text: string, device: string | undefined): string => {
  const isPlain = (word: string): boolean => {
    const bare = word.replace(marks, '')
    if (device !== undefined && word.includes(device)) return false
    return plainWord.test(word) && !word.includes('//') && (word.length < secretCharacters || knownWords.has(bare))
  }
  const words = text.split(spaces).filter((word) => word !== '')
  const kept = words.map((word) => (isPlain(word) ? word : '…')).join(' ')
  return kept.length > longestMessage ? `${kept.slice(0, longestMessage - 1)}…` : kept
}
