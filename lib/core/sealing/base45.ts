/** Bytes as text of the 45 characters that QR codes write two in 11 bits: Base45 (RFC 9285). */
import type { Bytes } from '../bytes.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const base = alphabet.length

const digits: ReadonlyMap<string, number> = new Map([...alphabet].map((character, value) => [character, value]))

/** Least significant digit first, as the RFC has it. */
const written = (value: number, count: number): string => {
  let text = ''
  for (let rest = value, index = 0; index < count; index++, rest = Math.floor(rest / base))
    text += alphabet[rest % base]
  return text
}

/** The text of some bytes: three characters for two bytes, two for a last one. */
export const toBase45 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second] = bytes.subarray(at, at + 2)
    text += second === undefined ? written(first, 2) : written(first * 256 + second, 3)
  }
  return text
}

const numberOf = (characters: string): number => {
  let value = 0
  for (let index = characters.length - 1; index >= 0; index--) {
    value = value * base + (digits.get(characters[index] ?? '') ?? Number.NaN)
  }
  return value
}

/** The bytes of a text; undefined for a text that {@link toBase45} does not write. */
export const fromBase45 = (text: string): Bytes | undefined => {
  if (text.length % 3 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3))
  let to = 0
  for (let at = 0; at < text.length; at += 3) {
    const characters = text.slice(at, at + 3)
    const value = numberOf(characters)
    const isWhole = characters.length === 3
    if (!(value <= (isWhole ? 0xffff : 0xff))) return undefined
    if (isWhole) bytes[to++] = value >> 8
    bytes[to++] = value & 0xff
  }
  return bytes
}
