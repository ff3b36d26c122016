/** Changes of archives: the records of the files, the end, and what stands around them. */
import { type Bytes, joinBytes, utf8 } from '../../../lib/core/bytes.ts'
import { aZip, type ZipEnd, type ZipFile } from '../../builders/zip.ts'
import type { Chance } from '../chance.ts'
import { mutateBytes, oddNumber } from './splice.ts'

const names: readonly (string | Bytes)[] = [
  '',
  '/',
  '.',
  '..',
  '../pass.json',
  './pass.json',
  '/pass.json',
  'C:\\pass.json',
  'en.lproj\\pass.strings',
  'a//b',
  'PASS.JSON',
  'pass.json',
  'en.lproj/',
  'x/'.repeat(600),
  'n'.repeat(400),
  'é',
  '\ufeffpass.json',
  '__MACOSX/._pass.json',
  '.DS_Store',
  'Thumbs.db',
  'a\u0000.png',
  Uint8Array.of(0x67, 0x94),
  'template.json',
  'tooling.json',
  'b.pkpass',
]

const flags = [1, 8, 32, 64, 0x800, 0x2000, 0xffff] as const
const methods = [1, 8, 9, 12, 14, 93, 99, 0xffff] as const
const modes = [0o120777, 0o040755, 0o060644, 0o100000, 0xffff] as const

const oddRecord = (file: ZipFile, chance: Chance): ZipFile => {
  switch (chance.below(11)) {
    case 0:
      return { ...file, name: chance.any(names) ?? '' }
    case 1:
      return { ...file, flags: chance.any(flags) ?? 1 }
    case 2:
      return { ...file, method: chance.any(methods) ?? 9, packed: file.data ?? new Uint8Array() }
    case 3:
      return { ...file, crc: oddNumber(chance) }
    case 4:
      return { ...file, size: oddNumber(chance) }
    case 5:
      return { ...file, packedSize: oddNumber(chance) }
    case 6:
      return { ...file, unixMode: chance.any(modes) ?? 0 }
    case 7:
      return { ...file, localAt: chance.oneIn(2) ? 0 : oddNumber(chance) }
    case 8:
      return { ...file, local: { name: 'another', size: oddNumber(chance), packedSize: oddNumber(chance) } }
    case 9:
      return { ...file, flags: 8, local: { crc: 0, size: 0, packedSize: 0 }, behind: new Uint8Array(chance.below(20)) }
    default:
      return { ...file, method: 8, data: new Uint8Array(chance.below(3 << 20)) }
  }
}

const oddEnd = (chance: Chance): ZipEnd => {
  const comment = chance.any(['', 'made by hand', 'PK\u0005\u0006', `PK\u0005\u0006${'\u0001'.repeat(18)}`]) ?? ''
  const odd: readonly ZipEnd[] = [
    { disk: 1 },
    { count: oddNumber(chance) & 0xffff },
    { countHere: 0 },
    { directorySize: oddNumber(chance) },
    { directoryAt: oddNumber(chance) },
    { comment },
    { before: new Uint8Array(chance.below(80)) },
    { count: 0xffff, directoryAt: 0xffffffff },
  ]
  return chance.any(odd) ?? {}
}

const changeFiles = (files: ZipFile[], chance: Chance): void => {
  const at = chance.below(files.length)
  const file = files[at]
  if (!file) return
  switch (chance.below(8)) {
    case 0:
      files.splice(at, 1)
      return
    case 1:
      files.push({ ...file, data: utf8('another') })
      return
    case 2:
      files.push(
        ...Array.from({ length: chance.oneIn(6) ? 1100 : 3 }, (_, number) => ({ name: `${number}`, data: utf8('') })),
      )
      return
    case 3:
      files.splice(0, files.length, ...files.map((each) => ({ ...each, name: `card.pass/${each.name}` })))
      return
    default:
      files[at] = oddRecord(file, chance)
  }
}

const around = (archive: Bytes, chance: Chance): Bytes => {
  const junk = utf8(chance.any(['\n', '<br />\n<b>Warning</b>', 'PK\u0003\u0004', '\ufeff', 'x'.repeat(70_000)]) ?? '')
  switch (chance.below(5)) {
    case 0:
      return joinBytes([junk, archive])
    case 1:
      return joinBytes([archive, junk])
    case 2:
      return joinBytes([archive, archive])
    case 3:
      return archive.slice(0, chance.below(archive.length))
    default:
      return mutateBytes(archive, chance)
  }
}

/** An archive of these files whose records, end or surroundings are not in order. */
export const mutateZip = (given: readonly ZipFile[], chance: Chance): Bytes => {
  const files = [...given]
  for (let count = chance.below(4); count > 0 && files.length > 0; count--) changeFiles(files, chance)
  const archive = aZip(files, chance.oneIn(3) ? oddEnd(chance) : {})
  return chance.oneIn(2) ? around(archive, chance) : archive
}
