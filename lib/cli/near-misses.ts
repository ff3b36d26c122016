/** What somebody may have meant. */

/** The number of letters to put in, take out or replace (Levenshtein), row by row. */
const distance = (a: string, b: string): number => {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const here = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + Number(a[row - 1] !== b[column - 1])
      here.push(Math.min(replaced, (above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1))
    }
    above = here
  }
  return above[b.length] ?? 0
}

const longest = 100

/** The words that look like the given one, the likeliest first: few letters differ, or it is a part of them. */
export const nearMisses = (given: string, words: readonly string[], most = 5): readonly string[] => {
  const word = given.toLowerCase().slice(0, longest)
  return words
    .map((candidate) => ({
      candidate,
      far: distance(word, candidate),
      isPart: word.length > 2 && candidate.includes(word),
    }))
    .filter(({ candidate, far, isPart }) => isPart || far <= Math.max(2, candidate.length / 4))
    .sort((a, b) => Number(b.isPart) - Number(a.isPart) || a.far - b.far)
    .slice(0, most)
    .map(({ candidate }) => candidate)
}
