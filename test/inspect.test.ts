/** Inspecting packages from anywhere: what is told of them, in which order, and signatures of other tools. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Bytes, utf8 } from '../lib/core/bytes.ts'
import {
  ArchiveError,
  BundleError,
  type BundleInspection,
  buildBundle,
  type Inspection,
  type InspectOptions,
  inspect,
  type PassInspection,
  type TemplateInspection,
} from '../lib/core/index.ts'
import { type DerValue, derChildren, encodeDer, readDer } from '../lib/core/signing/der.ts'
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
import { needs, program } from './setup/programs.ts'

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

describe('a bundle', () => {
  const two = async () => [
    { bytes: await finishedPass() },
    { bytes: await finishedPass({ pass: { serialNumber: 'B-2' } }) },
  ]

  it('is built of finished passes, named by their serial numbers, and read back', async () => {
    const bundle = await buildBundle(await two())
    const inspection = (await inspect(bundle, await trusting())) as BundleInspection
    expect(inspection.kind).toBe('bundle')
    expect(inspection.findings).toEqual([])
    expect(
      inspection.passes.map(({ name, inspection: { finished, pass } }) => [name, finished, pass?.serialNumber]),
    ).toEqual([
      ['A-1.pkpass', true, 'A-1'],
      ['B-2.pkpass', true, 'B-2'],
    ])
    expect(inspection.passes.flatMap((each) => each.inspection.findings)).toEqual([])
  })

  it('has the same bytes for the same passes', async () => {
    const passes = await two()
    expect(await buildBundle(passes)).toEqual(await buildBundle(passes))
  })

  it('tells passes of one name apart, and makes any name safe', async () => {
    const bytes = await finishedPass()
    const named = [{ bytes }, { bytes }, { name: '../.Ticket.pkpass', bytes }, { name: 'a-1', bytes }]
    const { passes } = (await inspect(await buildBundle(named), await trusting())) as BundleInspection
    expect(passes.map(({ name }) => name)).toEqual(['A-1.pkpass', 'A-1-2.pkpass', '_.Ticket.pkpass', 'a-1-3.pkpass'])
  })

  it.each([
    ['no pass', 'bundle/pass-count', async () => []],
    ['eleven passes', 'bundle/pass-count', async () => Array.from({ length: 11 }, () => ({ bytes: utf8('') }))],
    ['a page', 'bundle/not-a-pass', async () => [{ bytes: utf8('<html>') }]],
    [
      'a pass without a signature',
      'bundle/not-a-pass',
      async () => [{ bytes: await finishedPass({ after: { signature: undefined } }) }],
    ],
  ])('is not built of %s', async (_, code, passes) => {
    const error = await buildBundle(await passes()).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(BundleError)
    expect(error).toMatchObject({ code })
  })

  it('with a pass in it that cannot be read tells of the others', async () => {
    const bytes = aZip([
      { name: 'a.pkpass', data: utf8('x') },
      { name: 'b.pkpass', data: await finishedPass() },
    ])
    const inspection = (await inspect(bytes, await trusting())) as BundleInspection
    expect(places(inspection)).toEqual(['a.pkpass bundle-pass-unreadable'])
    expect(inspection.passes.map(({ name }) => name)).toEqual(['b.pkpass'])
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

/** Writes constructed values in BER's indefinite form, as Apple's own tools do, but not what is signed as it stands. */
const inBer = (value: DerValue, depth = 0): Bytes => {
  const children = depth < 6 && value.tag & 0x20 ? derChildren(value) : undefined
  if (!children || (depth === 4 && value.tag === 0x30)) return value.bytes
  const parts = children.map((child) => inBer(child, depth + 1))
  const [identifier = 0] = encodeDer(value.tag)
  return Uint8Array.from([identifier, 0x80, ...parts.flatMap((part) => [...part]), 0, 0])
}

describe('signatures of other tools', () => {
  it('in BER with indefinite lengths throughout are read', async () => {
    const inspection = await inspected({
      signature: (signature) => {
        const value = readDer(signature)
        if (!value) throw new Error('the signature is not DER')
        return inBer(value)
      },
    })
    expect(inspection.findings.map(({ code, severity }) => [code, severity])).toEqual([['signature-not-der', 'info']])
    expect(inspection.signature?.ok).toBe(true)
  })
})

const folder = mkdtempSync(join(tmpdir(), 'passwright-inspect-'))
const file = (name: string, content?: string | Uint8Array): string => {
  const path = join(folder, name)
  if (content !== undefined) writeFileSync(path, content)
  return path
}
const openssl = (...args: readonly string[]): void => {
  const { status, stderr } = spawnSync(program('openssl'), args, { encoding: 'latin1' })
  if (status !== 0) throw new Error(`openssl ${args[0]} failed: ${stderr}`)
}

describe('signatures of openssl', needs('openssl'), () => {
  const rsa = aQuickChain({ algorithm: 'RSA' })
  const signedBy = async (chain: ThrowawayChain, command: readonly string[], further: readonly string[] = []) => {
    const files = await finishedFiles()
    const inputs = [
      ['-in', file('manifest.json', files.get('manifest.json') ?? utf8(''))],
      ['-signer', file('certificate.pem', chain.certificate)],
      ['-inkey', file('key.pem', chain.key)],
      ['-certfile', file('chain.pem', [chain.intermediate, ...further].join(''))],
    ]
    openssl(...command, '-sign', '-binary', ...inputs.flat(), '-outform', 'DER', '-out', file('signature'))
    return inspected({ after: { signature: readFileSync(file('signature')) } })
  }

  it.each([
    ['smime, as most tutorials have it', ['smime'], [], 'SHA-256'],
    ['smime with SHA-1, as older ones have it', ['smime', '-md', 'sha1'], ['signature-sha1'], 'SHA-1'],
    ['cms with the key identifier for the signer', ['cms', '-keyid'], [], 'SHA-256'],
    ['cms with SHA-512', ['cms', '-md', 'sha512'], [], 'SHA-512'],
  ] as const)('%s', async (_, command, found, digest) => {
    const inspection = await signedBy(await rsa, command)
    expect(codes(inspection)).toEqual(found)
    expect(inspection.signature).toMatchObject({ ok: true, digestAlgorithm: digest })
  })

  it('with the root and a stranger in it, and in any order', async () => {
    const stranger = await anAuthority({}, 'others')
    const chain = await aQuickChain()
    const inspection = await signedBy(chain, ['smime'], [stranger.intermediate, ...(await roots)])
    expect(codes(inspection)).toEqual([])
    expect(inspection.signature?.chain.map(({ role }) => role)).toEqual(['signer', 'intermediate', 'root', 'other'])
  })

  it('by a certificate of openssl, with two units and its texts in other types of string', async () => {
    const authority = await anAuthority()
    const config = [
      '[req]\nprompt=no\ndistinguished_name=name\nstring_mask=nombstr\n[name]',
      'UID=pass.com.example.card\nCN=Pass Type ID: pass.com.example.card',
      '0.OU=Cards\n1.OU=ABCDE12345\nO=Example\nC=ZZ\n[leaf]\nbasicConstraints=critical,CA:false',
      'keyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth,1.2.840.113635.100.4.14',
      'authorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash',
      '1.2.840.113635.100.6.1.16=ASN1:PRINTABLESTRING:pass.com.example.card',
    ].join('\n')
    const [settings, key, request] = [file('leaf.cnf', config), file('leaf.key'), file('leaf.csr')]
    openssl('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-config', settings, '-keyout', key, '-out', request)
    const issuer = ['-CA', file('ca.pem', authority.intermediate), '-CAkey', file('ca.key', authority.intermediateKey)]
    const how = ['-extfile', settings, '-extensions', 'leaf', '-set_serial', '0x00f1', '-days', '3650']
    openssl('x509', '-req', '-in', request, ...issuer, ...how, '-out', file('leaf.pem'))
    const [certificate, privateKey] = ['leaf.pem', 'leaf.key'].map((name) => readFileSync(file(name), 'latin1'))
    const { intermediate, root } = authority
    const chain = { root, intermediate, certificate: certificate ?? '', key: privateKey ?? '' }
    expect(codes(await signedBy(chain, ['smime']))).toEqual([])
  })
})
