/** Inspecting packages from anywhere: what is told of them, and in which order. */
import { describe, expect, it } from 'vitest'
import { utf8 } from '../lib/core/bytes.ts'
import {
  ArchiveError,
  type Inspection,
  type InspectOptions,
  inspect,
  type PassInspection,
  type TemplateInspection,
} from '../lib/core/index.ts'
import type { ThrowawayChain } from '../lib/core/signing/throwaway.ts'
import { aTemplate } from './builders/template.ts'
import { aZip } from './builders/zip.ts'
import {
  anAuthority,
  aQuickChain,
  aRevocationList,
  type FinishedChanges,
  finishedFiles,
  finishedPass,
  signingTime,
} from './preflight/finished-pass.ts'

const roots = anAuthority().then(({ root }) => [root])

const trusting = async (options: Partial<InspectOptions> = {}): Promise<InspectOptions> => ({
  trust: { roots: await roots },
  ...options,
})

const asPass = (inspection: Inspection): PassInspection => {
  if (inspection.kind !== 'pass') throw new Error(`it is a ${inspection.kind}`)
  return inspection
}

const inspected = async (changes: FinishedChanges = {}, options: Partial<InspectOptions> = {}) =>
  asPass(await inspect(await finishedPass(changes), await trusting(options)))

const codes = ({ findings }: Pick<Inspection, 'findings'>) => findings.map(({ code }) => code)

const places = ({ findings }: Pick<Inspection, 'findings'>) => findings.map(({ path, code }) => `${path} ${code}`)

describe('a finished pass', () => {
  it('has nothing wrong with it, and tells what it is', async () => {
    const { kind, finished, files, pass, findings } = await inspected()
    expect({ kind, finished, files, findings }).toEqual({ kind: 'pass', finished: true, files: 6, findings: [] })
    expect(pass).toEqual({
      passTypeIdentifier: 'pass.com.example.card',
      teamIdentifier: 'ABCDE12345',
      serialNumber: 'A-1',
      organizationName: 'Example',
      description: 'Card of a library',
      styles: ['generic'],
      schemes: [],
      languages: [],
    })
  })

  it('tells who signed it, when, with which chain, and what was checked', async () => {
    const { signature } = await inspected()
    expect(signature?.ok).toBe(true)
    expect(signature?.signingTime).toEqual(signingTime)
    expect(signature?.digestAlgorithm).toBe('SHA-256')
    expect(signature?.signer).toMatchObject({
      passTypeIdentifier: 'pass.com.example.card',
      teamIdentifier: 'ABCDE12345',
      nfc: false,
      notBefore: new Date('2026-01-01T00:00:00Z'),
    })
    expect(signature?.chain.map(({ role, subject }) => [role, subject])).toEqual([
      [
        'signer',
        'UID=pass.com.example.card, CN=Pass Type ID: pass.com.example.card, OU=ABCDE12345, O=Passwright throwaway, C=ZZ',
      ],
      ['intermediate', 'CN=Throwaway Developer Relations Lookalike, O=Passwright throwaway, OU=G4'],
    ])
    expect(signature?.root).toBe('CN=Throwaway Root CA, O=Passwright throwaway')
    expect(signature?.checks.map(({ name, ok }) => [name, ok])).toEqual([
      ['container', true],
      ['integrity', true],
      ['signingTime', true],
      ['chain', true],
      ['leaf', true],
      ['revocation', 'not-checked'],
    ])
  })

  it('tells the manifest entry by entry', async () => {
    const { manifest } = await inspected({
      files: { 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' },
      manifest: (lines) => ({ ...lines, 'b.txt': 'b', 'gone.txt': '0'.repeat(40), signature: '' }),
      after: { 'a.txt': 'other', 'late.txt': 'x' },
    })
    expect(manifest?.map(({ path, state }) => [path, state])).toEqual([
      ['pass.json', 'ok'],
      ['icon.png', 'ok'],
      ['icon@2x.png', 'ok'],
      ['icon@3x.png', 'ok'],
      ['a.txt', 'changed'],
      ['b.txt', 'invalid'],
      ['c.txt', 'ok'],
      ['late.txt', 'not-listed'],
      ['gone.txt', 'missing'],
      ['signature', 'unwanted'],
    ])
    expect(manifest?.find(({ path }) => path === 'a.txt')).toEqual({
      path: 'a.txt',
      bytes: 5,
      listed: '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8',
      actual: 'd0941e68da8f38151ff86a61fc59f7c5cf9fcaa2',
      state: 'changed',
    })
  })

  it('tells of a manifest of strangers no more than anybody reads', async () => {
    const manifest = () => Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`${index}.png`, '']))
    const inspection = await inspected({ manifest })
    expect(inspection.manifest).toHaveLength(1_004)
    expect(inspection.findings.filter(({ path }) => path === 'manifest.json').map(({ message }) => message)).toEqual([
      'the manifest lists 2000 more files that are not there',
    ])
  })

  it('tells a line of the manifest that is a number of many digits as it stands there', async () => {
    const files = await finishedFiles()
    const manifest = '{"a.txt":12345678901234567890,"b.txt":[{"a":12345678901234567890}]}'
    files.set('manifest.json', utf8(manifest))
    const inspection = asPass(await inspect(files, await trusting({ finished: true })))
    expect(inspection.manifest?.flatMap(({ listed }) => listed ?? [])).toEqual([
      '12345678901234567890',
      '[{"a":12345678901234567890}]',
    ])
  })

  it('tells everything at once: the archive, pass.json in its order, then the files by name', async () => {
    const inspection = await inspected({
      pass: { labelColor: 'red', expirationDate: '2027-01-01' },
      after: { 'z.txt': 'x', signature: undefined, 'icon@2x.png': undefined },
      folder: 'Card/',
    })
    expect(places(inspection)).toEqual([
      ' archive-wrapped',
      '/labelColor colour-unreadable',
      '/expirationDate date-time-missing',
      ...places(inspection).filter((place) => place.startsWith('icon@2x.png')),
      'signature file-missing',
      'z.txt manifest-entry-missing',
    ])
    expect(places(inspection)).toContain('icon@2x.png manifest-file-missing')
  })

  it('survives JSON', async () => {
    const inspection = await inspected()
    const copy = JSON.parse(JSON.stringify(inspection), (_, value) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? new Date(value) : value,
    )
    expect(copy).toEqual(inspection)
  })

  it('is judged as of its signing time: an expired certificate is only told where now is given', async () => {
    expect(codes(await inspected())).toEqual([])
    const { findings } = await inspected({}, { now: new Date('2031-01-01T00:00:00Z') })
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['leaf-expired-since', 'info']])
  })

  it.each([
    ['SHA-1 digests in capital letters', { manifest: upperCase }],
    ['a manifest with white space and escaped slashes', { files: { 'en.lproj/logo.png': 'x' }, manifest: spacious }],
  ] as const)('with %s has no error', async (_, changes) => {
    const { findings } = await inspected(changes)
    expect(findings.filter(({ severity, path }) => severity === 'error' && !path.endsWith('logo.png'))).toEqual([])
  })
})

function upperCase(lines: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(lines).map(([path, line]) => [path, line.toUpperCase()]))
}

function spacious(lines: Readonly<Record<string, string>>) {
  return JSON.stringify(lines, null, 2).replaceAll('/', '\\/')
}

describe('whom to trust', () => {
  const chainOf = async (trust: InspectOptions['trust']) => {
    const { signature } = asPass(await inspect(await finishedPass(), { trust }))
    return signature?.checks.find(({ name }) => name === 'chain')
  }

  it('Apple alone does not cover a throwaway chain', async () => {
    expect(await chainOf('apple')).toEqual({ name: 'chain', ok: false, codes: ['chain-untrusted'] })
  })

  it('roots may be given instead of Apple, or besides', async () => {
    expect(await chainOf({ roots: await roots })).toMatchObject({ ok: true })
    expect(await chainOf({ apple: true, roots: await roots })).toMatchObject({ ok: true })
    expect(await chainOf({ apple: true, roots: [] })).toMatchObject({ ok: false })
  })

  it('a root that cannot be read is the fault of whoever gave it', async () => {
    await expect(chainOf({ roots: ['root.pem'] })).rejects.toMatchObject({ code: 'signer/certificate-unreadable' })
  })

  it('a root is no intermediate: a certificate right under it has a chain that is too short', async () => {
    const authority = await anAuthority()
    const chain = await aQuickChain()
    const bytes = await finishedPass({ chain: Promise.resolve({ ...chain, intermediate: authority.root }) })
    const inspection = await inspect(bytes, await trusting())
    expect(codes(inspection)).toEqual(['chain-intermediate-mismatch'])
  })
})

describe('revocation', () => {
  const revocationOf = async (revoked: readonly ThrowawayChain[], chain: ThrowawayChain, by = anAuthority()) => {
    const options = { revocationLists: [await aRevocationList(await by, revoked)] }
    const { signature } = await inspected({ chain: Promise.resolve(chain) }, options)
    return [signature?.ok, signature?.checks.find(({ name }) => name === 'revocation')?.ok]
  }

  it('is checked against the list of the issuer, and no other', async () => {
    const chain = await aQuickChain()
    expect(await revocationOf([], chain)).toEqual([true, true])
    expect(await revocationOf([chain], chain)).toEqual([false, false])
    expect(await revocationOf([chain], chain, anAuthority({}, 'others'))).toEqual([true, 'not-checked'])
  })

  it('a list that cannot be read is the fault of whoever gave it', async () => {
    const { certificate } = await aQuickChain()
    await expect(inspected({}, { revocationLists: [certificate] })).rejects.toMatchObject({
      code: 'signer/revocation-list-unreadable',
    })
  })
})

describe('what is not finished', () => {
  const sources = async (changes: FinishedChanges = {}) => {
    const files = await finishedFiles(changes)
    files.delete('signature')
    return files
  }

  it('a folder without a signature is a pass to be signed, whatever manifest lies there', async () => {
    const inspection = asPass(await inspect(await sources({ after: { 'late.txt': 'x' } }), await trusting()))
    expect(inspection).toMatchObject({ finished: false, files: 6, findings: [] })
    expect(inspection.manifest).toBeUndefined()
    expect(inspection.signature).toBeUndefined()
  })

  it('a folder with manifest and signature is an unpacked pass', async () => {
    const inspection = asPass(await inspect(await finishedFiles({ after: { 'late.txt': 'x' } }), await trusting()))
    expect(inspection.finished).toBe(true)
    expect(codes(inspection)).toEqual(['manifest-entry-missing'])
  })

  it('an archive that must be finished lacks what it lacks', async () => {
    const files = await sources()
    files.delete('manifest.json')
    const zip = aZip(Array.from(files, ([name, data]) => ({ name, data })))
    expect(asPass(await inspect(zip, await trusting())).finished).toBe(false)
    const inspection = await inspect(zip, await trusting({ finished: true }))
    expect(places(inspection)).toEqual(['manifest.json file-missing', 'signature file-missing'])
  })

  it('sources are judged strictly, finished passes leniently, unless told otherwise', async () => {
    const pass = { 'pass.json': `\uFEFF${JSON.stringify({ formatVersion: 1 })}` }
    const severityIn = ({ findings }: Inspection) =>
      findings.find(({ code }) => code === 'json-byte-order-mark')?.severity
    const files = { files: pass }
    expect(severityIn(await inspect(await sources(files), await trusting()))).toBe('error')
    expect(severityIn(await inspected(files))).toBe('warning')
    expect(severityIn(await inspected(files, { profile: 'strict' }))).toBe('error')
  })
})

describe('a pass.json that only patience can read', () => {
  it('is told of, and what it says is checked all the same', async () => {
    const json = '{ "formatVersion": 1, /* ours */ "serialNumber": "A-1", "labelColor": "red", }'
    const inspection = await inspected({ files: { 'pass.json': json } })
    expect(inspection.pass?.serialNumber).toBe('A-1')
    expect(places(inspection)).toContain('pass.json json-comment')
    expect(places(inspection)).toContain('/labelColor colour-unreadable')
    expect(places(inspection)).toContain('/teamIdentifier key-missing')
  })

  it('that nobody can read leaves the rest to be checked', async () => {
    const inspection = await inspected({ files: { 'pass.json': 'x' }, after: { 'late.txt': 'x' } })
    expect(inspection.pass).toBeUndefined()
    expect(inspection.devices).toEqual([])
    expect(inspection.signature?.ok).toBe(true)
    expect(places(inspection)).toContain('late.txt manifest-entry-missing')
    expect(places(inspection)).toContain('pass.json json-invalid')
  })
})

describe('a template', () => {
  it('is filled with its sample and checked', async () => {
    const files = aTemplate({ pass: { labelColor: 'red' } })
    const inspection = (await inspect(files, { trust: 'apple' })) as TemplateInspection
    expect(inspection).toMatchObject({ kind: 'template', made: 'passwright', pass: { serialNumber: 'S-1' } })
    expect(places(inspection)).toContain('/labelColor colour-unreadable')
  })

  it('that does not compile says why', async () => {
    const inspection = await inspect(aTemplate({ settings: { sample: {} } }), { trust: 'apple' })
    expect(inspection.kind).toBe('template')
    expect(inspection.findings.some(({ severity }) => severity === 'error')).toBe(true)
  })
})

describe('what is nothing at all', () => {
  it.each([
    ['a page', utf8('<html>')],
    ['no bytes', new Uint8Array(0)],
  ])('%s is refused as such', async (_, bytes) => {
    await expect(inspect(bytes, { trust: 'apple' })).rejects.toBeInstanceOf(ArchiveError)
  })

  it('a folder without files has no pass.json', async () => {
    expect(places(await inspect([], { trust: 'apple' }))).toEqual(['pass.json file-missing'])
  })
})
