/** ZXing's reader as a scanner: what it reads from pictures. */
import { spawnSync } from 'node:child_process'
import { basename } from 'node:path'
import { program } from '../setup/programs.ts'

const fileLine = /^File: +(.+)$/m
const formatLine = /^Format: +(.+)$/m
const bytesLine = /^Bytes: +([0-9A-F ]*?)\s*$/m

/**
 * The barcode of each picture, as its format and its bytes in hexadecimal digits; `''` where none is read. By the name of
 * the file, without its ending.
 *
 * @param files paths of PNG files, at least two: of a single one the reader does not print the name. ZXing looks for Aztec in the
 *   middle of a picture only.
 */
export const scan = (files: readonly string[]): Readonly<Record<string, string>> => {
  // Looking at a picture once more in another size, this reader stumbles over codes of bars.
  const { stdout } = spawnSync(program('ZXingReader'), ['-noscale', ...files], { encoding: 'utf8' })
  const answers = stdout.split('\n\n').map((answer): [string, string] => {
    const format = formatLine.exec(answer)?.[1]
    const bytes = bytesLine.exec(answer)?.[1]?.replaceAll(' ', '').toLowerCase()
    return [basename(fileLine.exec(answer)?.[1] ?? '', '.png'), bytes ? `${format} ${bytes}` : '']
  })
  return Object.fromEntries(answers.filter(([name]) => name !== ''))
}
