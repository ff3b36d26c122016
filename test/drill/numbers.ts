/** Numbers among the options of a drill. */

/** The number of a text. @throws Error if it is none */
export const numberOf = (text: string): number => {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new Error(`${text} is no whole number from 1 on`)
}
