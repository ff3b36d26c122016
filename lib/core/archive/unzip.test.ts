import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aZip } from '../../../test/builders/zip.ts'
import { joinBytes, utf8 } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { manifestFor, packPass } from './pack.ts'
import { prepareFiles } from './prepared.ts'
import { unzip } from './unzip.ts'

const refusal = async (archive: Uint8Array, limits = {}): Promise<string> => {
  try {
    await unzip(archive, limits)
  } catch (error) {
    if (error instanceof ArchiveError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'none'
}

const entries = async (archive: Uint8Array) =>
  Object.fromEntries(Array.from(await unzip(archive), ([name, bytes]) => [name, new TextDecoder().decode(bytes)]))

const link = 0o120777
const zeros = (size: number) => ({ method: 8, data: new Uint8Array(size) })

describe('unzip', () => {
  it('reads stored and deflated files in the order of the directory', async () => {
    const archive = aZip([
      { name: 'z', data: utf8('stored') },
      { name: 'en.lproj/a', method: 8, data: utf8('deflated') },
    ])
    expect([...(await unzip(archive))]).toEqual([
      ['z', utf8('stored')],
      ['en.lproj/a', utf8('deflated')],
    ])
  })

  it('reads an archive of no files', async () => {
    expect(await unzip(aZip([]))).toEqual(new Map())
  })

  it('reads empty files', async () => {
    const empty = utf8('')
    expect(
      await entries(
        aZip([
          { name: 'a', data: empty },
          { name: 'b', data: empty, method: 8 },
        ]),
      ),
    ).toEqual({ a: '', b: '' })
  })

  it('reads a name outside ASCII with or without the UTF-8 flag, and keeps a byte order mark', async () => {
    const archive = aZip([{ name: 'größe' }, { name: '😀', flags: 0x800 }, { name: '\ufeffa' }, { name: 'a' }])
    expect([...(await unzip(archive)).keys()]).toEqual(['größe', '😀', '\ufeffa', 'a'])
  })

  it('skips folders', async () => {
    const empty = utf8('')
    const folders = [
      { name: 'en.lproj/', data: empty },
      { name: 'de.lproj/', data: empty, method: 8, unixMode: 0o040755 },
    ]
    expect(await entries(aZip([...folders, { name: 'en.lproj/a', unixMode: 0o100644 }]))).toEqual({
      'en.lproj/a': 'some text',
    })
  })

  it('reads files with a data descriptor behind them', async () => {
    const later = { flags: 8, local: { crc: 0, size: 0, packedSize: 0 }, behind: new Uint8Array(16) }
    expect(
      await entries(
        aZip([
          { name: 'a', ...later },
          { name: 'b', method: 8, ...later },
        ]),
      ),
    ).toEqual({
      a: 'some text',
      b: 'some text',
    })
  })

  it('reads an archive with a comment, even one that looks like an end of its own', async () => {
    expect(await entries(aZip([{}], { comment: 'made by hand' }))).toEqual({ 'a.txt': 'some text' })
    expect(await entries(aZip([{}], { comment: `PK\u0005\u0006${'\u0001'.repeat(18)}` }))).toEqual({
      'a.txt': 'some text',
    })
  })

  it('reads an archive that lies within a larger buffer, and gives copies', async () => {
    const archive = aZip([{}])
    const larger = new Uint8Array(archive.length + 20)
    larger.set(archive, 10)
    const files = await unzip(larger.subarray(10, 10 + archive.length))
    larger.fill(0)
    expect([...files.values()]).toEqual([utf8('some text')])
    expect([...files.values()].map((bytes) => bytes.buffer.byteLength)).toEqual([9])
  })
})

describe('what is no zip archive', () => {
  it.each([
    ['nothing', ''],
    ['a text', '{"formatVersion": 1, "organizationName": "Example"}'],
    ['a PEM file', `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\n`],
    ['the first bytes of one', 'PK'],
  ])('%s is refused', async (_what, text) => {
    expect(await refusal(utf8(text))).toMatch(/^archive\/not-zip: .*\.pkpass/)
  })

  it('an archive that was cut off anywhere is refused as damaged', async () => {
    const archive = aZip([{ name: 'a', method: 8 }, { name: 'b' }])
    for (let length = 4; length < archive.length; length++)
      expect(await refusal(archive.subarray(0, length))).toMatch(/^archive\/damaged: /)
  })

  it('an archive with something before or behind it is refused as damaged', async () => {
    expect(await refusal(joinBytes([aZip([{}]), [0]]))).toMatch(/^archive\/damaged: /)
    expect(await refusal(joinBytes([[0], aZip([{}])]))).toMatch(/^archive\/damaged: /)
  })
})

describe('a name that can do harm', () => {
  it.each(['../x', '/x', 'a/../../x', 'a\\b', 'C:x', 'a\u0000.png', './x', '..', '../', '/', '', 'a//b'])(
    '%j is refused',
    async (name) => {
      expect(await refusal(aZip([{ name, data: utf8('') }]))).toMatch(/^archive\/unsafe-path: /)
    },
  )

  it('is refused before anything is unpacked', async () => {
    expect(await refusal(aZip([{ crc: 1 }, { name: '../x' }]))).toMatch(/^archive\/unsafe-path: /)
  })

  it('is refused if it differs between directory and file', async () => {
    expect(await refusal(aZip([{ name: 'x', local: { name: '../x' } }]))).toMatch(/^archive\/damaged: .*"x"/)
  })

  it('that is not UTF-8 is refused', async () => {
    expect(await refusal(aZip([{}, { name: Uint8Array.of(0x67, 0x94) }]))).toMatch(/^archive\/unsupported: Entry 2 /)
  })

  it('that two files have is refused', async () => {
    expect(await refusal(aZip([{ name: 'pass.json' }, { name: 'b' }, { name: 'pass.json' }]))).toMatch(
      /^archive\/duplicate-name: .*"pass\.json"/,
    )
  })

  it('that differs only in case is another name', async () => {
    expect(Object.keys(await entries(aZip([{ name: 'Icon.png' }, { name: 'icon.png' }])))).toEqual([
      'Icon.png',
      'icon.png',
    ])
  })
})

describe('a part of the zip format that passes do not need', () => {
  it.each([
    ['an encrypted file', { flags: 1 }, 'encrypted'],
    ['a strongly encrypted file', { flags: 0x41 }, 'encrypted'],
    ['a file whose local record alone says encrypted', { local: { flags: 1 } }, 'encrypted'],
    ['a patch', { flags: 0x20 }, 'patch'],
    ['a method besides stored and deflate', { method: 12 }, 'method 12'],
    ['AES', { method: 99 }, 'method 99'],
    ['a symbolic link', { unixMode: link }, 'symbolic link'],
    ['a symbolic link with the name of a folder', { name: 'a.txt/', data: utf8(''), unixMode: link }, 'symbolic link'],
    ['a device', { unixMode: 0o020644 }, 'neither a plain file nor a folder'],
    ['a folder without a slash', { unixMode: 0o040755 }, 'neither a plain file nor a folder'],
    ['a ZIP64 size', { size: 0xffffffff, local: { size: 0xffffffff } }, 'ZIP64'],
    ['a ZIP64 packed size', { packedSize: 0xffffffff, local: { packedSize: 0xffffffff } }, 'ZIP64'],
  ])('%s is refused by name', async (_what, file, why) => {
    const said = await refusal(aZip([{ name: 'b' }, file]))
    expect(said).toMatch(/^archive\/unsupported: .*"a\.txt/)
    expect(said).toContain(why)
  })

  const locator = new Uint8Array([0x50, 0x4b, 6, 7, ...new Uint8Array(16)])
  it.each([
    ['ZIP64', { count: 0xffff }],
    ['ZIP64', { directoryAt: 0xffffffff }],
    ['ZIP64', { directorySize: 0xffffffff }],
    ['ZIP64', { before: locator }],
    ['one part of several', { disk: 1 }],
    ['one part of several', { countHere: 0 }],
  ])('an archive that is %s is refused', async (why, end) => {
    const said = await refusal(aZip([{}], end))
    expect(said).toMatch(/^archive\/unsupported: /)
    expect(said).toContain(why)
  })
})

describe('a damaged archive', () => {
  it.each([
    ['a wrong checksum', { crc: 1 }, 'checksum'],
    ['a wrong checksum of a deflated file', { method: 8, crc: 1 }, 'checksum'],
    ['a stored file of another size', { size: 8 }, '8 bytes'],
    ['a deflated file that is longer than it says', { method: 8, size: 8 }, 'holds more'],
    ['a deflated file that is shorter than it says', { method: 8, size: 10 }, 'ends before'],
    ['deflated bytes that are none', { method: 8, packed: Uint8Array.of(7) }, 'no deflate stream'],
    ['a file that reaches into the directory', { packedSize: 10, size: 10 }, 'reaches into'],
    ['a file outside the archive', { localAt: 1_000_000 }, 'is not where'],
    ['a file that starts nowhere', { localAt: 1 }, 'is not where'],
    ['a local record of another method', { local: { method: 8 } }, 'contradict'],
    ['a local record of another checksum', { local: { crc: 1 } }, 'contradict'],
    ['a local record of another size', { local: { size: 1 } }, 'contradict'],
    ['a local record of another packed size', { local: { packedSize: 1 } }, 'contradict'],
    ['a local record without sizes or a descriptor', { local: { size: 0, packedSize: 0, crc: 0 } }, 'contradict'],
    ['a folder with content', { name: 'a.txt/' }, '9 bytes'],
  ])('%s is refused by name', async (_what, file, why) => {
    const said = await refusal(aZip([file]))
    expect(said).toMatch(/^archive\/damaged: .*"a\.txt"/)
    expect(said).toContain(why)
  })

  it('is refused if two entries share their bytes', async () => {
    expect(await refusal(aZip([{ name: 'a' }, { name: 'a2', localAt: 0, local: { name: 'a' } }]))).toMatch(
      /^archive\/damaged: /,
    )
    const inner = aZip([{ name: 'b' }]).subarray(0, 40)
    const outer = { name: 'a', data: inner }
    expect(await refusal(aZip([outer, { name: 'b', localAt: 31 }]))).toMatch(
      /^archive\/damaged: The file "b" .* overlaps/,
    )
  })

  it.each([
    ['counts more entries than it has', { count: 2 }],
    ['counts fewer entries than it has', { count: 0 }],
    ['is not where its end says', { directoryAt: 1 }],
    ['is not of the size that its end says', { directorySize: 1 }],
  ])('is refused if its directory %s', async (_what, end) => {
    expect(await refusal(aZip([{}], end))).toMatch(/^archive\/damaged: /)
  })
})

describe('a limit', () => {
  it('holds for the size of the archive', async () => {
    const archive = aZip([{}])
    expect(await refusal(archive, { archiveBytes: archive.length - 1 })).toMatch(/^archive\/too-large: .*archiveBytes/)
    expect((await unzip(archive, { archiveBytes: archive.length })).size).toBe(1)
  })

  it('holds for the number of entries, folders included', async () => {
    const archive = aZip([{ name: 'a/', data: utf8('') }, { name: 'a/b' }])
    expect(await refusal(archive, { entries: 1 })).toMatch(/^archive\/too-many-files: .*2 entries; 1 /)
    expect((await unzip(archive, { entries: 2 })).size).toBe(1)
  })

  it('holds for one file', async () => {
    const archive = aZip([{ name: 'a' }, { name: 'b' }])
    expect(await refusal(archive, { entryBytes: 8 })).toMatch(/^archive\/too-large: The file "a" .*entryBytes/)
    expect((await unzip(archive, { entryBytes: 9 })).size).toBe(2)
  })

  it('holds for all files together', async () => {
    const archive = aZip([{ name: 'a' }, { name: 'b' }])
    expect(await refusal(archive, { totalBytes: 17 })).toMatch(/^archive\/too-large: .*totalBytes/)
    expect((await unzip(archive, { totalBytes: 18 })).size).toBe(2)
  })

  it('stops a file that grows more than 200 times', async () => {
    expect(await refusal(aZip([zeros(2_000_000)]))).toMatch(/^archive\/ratio: The file "a\.txt" /)
    expect((await unzip(aZip([zeros(1_000_000)]))).size).toBe(1)
    expect((await unzip(aZip([zeros(2_000_000)]), { ratio: 1_100 })).size).toBe(1)
  })

  it('stops many small files that together grow more than 200 times', async () => {
    const many = Array.from({ length: 10 }, (_, number) => ({ name: `${number}`, ...zeros(200_000) }))
    expect(await refusal(aZip(many))).toMatch(/^archive\/ratio: The archive /)
  })

  it('cannot be passed by a file that says it is smaller', async () => {
    expect(await refusal(aZip([{ ...zeros(10_000_000), size: 100 }]))).toMatch(/^archive\/damaged: .*holds more/)
  })

  it('is not reached by a file that only says it is large', async () => {
    expect(await refusal(aZip([{ method: 8, size: 1_000_000 }]))).toMatch(/^archive\/damaged: .*ends before/)
  })
})

const names = fc.uniqueArray(fc.constantFrom('icon.png', 'logo.png', 'en.lproj/pass.strings', 'größe', 'a/b/c', 'x'))
const content = fc.oneof(
  fc.uint8Array({ maxLength: 300, size: 'max' }),
  fc.tuple(fc.nat(255), fc.nat(3_000)).map(([byte, size]) => new Uint8Array(size).fill(byte)),
)
const packages = names.chain((chosen) =>
  fc
    .tuple(
      ...chosen.map((name) =>
        fc.tuple(
          fc.constant(name),
          content.map((bytes) => new Uint8Array(bytes)),
        ),
      ),
    )
    .map((pairs) => new Map(pairs)),
)

describe('any package', () => {
  it('is read back as it was packed', async () => {
    await fc.assert(
      fc.asyncProperty(packages, content, async (fixed, pass) => {
        const fresh = new Map([['pass.json', new Uint8Array(pass)]])
        const prepared = await prepareFiles(fixed)
        const manifest = manifestFor(prepared, fresh)
        const archive = packPass(prepared, fresh, manifest, utf8('signature'))
        const written = new Map([
          ['manifest.json', manifest],
          ['signature', utf8('signature')],
        ])
        expect(await unzip(archive)).toEqual(new Map([...fixed, ...fresh, ...written]))
      }),
    )
  })

  it('gives files or an ArchiveError, however it is damaged', async () => {
    const archive = aZip([
      { name: 'pass.json', method: 8, data: utf8('{"formatVersion":1,"description":"a pass"}'.repeat(5)) },
      { name: 'en.lproj/', data: utf8('') },
      {
        name: 'en.lproj/pass.strings',
        flags: 8,
        local: { crc: 0, size: 0, packedSize: 0 },
        behind: new Uint8Array(12),
      },
      { name: 'icon.png', data: new Uint8Array(40) },
    ])
    const damage = fc.record({
      bytes: fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { maxLength: 4 }),
      cut: fc.option(fc.nat(archive.length)),
      moved: fc.option(fc.tuple(fc.nat(archive.length), fc.nat(archive.length), fc.nat(archive.length))),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ bytes, cut, moved }) => {
        const copy = archive.slice()
        for (const [at, byte] of bytes) copy[at] = byte
        if (moved !== null) copy.copyWithin(...moved)
        try {
          expect(await unzip(copy.subarray(0, cut ?? copy.length))).toBeInstanceOf(Map)
        } catch (error) {
          expect(error).toBeInstanceOf(ArchiveError)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
