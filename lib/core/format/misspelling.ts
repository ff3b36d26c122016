/** Whether a name is most likely a known one misspelt. */

// Longer names are nobody's typing mistake, and would take long to compare.
const longest = 60

/** Whether two texts are at most `most` insertions, deletions, replacements and swaps of neighbours apart. */
const areClose = (a: string, b: string, most: number): boolean => {
  if (Math.abs(a.length - b.length) > most) return false
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + Number(!isSame),
          isSwap ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    if (Math.min(...row) > most) return false
    beforeLast = last
    last = row
  }
  return (last[b.length] ?? 0) <= most
}

/** Short names have many neighbours that mean something else. */
const tolerance = (name: string): number => {
  if (name.length < 5) return 0
  return name.length < 9 ? 1 : 2
}

/**
 * The known name that a name most likely stands for: the same but for upper and lower case, or one or two typing mistakes
 * away. Undefined for names that are far from all.
 */
export const intendedName = (name: string, known: readonly string[]): string | undefined => {
  if (name.length > longest) return undefined
  const lower = name.toLowerCase()
  return (
    known.find((candidate) => candidate.toLowerCase() === lower) ??
    known.find((candidate) => areClose(lower, candidate.toLowerCase(), tolerance(candidate)))
  )
}
