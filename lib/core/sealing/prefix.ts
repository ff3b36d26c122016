/** How a sealed barcode is known: its text, and what of a text looks like one. */

/** What every sealed barcode begins with. */
export const sealedPrefix = 'PW1:'

const whole = /^PW1:[0-9A-Z $%*+\-./:]+$/
/** A signature alone takes 96 characters: what is shorter only happens to hold the prefix. */
const part = /PW1:[0-9A-Z $%*+\-./:]{96}/

/** Whether a text is a sealed barcode (`whole`), holds one with something before or behind it (`part`), or none (`no`). */
export const looksSealed = (text: string): 'whole' | 'part' | 'no' => {
  if (!part.test(text)) return 'no'
  return whole.test(text) ? 'whole' : 'part'
}
