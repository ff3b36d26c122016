import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, sameBytes, utf8 } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { digestFiles, encodeManifest, sha1Hex } from './manifest.ts'
import { manifestFor, packedSize, packPass } from './pack.ts'
import { archivePath } from './paths.ts'
import { prepareFiles } from './prepared.ts'
import { unzip } from './unzip.ts'

type Files = ReadonlyMap<string, Bytes>

const files = (content: Readonly<Record<string, string | Bytes>>): Files =>
  new Map(Object.entries(content).map(([name, value]) => [name, typeof value === 'string' ? utf8(value) : value]))

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(500))

const signature = utf8('a signature')

const pack = async (fixed: Files, fresh: Files): Promise<Bytes> => {
  const prepared = await prepareFiles(fixed)
  return packPass(prepared, fresh, manifestFor(prepared, fresh), signature)
}

const codeOf = async (action: () => unknown): Promise<string> => {
  try {
    await action()
    return 'none'
  } catch (error) {
    return error instanceof ArchiveError ? error.code : String(error)
  }
}

const reversed = (map: Files): Files => new Map([...map].reverse())

/** Every local record of an archive that has nothing between its files: name, method, flag, needed version, date. */
const localRecords = (archive: Bytes) => {
  const view = new DataView(archive.buffer)
  const records: object[] = []
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const nameSize = view.getUint16(at + 26, true)
    records.push({
      name: new TextDecoder().decode(archive.subarray(at + 30, at + 30 + nameSize)),
      needs: view.getUint16(at + 4, true),
      flags: view.getUint16(at + 6, true),
      method: view.getUint16(at + 8, true),
      time: view.getUint16(at + 10, true),
      date: view.getUint16(at + 12, true),
      extra: view.getUint16(at + 28, true),
    })
    at += 30 + nameSize + view.getUint16(at + 28, true) + view.getUint32(at + 18, true)
  }
  return records
}

describe('manifestFor', () => {
  it('lists prepared and fresh files together, sorted', async () => {
    const prepared = await prepareFiles(files({ 'icon.png': png, 'en.lproj/pass.strings': '"a" = "b";' }))
    const fresh = files({ 'pass.json': '{}', 'de.lproj/pass.strings': 'abc', 'logo.png': 'abc' })
    const abc = 'a9993e364706816aba3e25717850c26c9cd0d89d'
    expect(new TextDecoder().decode(manifestFor(prepared, fresh))).toBe(
      `{"de.lproj/pass.strings":"${abc}","en.lproj/pass.strings":"${sha1Hex(utf8('"a" = "b";'))}",` +
        `"icon.png":"${sha1Hex(png)}","logo.png":"${abc}","pass.json":"bf21a9e8fbc5a3846fb05b4fa0859e0917b2202f"}`,
    )
  })

  it('is what encodeManifest makes of the same files, whichever of them are prepared', async () => {
    const names = fc.uniqueArray(
      fc.string({ unit: 'grapheme-ascii' }).map((text) => `x-${text.replaceAll(/[^ -~]|[\\/]/g, '-')}`),
    )
    await fc.assert(
      fc.asyncProperty(names, fc.nat(10), async (all, split) => {
        const content = new Map(all.map((name) => [name, utf8(name)]))
        const prepared = await prepareFiles(new Map([...content].slice(split)))
        const manifest = manifestFor(prepared, new Map([...content].slice(0, split)))
        expect(manifest).toEqual(encodeManifest(await digestFiles(content)))
      }),
    )
  })

  it('of no files at all is an empty object', async () => {
    expect(manifestFor(await prepareFiles(new Map()), new Map())).toEqual(utf8('{}'))
  })
})

describe('packedSize', () => {
  it('is the size of the archive, to the byte, whatever is in it', async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-zé€]{1,20}$/), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(names, fc.nat(8), fc.nat(200_000), async (all, split, size) => {
        const content = new Map(all.map((name, index) => [name, new Uint8Array(size >> index)]))
        const prepared = await prepareFiles(new Map([...content].slice(split)))
        const fresh = new Map([...content].slice(0, split))
        const manifest = manifestFor(prepared, fresh)
        const sizes = { manifestBytes: manifest.length, signatureBytes: signature.length }
        expect(packedSize(prepared, fresh, sizes)).toBe(packPass(prepared, fresh, manifest, signature).length)
      }),
      { numRuns: 30 },
    )
  })
})

describe('packPass', () => {
  it('gives prepared files, fresh files, manifest.json and signature, in this order', async () => {
    const archive = await pack(files({ 'logo.png': png, 'icon.png': png }), files({ 'pass.json': '{}', 'a.png': 'x' }))
    expect([...(await unzip(archive)).keys()]).toEqual([
      'icon.png',
      'logo.png',
      'a.png',
      'pass.json',
      'manifest.json',
      'signature',
    ])
  })

  it('gives every file back as it was, and manifest and signature as they were given', async () => {
    const fixed = files({ 'icon.png': png, 'en.lproj/pass.strings': '"gate" = "Gate";\n'.repeat(50), empty: '' })
    const fresh = files({ 'pass.json': '{"formatVersion":1}' })
    const prepared = await prepareFiles(fixed)
    const archive = packPass(prepared, fresh, utf8('{"a":"manifest"}'), signature)
    const own = files({ 'manifest.json': '{"a":"manifest"}', signature: 'a signature' })
    expect(await unzip(archive)).toEqual(new Map([...fixed, ...fresh, ...own]))
  })

  it('stores pictures and fresh files, and deflates prepared text where that makes it smaller', async () => {
    const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, ...new Uint8Array(500))
    const fixed = files({
      'a.png': png,
      'b.jpg': jpeg,
      'c.pdf': `%PDF-${' '.repeat(500)}`,
      'd.txt': 'd'.repeat(500),
      e: 'e',
    })
    const methods = localRecords(await pack(fixed, files({ 'pass.json': '{}'.padEnd(500) })))
    expect(methods).toMatchObject([
      { name: 'a.png', method: 0, needs: 10 },
      { name: 'b.jpg', method: 0, needs: 10 },
      { name: 'c.pdf', method: 0, needs: 10 },
      { name: 'd.txt', method: 8, needs: 20 },
      { name: 'e', method: 0, needs: 10 },
      { name: 'pass.json', method: 0, needs: 10 },
      { name: 'manifest.json', method: 0, needs: 10 },
      { name: 'signature', method: 0, needs: 10 },
    ])
  })

  it('dates every file 1980-01-01 00:00, with no descriptor and no extra field', async () => {
    for (const record of localRecords(await pack(files({ 'icon.png': png }), files({ 'pass.json': '{}' }))))
      expect(record).toMatchObject({ date: (0 << 9) | (1 << 5) | 1, time: 0, flags: 0, extra: 0 })
  })

  it('flags a name as UTF-8 only if it is not ASCII', async () => {
    const archive = await pack(files({ 'größe.png': png, 'icon.png': png }), files({ '😀': '' }))
    expect(localRecords(archive)).toMatchObject([
      { name: 'größe.png', flags: 0x800 },
      { name: 'icon.png', flags: 0 },
      { name: '😀', flags: 0x800 },
      { name: 'manifest.json', flags: 0 },
      { name: 'signature', flags: 0 },
    ])
  })

  it('gives the same bytes whatever the order of the maps', async () => {
    const fixed = files({ 'icon.png': png, 'logo.png': png, 'en.lproj/pass.strings': 'x'.repeat(99) })
    const fresh = files({ 'pass.json': '{}', 'thumbnail.png': png })
    expect(await pack(reversed(fixed), reversed(fresh))).toEqual(await pack(fixed, fresh))
  })

  it('gives the same bytes in every runtime', async () => {
    const strings = Array.from({ length: 200 }, (_, line) => `"row ${line}" = "Reihe ${line * 7}";`).join('\n')
    const archive = await pack(
      files({ 'icon.png': png, 'de.lproj/pass.strings': strings }),
      files({ 'pass.json': '{}' }),
    )
    expect(sha1Hex(archive)).toBe('b283595770fed16e2d5a80626442ce5ce2894df2')
  })

  it('gives bytes that have a buffer of exactly their length', async () => {
    const prepared = await prepareFiles(files({ 'icon.png': png }))
    for (const size of [1, 200_000]) {
      const archive = packPass(prepared, files({ 'pass.json': new Uint8Array(size) }), utf8('{}'), signature)
      expect([archive.byteOffset, archive.buffer.byteLength]).toEqual([0, archive.length])
    }
  })

  it('gives an archive that later ones do not change, whether the fresh files are small or large', async () => {
    const prepared = await prepareFiles(files({ 'icon.png': png }))
    const make = (fill: number, size: number) =>
      packPass(prepared, files({ 'pass.json': new Uint8Array(size).fill(fill) }), utf8('{}'), signature)
    for (const size of [10, 300_000]) {
      const first = make(1, size)
      make(2, size)
      const unpacked = (await unzip(first)).get(archivePath('pass.json')) ?? utf8('')
      expect(sameBytes(unpacked, new Uint8Array(size).fill(1))).toBe(true)
    }
  })

  it('does not change when the files given to prepareFiles are changed afterwards', async () => {
    const icon = png.slice()
    const preparing = prepareFiles(new Map([['icon.png', icon]]))
    icon.fill(0)
    const prepared = await preparing
    const archive = packPass(prepared, new Map(), manifestFor(prepared, new Map()), signature)
    expect(archive).toEqual(await pack(files({ 'icon.png': png }), new Map()))
  })

  it('refuses a fresh file with the name of a prepared one', async () => {
    const prepared = await prepareFiles(files({ 'pass.json': '{}', 'icon.png': png }))
    const fresh = files({ 'pass.json': '{}' })
    expect(await codeOf(() => manifestFor(prepared, fresh))).toBe('archive/duplicate-name')
    expect(await codeOf(() => packPass(prepared, fresh, utf8('{}'), signature))).toBe('archive/duplicate-name')
  })

  it.each(['manifest.json', 'signature'])('refuses to be given %s as a file', async (name) => {
    const prepared = await prepareFiles(new Map())
    const given = files({ [name]: '' })
    expect(await codeOf(() => prepareFiles(given))).toBe('archive/duplicate-name')
    expect(await codeOf(() => manifestFor(prepared, given))).toBe('archive/duplicate-name')
    expect(await codeOf(() => packPass(prepared, given, utf8('{}'), signature))).toBe('archive/duplicate-name')
  })

  it('refuses a name that leaves the root', async () => {
    const prepared = await prepareFiles(new Map())
    const given = files({ '../x': '' })
    expect(await codeOf(() => prepareFiles(given))).toBe('archive/unsafe-path')
    expect(await codeOf(() => manifestFor(prepared, given))).toBe('archive/unsafe-path')
    expect(await codeOf(() => packPass(prepared, given, utf8('{}'), signature))).toBe('archive/unsafe-path')
  })

  it('refuses the 65,535th file, which only ZIP64 could hold', async () => {
    const prepared = await prepareFiles(new Map())
    const empty = new Uint8Array()
    const many = (count: number): Files => new Map(Array.from({ length: count }, (_, number) => [`f${number}`, empty]))
    expect(await codeOf(() => packPass(prepared, many(65_532), empty, signature))).toBe('none')
    expect(await codeOf(() => packPass(prepared, many(65_533), empty, signature))).toBe('archive/too-many-files')
  })
})
