import { describe, expect, it } from 'vitest'
import { aZip } from '../../../test/builders/zip.ts'
import { type Bytes, joinBytes, utf8 } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { openPackage } from './open.ts'

const pass = { name: 'pass.json', data: utf8('{}') }
const manifest = { name: 'manifest.json', data: utf8('{}') }
const signature = { name: 'signature', data: utf8('signed') }
const signed = [pass, manifest, signature]
const packed = aZip(signed)

/** What an archive or a folder is opened as: its kind, its files, and what is wrong with it. */
const opened = async (input: Uint8Array | Map<string, Bytes>, name = '') => {
  const { kind, files, findings } = await openPackage(input, { name })
  return {
    kind,
    files: [...files.keys()],
    findings: findings.map(({ code, severity, path }) => `${severity} ${code} ${path}`.trim()),
  }
}

const contents = async (input: Uint8Array) =>
  Object.fromEntries(
    Array.from((await openPackage(input)).files, ([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
  )

describe('what a package is', () => {
  it.each([
    ['a signed pass', signed, 'pass'],
    ['a pass that lacks its signature', [pass, manifest], 'pass'],
    ['a pass that lacks pass.json', [manifest, signature], 'pass'],
    ["a pass of Apple's builder, which leaves tooling.json in it", [...signed, { name: 'tooling.json' }], 'pass'],
    ['an archive of something else', [{ name: 'readme.txt' }], 'pass'],
    ['an unsigned pass', [pass, { name: 'icon.png' }], 'folder'],
    ['a template of Pass Designer', [pass, { name: 'tooling.json' }], 'template'],
    ['a template of ours', [pass, { name: 'template.json' }], 'template'],
    [
      'passes side by side',
      [
        { name: 'a.pkpass', data: packed },
        { name: 'b.pkpass', data: packed },
      ],
      'bundle',
    ],
    [
      'passes of odd names side by side',
      [
        { name: 'a', data: packed },
        { name: 'b', data: packed },
      ],
      'bundle',
    ],
  ])('%s is told by its files', async (_what, files, kind) => {
    expect((await opened(aZip(files))).kind).toBe(kind)
  })

  it('an unsigned archive that is called a pass is a pass', async () => {
    expect((await opened(aZip([pass]), 'card.pkpass')).kind).toBe('pass')
    expect((await opened(aZip([pass]), 'card.zip')).kind).toBe('folder')
  })

  it('a folder with an old manifest and no signature is not signed', async () => {
    const files = new Map([pass, manifest].map(({ name, data }) => [name, data]))
    expect((await opened(files)).kind).toBe('folder')
    expect((await opened(files.set('signature', utf8('signed')))).kind).toBe('pass')
  })
})

describe('a folder around the package', () => {
  it('is taken off, and is an error of a signed pass', async () => {
    const wrapped = signed.map((file) => ({ ...file, name: `card.pass/deeper/${file.name}` }))
    expect(await opened(aZip(wrapped))).toEqual({
      kind: 'pass',
      files: ['pass.json', 'manifest.json', 'signature'],
      findings: ['error archive-wrapped'],
    })
  })

  it('is worth a word where nothing is signed', async () => {
    expect((await opened(aZip([{ ...pass, name: 'card.pass/pass.json' }]))).findings).toEqual(['info source-wrapped'])
  })

  it('leaves out what lies beside it, but not the junk', async () => {
    const beside = [{ name: 'readme.txt' }, { name: '__MACOSX/card/._pass.json' }, { name: '.DS_Store' }]
    const wrapped = signed.map((file) => ({ ...file, name: `card/${file.name}` }))
    expect(await opened(aZip([...beside, ...wrapped]))).toEqual({
      kind: 'pass',
      files: ['__MACOSX/card/._pass.json', '.DS_Store', 'pass.json', 'manifest.json', 'signature'],
      findings: ['error archive-wrapped', 'warning archive-beside-root'],
    })
  })

  it('of a language or a pass within a bundle is none', async () => {
    expect((await opened(aZip([...signed, { name: 'en.lproj/pass.json' }]))).files).toContain('en.lproj/pass.json')
  })
})

describe('damage in one place', () => {
  const three = (changed: object) => aZip([pass, { name: 'a.txt', method: 8, ...changed }, manifest, signature])

  it.each([
    ['a wrong checksum', { crc: 1 }, 'error archive-checksum a.txt'],
    ['data that is no deflate stream', { packed: utf8('ÿÿÿÿ') }, 'error archive-damaged a.txt'],
    ['a method that nobody uses', { method: 12, packed: utf8('x') }, 'error archive-unsupported a.txt'],
    ['encryption', { flags: 1 }, 'error archive-encrypted a.txt'],
    ['a symbolic link', { unixMode: 0o120777 }, 'error archive-link a.txt'],
    ['a place where nothing is', { localAt: 3 }, 'error archive-damaged a.txt'],
    ['two records that differ', { local: { name: 'b.txt' } }, 'warning archive-records-differ a.txt'],
    ['a size that no file of a pass has', { size: 2 ** 31, local: { size: 9 } }, 'error archive-too-large a.txt'],
    ['a name that climbs out', { name: '../a.txt' }, 'error archive-unsafe-path ../a.txt'],
    ['a name that climbs out backwards', { name: 'en\\..\\..\\a.txt' }, 'error archive-unsafe-path en\\..\\..\\a.txt'],
    ['a backslash', { name: 'en.lproj\\pass.strings' }, 'warning archive-name-backslash en.lproj\\pass.strings'],
    ['a name that is tidied up', { name: './a.txt' }, 'warning archive-name-odd a.txt'],
    ['a name of code page 437', { name: Uint8Array.of(0x67, 0x94) }, 'warning archive-name-encoding gö'],
    ['the name of another file in capitals', { name: 'PASS.json' }, 'warning archive-name-case PASS.json'],
  ])('%s is told of and hides no other file', async (_what, changed, finding) => {
    const { files, findings } = await opened(three(changed))
    expect(findings.filter((each) => !each.includes('records-differ') || each === finding)).toContain(finding)
    expect(files).toEqual(expect.arrayContaining(['pass.json', 'manifest.json', 'signature']))
    expect(files.some((path) => path.includes('..'))).toBe(false)
  })

  it('of two files of a name the last one is read, and the difference told', async () => {
    const twice = aZip([...signed, { name: 'a', data: utf8('first') }, { name: 'a', data: utf8('last') }])
    expect(await contents(twice)).toMatchObject({ a: 'last' })
    expect((await opened(twice)).findings).toEqual(['error archive-duplicate-name a'])
    expect((await opened(aZip([...signed, pass]))).findings).toEqual(['warning archive-repeated-file pass.json'])
  })

  it('two files that share their bytes are told of', async () => {
    const twice = aZip([...signed, { name: 'a.txt', localAt: 0, ...{ data: utf8('{}') } }])
    expect((await opened(twice)).findings).toContain('error archive-overlap a.txt')
  })

  it('many files that share their bytes are read only as long as that is no more than the archive has', async () => {
    const heap = { method: 8, localAt: 0, packed: utf8(''), size: 0, packedSize: 400, local: {} }
    const bomb = { name: 'bomb', method: 8, packed: new Uint8Array(400), size: 0 }
    const names = Array.from({ length: 40 }, (_, index) => `${index}.png`)
    const { files, findings } = await openPackage(aZip([bomb, ...names.map((name) => ({ ...heap, name }))]))
    const leftOut = findings.filter(({ message }) => message.endsWith('left out'))
    expect(leftOut.length).toBeGreaterThan(20)
    expect([...files.keys()].filter((path) => leftOut.some((finding) => finding.path === path))).toEqual([])
  })
})

describe('bytes around an archive', () => {
  it('do not hide it', async () => {
    const before = joinBytes([utf8('\n<br>'), packed])
    const after = joinBytes([packed, utf8('\n')])
    expect(await opened(before)).toMatchObject({ kind: 'pass', findings: ['warning archive-bytes-before'] })
    expect(await opened(after)).toMatchObject({ kind: 'pass', findings: ['warning archive-bytes-after'] })
  })

  it('that look like an end within its comment are part of it', async () => {
    const archive = aZip(signed, { comment: `PK\u0005\u0006${'\u0001'.repeat(18)}` })
    expect(await opened(archive)).toMatchObject({ kind: 'pass', findings: [] })
  })
})

describe('an archive without its directory', () => {
  it('gives the files whose records are found', async () => {
    const cut = packed.subarray(0, packed.length - 100)
    expect((await opened(cut)).findings).toContain('error archive-no-directory')
    expect(await contents(cut)).toMatchObject({ 'pass.json': '{}', 'manifest.json': '{}' })
  })

  it('gives files whose sizes stand behind their data', async () => {
    const descriptor = (size: number, mark: string): Bytes =>
      joinBytes([utf8(mark), [0x43, 0xb2, 0xa9, 0x99], [size, 0, 0, 0], [2, 0, 0, 0]])
    const later = { flags: 8, local: { crc: 0, size: 0, packedSize: 0 } }
    const whole = aZip([
      { name: 'pass.json', data: utf8('{}'), behind: descriptor(2, 'PK\u0007\u0008'), ...later },
      { name: 'manifest.json', data: utf8('{}'), behind: descriptor(2, ''), ...later },
      { name: 'signature', data: utf8('signed') },
    ])
    const files = (await opened(whole.subarray(0, whole.length - 30))).files
    expect(files).toEqual(['pass.json', 'manifest.json', 'signature'])
  })

  it('that was a bundle is not taken for its last pass', async () => {
    const bundle = aZip([
      { name: 'a.pkpass', data: packed },
      { name: 'b.pkpass', data: packed },
    ])
    expect(await opened(bundle.subarray(0, bundle.length - 60))).toEqual({
      kind: 'bundle',
      files: ['a.pkpass', 'b.pkpass'],
      findings: ['error archive-no-directory'],
    })
  })

  it('and without files is refused', async () => {
    await expect(openPackage(utf8('<html>404</html>'))).rejects.toMatchObject({ code: 'archive/not-zip' })
    await expect(openPackage(utf8(''))).rejects.toBeInstanceOf(ArchiveError)
  })
})

describe('an archive that is too much', () => {
  it.each([
    ['many entries', { entries: 2 }, 'archive/too-many-files'],
    ['bytes', { archiveBytes: 100 }, 'archive/too-large'],
    ['bytes unpacked', { totalBytes: 5 }, 'archive/too-large'],
  ])('of too %s is refused', async (_what, limits, code) => {
    await expect(openPackage(packed, { limits })).rejects.toMatchObject({ code })
  })

  it('in one of its files is read without that file', async () => {
    const zeros = { name: 'zeros', method: 8, data: new Uint8Array(3 * 1024 * 1024) }
    expect(await opened(aZip([...signed, zeros]))).toEqual({
      kind: 'pass',
      files: ['pass.json', 'manifest.json', 'signature'],
      findings: ['error archive-ratio zeros'],
    })
  })
})
