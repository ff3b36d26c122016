/** Changes of strings files: tokens, escapes, encodings. */
import { type Bytes, utf8 } from '../../../lib/core/bytes.ts'
import type { Chance } from '../chance.ts'
import { mutateBytes } from './splice.ts'
import { toUtf16 } from './utf16.ts'

const tokens = [
  '"',
  '\\',
  ';',
  '=',
  '/*',
  '*/',
  '//',
  '\\U12',
  '\\Ud800',
  '\\0',
  '\\777',
  '\n',
  '\u0000',
  '\ufeff',
  '\ud800',
  "'",
  '"a" = "b"',
  '"a";',
  '%@',
  '%1$@',
  '${x}',
  '\\'.repeat(3000),
  '"'.repeat(3000),
  '/*'.repeat(3000),
  '"k" = "v";\n'.repeat(3000),
] as const

const decode = (bytes: Uint8Array): string => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xfe) return new TextDecoder().decode(bytes)
  return new TextDecoder('utf-16le').decode(bytes)
}

const change = (text: string, chance: Chance): string => {
  const at = chance.below(text.length + 1)
  switch (chance.below(4)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + chance.below(6))
    case 2:
      return text + text
    default:
      return text.slice(0, at) + (chance.any(tokens) ?? '') + text.slice(at)
  }
}

const latin1 = (text: string): Bytes => Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff)

/** A strings file with broken tokens, or in another encoding. */
export const mutateStrings = (bytes: Uint8Array, chance: Chance): Bytes => {
  if (chance.oneIn(6)) return mutateBytes(bytes, chance)
  let text = decode(bytes)
  for (let count = chance.below(4); count > 0; count--) text = change(text, chance)
  switch (chance.below(6)) {
    case 0:
      return utf8(`\ufeff${text}`)
    case 1:
      return latin1(text)
    case 2:
      return toUtf16(text, chance.oneIn(2))
    case 3:
      return toUtf16(`\ufeff${text}`, chance.oneIn(2)).slice(0, -chance.below(2) || undefined)
    default:
      return utf8(text)
  }
}
