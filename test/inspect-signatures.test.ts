/** Signatures of other tools, as inspecting a pass reads them. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Bytes, utf8 } from '../lib/core/bytes.ts'
import { inspect } from '../lib/core/index.ts'
import { type DerValue, derChildren, encodeDer, readDer } from '../lib/core/signing/der.ts'
import type { ThrowawayChain } from '../lib/core/signing/throwaway.ts'
import {
  anAuthority,
  aQuickChain,
  type FinishedChanges,
  finishedFiles,
  finishedPass,
} from './preflight/finished-pass.ts'
import { needs, program } from './setup/programs.ts'

const roots = anAuthority().then(({ root }) => [root])

const inspected = async (changes: FinishedChanges) => {
  const inspection = await inspect(await finishedPass(changes), { trust: { roots: await roots } })
  if (inspection.kind !== 'pass') throw new Error(`it is a ${inspection.kind}`)
  return { ...inspection, codes: inspection.findings.map(({ code }) => code) }
}

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
    expect(inspection.codes).toEqual(found)
    expect(inspection.signature).toMatchObject({ ok: true, digestAlgorithm: digest })
  })

  it('with the root and a stranger in it, and in any order', async () => {
    const stranger = await anAuthority({}, 'others')
    const chain = await aQuickChain()
    const inspection = await signedBy(chain, ['smime'], [stranger.intermediate, ...(await roots)])
    expect(inspection.codes).toEqual([])
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
    expect((await signedBy(chain, ['smime'])).codes).toEqual([])
  })
})
