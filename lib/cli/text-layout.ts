/** Text in columns and lines of a terminal. */

const lineWidth = 100

/** Rows of two columns, the first as wide as its widest entry. */
export const columns = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(0, ...rows.map(([left]) => left.length)) + 2
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`.trimEnd())
}

/** A text in lines of at most 100 characters, broken at spaces; the first begins with the title, the others under it. */
export const paragraph = (text: string, title: string): string[] => {
  const lines: string[] = []
  let line = ''
  const room = lineWidth - title.length - 2
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  return lines.map((each, index) => `  ${index === 0 ? title : ' '.repeat(title.length)}${each}`)
}
