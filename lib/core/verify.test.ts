import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSigner } from '../../test/builders/signer.ts'
import { aTemplate, pngStub } from '../../test/builders/template.ts'
import { encodeManifest } from './archive/manifest.ts'
import { manifestFor, packPass } from './archive/pack.ts'
import { prepareFiles } from './archive/prepared.ts'
import { unzip } from './archive/unzip.ts'
import { type Bytes, copyBytes, utf8 } from './bytes.ts'
import { buildPass, compileTemplate, verifyPass } from './index.ts'

const signed = aSigner()
const signingTime = new Date('2026-11-21T10:00:00Z')

const good = (async () => {
  const template = await compileTemplate(aTemplate())
  return (await buildPass(template.fill({ serialNumber: 'A-1', name: 'Ada' }), (await signed).signer, { signingTime }))
    .bytes
})()

/** The good pass with some of its files changed (or taken away), but nothing signed anew. */
const tampered = async (changes: Readonly<Record<string, string | undefined>>): Promise<Uint8Array> => {
  const files = new Map<string, Bytes>(await unzip(await good))
  const changed = { 'manifest.json': new TextDecoder().decode(files.get('manifest.json')), ...changes }
  for (const [path, text] of Object.entries(changed)) {
    if (text === undefined) files.delete(path)
    else files.set(path, utf8(text))
  }
  const [manifest = utf8(''), signature = utf8('')] = ['manifest.json', 'signature'].map((path) => files.get(path))
  files.delete('manifest.json')
  files.delete('signature')
  return packPass(await prepareFiles(files), new Map(), manifest, signature)
}

const told = async (bytes: Uint8Array): Promise<string[]> => {
  const { checks } = await verifyPass(bytes, { trust: { roots: [(await signed).root] } })
  return checks.flatMap(({ name, findings }) => findings.map(({ code, path }) => `${name}: ${code} ${path}`))
}

/** A package of any files, signed as they are: what a builder that checks nothing would make. */
const unchecked = async (pass: object, files: Readonly<Record<string, Uint8Array>> = {}): Promise<Uint8Array> => {
  const identity = { passTypeIdentifier: 'pass.com.example.card', teamIdentifier: 'ABCDE12345', serialNumber: 'A-1' }
  const texts = { formatVersion: 1, organizationName: 'Example', description: 'Card', generic: {} }
  const own = new Map<string, Bytes>([
    ['pass.json', utf8(JSON.stringify({ ...identity, ...texts, ...pass }))],
    ['icon.png', copyBytes(pngStub())],
    ['icon@2x.png', copyBytes(pngStub())],
    ['icon@3x.png', copyBytes(pngStub())],
    ...Object.entries(files).map(([path, bytes]): [string, Bytes] => [path, copyBytes(bytes)]),
  ])
  const none = await prepareFiles(new Map())
  const manifest = manifestFor(none, own)
  return packPass(none, own, manifest, await (await signed).signer.sign(manifest, signingTime))
}

describe('verifyPass', () => {
  it('finds nothing wrong with a good pass', async () => {
    const report = await verifyPass(await good, { trust: { roots: [(await signed).root] } })
    expect(report.ok).toBe(true)
    expect(report.checks.map(({ name }) => name)).toEqual([
      'archive',
      'manifest',
      'pass',
      'content',
      'container',
      'integrity',
      'signingTime',
      'chain',
      'leaf',
    ])
    expect(report).toMatchObject({ files: 6, pass: { serialNumber: 'A-1' }, signature: { digestAlgorithm: 'SHA-256' } })
  })

  it('tells a throwaway chain from one of Apple', async () => {
    const { ok, checks } = await verifyPass(await good, { trust: 'apple' })
    expect(ok).toBe(false)
    expect(checks.filter((check) => check.ok !== true).map(({ name }) => name)).toEqual(['chain'])
  })

  it('finds a file that was changed', async () => {
    expect(await told(await tampered({ 'pass.json': '{}' }))).toContain('manifest: manifest-digest-wrong pass.json')
  })

  it('finds a file that is missing from the manifest, and one that is missing from the package', async () => {
    expect(await told(await tampered({ 'extra.png': 'x' }))).toContain('manifest: manifest-entry-missing extra.png')
    expect(await told(await tampered({ 'icon.png': undefined }))).toContain('manifest: manifest-file-missing icon.png')
  })

  it('finds a manifest that was changed after it was signed', async () => {
    const digests = new Map([['pass.json', '0'.repeat(40)]])
    const found = await told(await tampered({ 'manifest.json': new TextDecoder().decode(encodeManifest(digests)) }))
    expect(found.some((finding) => finding.startsWith('integrity: '))).toBe(true)
  })

  it('finds a manifest and a pass.json that are not JSON', async () => {
    const found = await told(await tampered({ 'manifest.json': 'x', 'pass.json': '[]' }))
    expect(found).toContain('manifest: json-invalid manifest.json')
    expect(found).toContain('pass: json-invalid pass.json')
  })

  it('finds nothing wrong with a good pass of another builder', async () => {
    expect(await told(await unchecked({}))).toEqual([])
  })

  it.each([
    ['passTypeIdentifier', undefined],
    ['passTypeIdentifier', ''],
    ['passTypeIdentifier', 7],
    ['teamIdentifier', undefined],
    ['teamIdentifier', ['ABCDE12345']],
    ['serialNumber', undefined],
    ['serialNumber', 12],
    ['serialNumber', ''],
  ])('finds that %s is %j, whatever the certificate says', async (key, value) => {
    expect(await told(await unchecked({ [key]: value }))).toContain(`pass: identity-missing /${key}`)
  })

  it('finds that a pass with NFC or personalization was signed with an ordinary certificate', async () => {
    const nfc = {
      message: 'x',
      encryptionPublicKey: 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADsgPpvDDhKDl1VXbhmBnFiYqr5FHuFkcaTcVOEqjLhAM=',
    }
    expect(await told(await unchecked({ nfc }))).toContain('leaf: leaf-without-nfc signature')
    const personalization = { 'personalization.json': utf8('{}') }
    expect(await told(await unchecked({}, personalization))).toContain('leaf: leaf-without-nfc signature')
  })

  it('tells what preflight has to say of the content: errors make the package bad, warnings do not', async () => {
    expect(await told(await unchecked({ expirationDate: '2027-01-01', labelColor: '#f00' }))).toEqual([
      'content: date-time-missing /expirationDate',
      'content: colour-invalid /labelColor',
    ])
    const { ok, checks } = await verifyPass(await unchecked({ labelColor: '#f00' }), {
      trust: { roots: [(await signed).root] },
    })
    expect(ok).toBe(true)
    expect(checks.find(({ name }) => name === 'content')?.findings).toHaveLength(1)
  })

  it('finds a private key that was packed along', async () => {
    expect(await told(await unchecked({}, { 'keys/pass.pem': utf8('x') }))).toEqual(['content: pass-file-refused '])
  })

  it('checks no content where there is none to be read', async () => {
    const report = await verifyPass(await tampered({ 'pass.json': '{"a": 1, "a": 2}' }), { trust: 'apple' })
    expect(report.checks.find(({ name }) => name === 'content')).toMatchObject({ ok: 'not-checked' })
    expect(JSON.stringify(report.checks)).toContain('line 1, column 10: the name stands twice in its object')
  })

  it('finds a signature that is empty', async () => {
    const found = await told(await tampered({ signature: '' }))
    expect(found.some((finding) => finding.startsWith('container: '))).toBe(true)
  })

  it('finds that it is no archive at all', async () => {
    expect(await told(utf8('<html>'))).toEqual(['archive: archive-not-zip '])
  })

  it('gives a report for any damage, and never calls it good', async () => {
    const bytes = await good
    const original = JSON.stringify([...(await unzip(bytes))])
    const trust = { roots: [(await signed).root] }
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = bytes.slice()
        damaged[at] = (damaged[at] ?? 0) ^ flip
        const { ok } = await verifyPass(damaged, { trust })
        // A change of a time stamp or the like leaves all files as they were.
        if (ok) expect(JSON.stringify([...(await unzip(damaged))])).toBe(original)
      }),
      { numRuns: 150 },
    )
  })
})
