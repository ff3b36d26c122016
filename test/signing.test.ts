/** Signatures and keys against strangers: openssl and python3-cryptography read ours, and we read openssl's. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../lib/core/bytes.ts'
import { SignerError } from '../lib/core/errors.ts'
import type { KeyAlgorithmName } from '../lib/core/signing/algorithms.ts'
import { readPrivateKey } from '../lib/core/signing/private-key.ts'
import { loadSigner } from '../lib/core/signing/signer.ts'
import {
  issueThrowawayCertificate,
  makeThrowawayAuthority,
  type ThrowawayCertificateOptions,
  type ThrowawayChain,
} from '../lib/core/signing/throwaway.ts'
import { verifySignature } from '../lib/core/signing/verify.ts'
import { needs, program } from './setup/programs.ts'

const passphrase = 'correct horse battery staple'
const manifest = utf8('{"pass.json":"da39a3ee5e6b4b0d3255bfef95601890afd80709","icon.png":"00"}')

const folder = mkdtempSync(join(tmpdir(), 'passwright-signing-'))
const file = (name: string, content?: string | Uint8Array): string => {
  const path = join(folder, name)
  if (content !== undefined) writeFileSync(path, content)
  return path
}

const run = (path: string, ...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(path, args, { encoding: 'latin1' })
  if (status !== 0) throw new Error(`${path} ${args[0]} failed: ${stderr}`)
  return stdout
}
const openssl = (...args: readonly string[]): string => run(program('openssl'), ...args)

const authority = makeThrowawayAuthority()
const issue = async (options: Partial<ThrowawayCertificateOptions> = {}) =>
  issueThrowawayCertificate(await authority, {
    passTypeIdentifier: 'pass.com.example.demo',
    teamIdentifier: 'ABCDE12345',
    validFrom: new Date('2020-01-01T00:00:00Z'),
    validTo: new Date('2060-01-01T00:00:00Z'),
    ...options,
  })
const chains = {
  RSA: issue(),
  'P-256': issue({ algorithm: 'P-256' }),
  'P-384': issue({ algorithm: 'P-384' }),
} satisfies Record<KeyAlgorithmName, Promise<ThrowawayChain>>

const signTo = async (algorithm: KeyAlgorithmName, time: string): Promise<{ signature: string; root: string }> => {
  const chain = await chains[algorithm]
  const { sign } = await loadSigner(chain)
  const signature = file(`${algorithm}-${time}.cms`, await sign(manifest, new Date(time)))
  return { signature, root: file('root.pem', chain.root) }
}

describe('openssl reads our signatures', needs('openssl'), () => {
  it.each([
    ['RSA', '2026-06-01T12:00:59.999Z', 'UTCTIME           :260601120059Z'],
    ['RSA', '2050-01-01T00:00:00.000Z', 'GENERALIZEDTIME   :20500101000000Z'],
    ['P-256', '2026-06-01T12:00:00.000Z', 'UTCTIME           :260601120000Z'],
    ['P-384', '2050-01-01T00:00:00.000Z', 'GENERALIZEDTIME   :20500101000000Z'],
  ] as const)('one with a key of %s, signed at %s', async (algorithm, time, written) => {
    const { signature, root } = await signTo(algorithm, time)
    const content = file('manifest.json', manifest)
    const input = ['-binary', '-inform', 'DER', '-in', signature, '-content', content]
    const verified = openssl('cms', '-verify', ...input, '-CAfile', root, '-purpose', 'any')
    expect(verified).toBe(new TextDecoder().decode(manifest))
    expect(openssl('asn1parse', '-inform', 'DER', '-in', signature)).toContain(written)
  })

  it('writes the parameters of the algorithms as RFC 5754 says', async () => {
    const { signature } = await signTo('RSA', '2026-06-01T12:00:00Z')
    const signerInfo = openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', signature).split('signerInfos:')[1]
    expect(signerInfo).toMatch(/digestAlgorithm:\s+algorithm: sha256 \([\d.]+\)\s+parameter: <ABSENT>/)
    expect(signerInfo).toMatch(/signatureAlgorithm:\s+algorithm: sha256WithRSAEncryption \([\d.]+\)\s+parameter: NULL/)
  })

  it('finds nothing wrong with a throwaway chain, strictly', async () => {
    const chain = await chains.RSA
    const files = [
      '-CAfile',
      file('root.pem', chain.root),
      '-untrusted',
      file('intermediate.pem', chain.intermediate),
      file('certificate.pem', chain.certificate),
    ]
    expect(openssl('verify', '-x509_strict', '-purpose', 'any', ...files)).toContain('OK')
  })
})

describe('python3-cryptography reads our signatures', needs('python3'), () => {
  it.each(['RSA', 'P-256'] as const)(
    'the certificates of one by %s, without a warning about DER',
    async (algorithm) => {
      const { signature } = await signTo(algorithm, '2026-06-01T12:00:00Z')
      const script = [
        'import sys, pathlib',
        'from cryptography.hazmat.primitives.serialization import pkcs7',
        'data = pathlib.Path(sys.argv[1]).read_bytes()',
        'for certificate in pkcs7.load_der_pkcs7_certificates(data): print(certificate.subject.rfc4514_string())',
      ]
      const names = run(program('python3'), '-W', 'error', '-c', script.join('\n'), signature)
      expect(names.trim().split('\n')).toHaveLength(2)
      expect(names).toContain('UID=pass.com.example.demo')
    },
  )
})

describe("we read openssl's signatures", needs('openssl'), () => {
  const opensslSign = async (algorithm: KeyAlgorithmName, ...options: readonly string[]): Promise<Uint8Array> => {
    const chain = await chains[algorithm]
    const files = [
      '-in',
      file('manifest.json', manifest),
      '-signer',
      file('certificate.pem', chain.certificate),
      '-inkey',
      file('key.pem', chain.key),
      '-certfile',
      file('intermediate.pem', chain.intermediate),
    ]
    const out = file('openssl.cms')
    openssl('cms', '-sign', '-binary', ...files, '-outform', 'DER', '-out', out, ...options)
    return readFileSync(out)
  }
  const verify = async (signature: Uint8Array) =>
    verifySignature({ signature, content: manifest, trust: { roots: [(await authority).root] } })

  it.each([
    ['RSA', 'SHA-1', ['-md', 'sha1']],
    ['RSA', 'SHA-256', ['-md', 'sha256', '-nosmimecap']],
    ['RSA', 'SHA-384', ['-md', 'sha384']],
    ['RSA', 'SHA-512', ['-md', 'sha512', '-keyid']],
    ['P-256', 'SHA-1', ['-md', 'sha1']],
    ['P-384', 'SHA-384', ['-md', 'sha384']],
  ] as const)('one by %s with %s', async (algorithm, digest, options) => {
    const { checks, facts } = await verify(await opensslSign(algorithm, ...options))
    expect(checks.filter(({ ok }) => ok !== true)).toEqual([])
    expect(facts?.digestAlgorithm).toBe(digest)
  })

  it('one in BER with indefinite lengths, as streaming writes it with its content inside', async () => {
    const { checks } = await verify(await opensslSign('RSA', '-stream', '-indef'))
    expect(checks.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual([
      'signature-not-der',
      'signature-content-embedded',
    ])
  })

  it('one without signed attributes misses its signing time, and nothing else', async () => {
    const { checks } = await verify(await opensslSign('RSA', '-noattr'))
    const failed = checks.filter(({ ok }) => ok !== true)
    expect(failed.map(({ name, findings }) => [name, findings.map(({ code }) => code)])).toEqual([
      ['signingTime', ['signature-missing-signing-time']],
    ])
  })

  it('one with its content inside is not detached, and nothing else', async () => {
    const { checks } = await verify(await opensslSign('RSA', '-nodetach'))
    const failed = checks.filter(({ ok }) => ok !== true)
    expect(failed.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual(['signature-content-embedded'])
  })

  it('one without certificates has no signer to check', async () => {
    const { checks } = await verify(await opensslSign('RSA', '-nocerts'))
    expect(checks[0]?.findings.map(({ code }) => code)).toEqual(['signature-certificate-missing'])
  })
})

describe("we read openssl's keys", needs('openssl'), () => {
  const convert = async (algorithm: KeyAlgorithmName, ...command: readonly string[]): Promise<string> => {
    const from = file('from.pem', (await chains[algorithm]).key)
    const to = file('to.pem')
    openssl(...command, '-in', from, '-out', to)
    return readFileSync(to, 'latin1')
  }
  const encrypted = ['pkcs8', '-topk8', '-passout', `pass:${passphrase}`] as const
  const failure = async (key: string, secret?: string): Promise<SignerError> => {
    const outcome = await readPrivateKey({ key, ...(secret ? { passphrase: secret } : {}) }, 'RSA').catch(
      (error: unknown) => error,
    )
    if (outcome instanceof SignerError) return outcome
    throw new Error('was read')
  }

  it.each<readonly [string, KeyAlgorithmName, readonly string[]]>([
    ['PRIVATE KEY', 'RSA', ['pkcs8', '-topk8', '-nocrypt']],
    ['RSA PRIVATE KEY', 'RSA', ['pkey', '-traditional']],
    ['EC PRIVATE KEY', 'P-256', ['ec']],
    ['EC PRIVATE KEY', 'P-384', ['ec', '-no_public']],
    ['ENCRYPTED PRIVATE KEY', 'RSA', encrypted],
    ['ENCRYPTED PRIVATE KEY', 'P-384', encrypted],
    ['ENCRYPTED PRIVATE KEY', 'RSA', [...encrypted, '-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1']],
    ['ENCRYPTED PRIVATE KEY', 'RSA', [...encrypted, '-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA384']],
    ['ENCRYPTED PRIVATE KEY', 'RSA', [...encrypted, '-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512']],
    ['ENCRYPTED PRIVATE KEY', 'RSA', [...encrypted, '-iter', '100000']],
    ['ENCRYPTED PRIVATE KEY', 'RSA', ['pkey', '-aes256', '-passout', `pass:${passphrase}`]],
  ])('"%s" of %s, written by %j', async (label, algorithm, command) => {
    const key = await convert(algorithm, ...command)
    expect(key).toContain(`-----BEGIN ${label}-----`)
    const { certificate, intermediate } = await chains[algorithm]
    const signer = await loadSigner({ certificate, intermediate, key, passphrase })
    expect(signer.passTypeIdentifier).toBe('pass.com.example.demo')
  })

  it('what openssl genrsa -aes256 writes', () => {
    const path = file('genrsa.pem')
    openssl('genrsa', '-aes256', '-passout', `pass:${passphrase}`, '-out', path, '2048')
    const key = readFileSync(path, 'latin1')
    return expect(readPrivateKey({ key, passphrase }, 'RSA')).resolves.toMatchObject({ extractable: false })
  })

  it('DER, as openssl writes it', async () => {
    const path = file('key.der')
    openssl('pkey', '-in', file('from.pem', (await chains.RSA).key), '-outform', 'DER', '-out', path)
    expect((await readPrivateKey({ key: readFileSync(path) }, 'RSA')).type).toBe('private')
  })

  it('a wrong passphrase is always found, although one in 256 passes the padding check', async () => {
    const key = await convert('RSA', ...encrypted)
    for (let index = 0; index < 300; index += 1) {
      expect((await failure(key, `wrong ${index}`)).code).toBe('signer/passphrase-wrong')
    }
  })

  it.each([
    ['the old format', ['pkey', '-traditional', '-aes256', '-passout', `pass:${passphrase}`]],
    ['triple DES', [...encrypted, '-v2', 'des3']],
    ['scrypt', [...encrypted, '-scrypt']],
  ])('an encryption that we refuse (%s) can be converted by the command that the message names', async (_, command) => {
    const { code, message } = await failure(await convert('RSA', ...command), passphrase)
    expect(code).toBe('signer/key-unreadable')
    const [, advised = ''] = /`openssl (.+)`/.exec(message) ?? []
    const secrets = ['-passin', `pass:${passphrase}`, '-passout', `pass:${passphrase}`]
    const names = new Map([
      ['old.pem', file('to.pem')],
      ['key.pem', file('converted.pem')],
    ])
    openssl(...advised.split(' ').map((word) => names.get(word) ?? word), ...secrets)
    const key = readFileSync(file('converted.pem'), 'latin1')
    expect((await readPrivateKey({ key, passphrase }, 'RSA')).type).toBe('private')
  })

  it('a .p12 is refused with the command that takes it apart', async () => {
    const chain = await chains.RSA
    const p12 = file('signer.p12')
    const files = ['-in', file('certificate.pem', chain.certificate), '-inkey', file('key.pem', chain.key)]
    openssl('pkcs12', '-export', ...files, '-out', p12, '-passout', `pass:${passphrase}`)
    const refused = await loadSigner({ ...chain, certificate: readFileSync(p12) }).catch((error: unknown) => error)
    expect(String(refused)).toContain('`passwright signer import FILE.p12 --dir DIR`')
  })
})
