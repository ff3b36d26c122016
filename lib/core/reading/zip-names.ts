/** Names in archives: which file of the package each of them means. */
import { pathFault } from '../format/package-path.ts'
import type { ArchiveFaults } from './archive-faults.ts'

// A byte order mark is part of a name like any character.
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The upper half of code page 437, which the zip format prescribes for names that are not marked as UTF-8. */
const upperHalf =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ '

const codePage437 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : upperHalf[byte - 0x80])).join('')

const decodeName = (bytes: Uint8Array, faults: ArchiveFaults): string => {
  try {
    // With or without the UTF-8 flag: macOS leaves it out for names that are UTF-8.
    return utf8Decoder.decode(bytes)
  } catch {
    const name = codePage437(bytes)
    faults.add('archive-name-encoding', name, 'the name in the archive is not UTF-8')
    return name
  }
}

/** The name without what readers tidy up: slashes in front, empty and `.` segments. */
const tidied = (name: string): string =>
  name
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/')

/**
 * The path that a name means, and whether it is that of a folder; undefined, and told of, for one that could do harm. A
 * backslash stays in the path, because to Apple's systems it is a letter like any other.
 */
export const readName = (
  bytes: Uint8Array,
  faults: ArchiveFaults,
): { readonly path: string; readonly isFolder: boolean } | undefined => {
  const name = decodeName(bytes, faults)
  const isFolder = name.endsWith('/')
  const path = tidied(name)
  if (isFolder && path === '') return undefined
  const fault = pathFault(path.replaceAll('\\', '/'))
  if (fault !== undefined) {
    faults.add('archive-unsafe-path', name, `the name ${fault}; the file was left out`)
    return undefined
  }
  if (path.includes('\\')) faults.add('archive-name-backslash', path, 'the name has a backslash')
  if (path !== (isFolder ? name.slice(0, -1) : name))
    faults.add('archive-name-odd', path, 'the name begins with a slash, or has an empty or a "." segment')
  return { path, isFolder }
}
