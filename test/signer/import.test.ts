/** What `signer import` makes of files that openssl wrote: each is imported, or gets a message of its own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { filesBelow } from '../builders/passwright.ts'
import { needs } from '../setup/programs.ts'
import { aNewFolder, importing, refusal } from './importing.ts'
import {
  asDer,
  at,
  issue,
  joined,
  makeAuthority,
  newRequest,
  openssl,
  otherExtensions,
  passExtensionsOf,
  passSubjectOf,
} from './lookalike.ts'

const passphrase = 'Passwörd 🔑'

const kindsOf = async (files: readonly string[], wishes = {}) =>
  (await importing(files, wishes)).opened.flatMap(({ held }) => held.map(({ kind }) => kind))

const p12 = (...more: readonly string[]): string => {
  const input = ['-inkey', 'key.pem', '-in', 'pass.pem', '-certfile', 'G4.pem', '-passout', `pass:${passphrase}`]
  openssl('pkcs12', '-export', '-out', 'signer.p12', ...input, ...more)
  return 'signer.p12'
}

const keyAs = (out: string, ...command: readonly string[]): string => {
  openssl(...command, '-in', 'key.pem', '-out', out)
  return out
}

const encrypted = ['pkcs8', '-topk8', '-passout', `pass:${passphrase}`]

describe('signer import', needs('openssl'), () => {
  beforeAll(() => {
    makeAuthority()
    newRequest('key.pem', 'request.csr')
    asDer(issue('request.csr', 'pass.pem'))
    asDer('G4.pem')
  })

  it.each<readonly [string, string, readonly string[]]>([
    ['a modern one', 'AES', []],
    ['an old one', '3DES and RC2-40', ['-legacy']],
    ['one in RC2-40 alone', 'RC2-40', ['-legacy', '-keypbe', 'PBE-SHA1-RC2-40']],
    ['one in 3DES', '3DES', ['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES']],
    ['one in RC2-128', '3DES and RC2-128', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128']],
    ['one with certificates in the clear', 'AES', ['-certpbe', 'NONE']],
    ['one in the clear', 'not encrypted', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
    ['one with an authentication code of SHA-512', 'AES', ['-macalg', 'sha512']],
    ['one without an authentication code', 'AES', ['-certpbe', 'AES-256-CBC', '-nomac']],
    ['one with a name', '3DES and RC2-40', ['-legacy', '-name', 'Pass Type ID: pass.com.example.card']],
  ])('takes a .p12 apart: %s', async (_, encryption, options) => {
    const folder = aNewFolder()
    const { opened } = await importing([p12(...options)], { passphrase, folder })
    expect(opened[0]?.form).toBe(`PKCS#12 (${encryption})`)
    expect(await filesBelow(folder)).toEqual(['certificate.pem', 'intermediate.pem', 'key.pem'])
    const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
    expect(openssl('pkey', '-in', key, '-pubout')).toBe(openssl('x509', '-in', certificate, '-noout', '-pubkey'))
    const chain = ['-CAfile', 'root.pem', '-untrusted', join(folder, 'intermediate.pem')]
    expect(openssl('verify', '-purpose', 'any', ...chain, certificate)).toContain('OK')
  })

  it('asks for no passphrase where the .p12 has an empty one', async () => {
    expect(await kindsOf([p12('-legacy', '-passout', 'pass:')])).toContain('key')
  })

  it.each<readonly [string, () => readonly string[], readonly string[]]>([
    ['DER beside a key', () => ['pass.cer', 'key.pem', 'G4.cer'], ['certificate', 'key', 'certificate']],
    [
      'PEM in one file, the chain upside down',
      () => [joined('all.pem', 'root.pem', 'G4.pem', 'key.pem', 'pass.pem')],
      ['certificate', 'certificate', 'key', 'certificate'],
    ],
    ['an intermediate before all else', () => ['G4.pem', 'key.pem', 'pass.pem'], ['certificate', 'key', 'certificate']],
    [
      'an RSA key of old',
      () => [keyAs('old.pem', 'pkey', '-traditional'), 'pass.pem', 'G4.pem'],
      ['key', 'certificate', 'certificate'],
    ],
    [
      'a key in DER',
      () => [keyAs('key.der', 'pkey', '-outform', 'DER'), 'pass.pem', 'G4.pem'],
      ['key', 'certificate', 'certificate'],
    ],
    [
      'the certificate twice',
      () => [joined('twice.pem', 'pass.pem', 'pass.pem'), 'key.pem', 'G4.pem'],
      ['certificate', 'certificate', 'key', 'certificate'],
    ],
  ])('takes %s', async (_, files, kinds) => {
    expect(await kindsOf(files())).toEqual(kinds)
  })

  it('takes the certificates of a PKCS#7 bundle', async () => {
    openssl(
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      'pass.pem',
      '-certfile',
      'G4.pem',
      '-outform',
      'DER',
      '-out',
      'chain.p7b',
    )
    expect(await kindsOf(['chain.p7b', 'key.pem'])).toEqual(['certificate', 'certificate', 'key'])
  })

  it('leaves a key encrypted that came encrypted', async () => {
    const folder = aNewFolder()
    const { keyIsEncrypted } = await importing([keyAs('locked.pem', ...encrypted), 'pass.pem', 'G4.pem'], {
      folder,
      passphrase,
    })
    expect(keyIsEncrypted).toBe(true)
    expect(readFileSync(join(folder, 'key.pem'), 'latin1')).toContain('BEGIN ENCRYPTED PRIVATE KEY')
  })

  it('takes the newer of two certificates for one key and pass type', async () => {
    issue('request.csr', 'newer.pem', { more: ['-days', '390'] })
    const { signer } = await importing([joined('both.pem', 'pass.pem', 'newer.pem'), 'key.pem', 'G4.pem'])
    expect(signer.certificate.notAfter.getTime() - Date.now()).toBeGreaterThan(380 * 24 * 60 * 60 * 1000)
  })

  it('leaves an intermediate of another generation out where the right one is there too', async () => {
    const { findings, intermediate } = await importing(['G6.pem', 'pass.cer', 'key.pem', 'G4.pem'])
    expect(findings.map(({ code, path }) => [code, path])).toEqual([['file-other-intermediate', at('G6.pem')]])
    expect(intermediate.from).toBe(at('G4.pem'))
  })

  it('imports an expired certificate, and says so', async () => {
    issue('request.csr', 'short.pem', { more: ['-days', '1'] })
    const now = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000)
    const { findings } = await importing(['short.pem', 'key.pem', 'G4.pem'], { now })
    expect(findings.map(({ code }) => code)).toEqual(['leaf-expired'])
  })

  const refused = async (files: readonly string[], wishes = {}) => {
    const folder = aNewFolder()
    const { code, message, findings } = await refusal(files, { folder, ...wishes })
    expect(await filesBelow(folder)).toEqual([])
    return { code, message, findings: findings.map((each) => each.code) }
  }

  it('says that a passphrase is wrong, or missing', async () => {
    const files = [p12('-legacy')]
    expect(await refused(files, { passphrase: 'no' })).toMatchObject({ code: 'signer/passphrase-wrong' })
    expect(await refused(files)).toMatchObject({ code: 'signer/passphrase-missing' })
    expect(await refused([p12('-nomac')], { passphrase: 'no' })).toMatchObject({ code: 'signer/passphrase-wrong' })
  })

  it('says what to export when a .p12 has no key', async () => {
    openssl(
      'pkcs12',
      '-export',
      '-nokeys',
      '-in',
      'pass.pem',
      '-certfile',
      'G4.pem',
      '-passout',
      'pass:',
      '-out',
      'keyless.p12',
    )
    const { code, message } = await refused(['keyless.p12'])
    expect([code, message.includes('My Certificates')]).toEqual(['input/no-private-key', true])
  })

  it('says where the key is to come from when there is only a certificate', async () => {
    const { code, message } = await refused(['pass.cer', 'G4.pem'])
    expect([code, message.includes('signer request')]).toEqual(['input/no-private-key', true])
  })

  it('tells a key that is of another certificate', async () => {
    newRequest('other.key', 'other.csr')
    expect(await refused(['pass.cer', 'other.key', 'G4.pem'])).toMatchObject({ code: 'signer/key-mismatch' })
  })

  it.each([
    ['push', '/UID=com.example.app/CN=Apple Push Services: com.example.app/OU=ABCDE12345', 'file-push-certificate'],
    ['development', '/UID=U1/CN=Apple Development: Jo (ABCDE12345)/OU=ABCDE12345', 'file-development-certificate'],
    ['distribution', '/UID=U1/CN=Apple Distribution: Example/OU=ABCDE12345', 'file-distribution-certificate'],
    ['merchant', '/UID=merchant.com.example/CN=Merchant ID: merchant.com.example', 'file-merchant-certificate'],
    ['server', '/CN=www.example.com', 'file-other-certificate'],
    [
      'push',
      '/UID=pass.com.example.card/CN=Pass Type ID: pass.com.example.card/OU=ABCDE12345',
      'leaf-pass-type-extension',
    ],
  ] as const)('names a %s certificate, %s', async (kind, subject, finding) => {
    issue('request.csr', 'wrong.pem', { subject, extensions: otherExtensions[kind] })
    const { code, findings } = await refused(['wrong.pem', 'key.pem', 'G4.pem'])
    expect([code, findings[0]]).toEqual(['input/no-pass-certificate', finding])
  })

  it('names what else people take for a certificate', async () => {
    openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'public.pem')
    const { code, findings } = await refused(['request.csr', 'public.pem', 'root.pem', 'key.pem'])
    expect([code, findings]).toEqual([
      'input/no-pass-certificate',
      ['file-authority', 'file-not-used', 'file-not-used'],
    ])
  })

  it('names the generation that is wanted when another one was given', async () => {
    const { code, message } = await refused(['pass.cer', 'key.pem', 'G6.pem'])
    expect(code).toBe('input/no-intermediate')
    expect(message).toMatch(/G6\.pem holds .*OU=G6.*did not issue it.*OU=G4/)
  })

  it('refuses an intermediate that hangs under no root of Apple', async () => {
    const { code, message } = await refused(['pass.cer', 'key.pem', 'G4.pem'], { trust: 'apple' })
    expect([code, message.includes('--trust')]).toEqual(['input/issuer-untrusted', true])
  })

  it('asks which one is meant of signers of two pass types, and takes the one that is named', async () => {
    const other = 'pass.com.example.other'
    newRequest('second.key', 'second.csr')
    issue('second.csr', 'second.pem', { subject: passSubjectOf(other), extensions: passExtensionsOf(other) })
    const files = [joined('two.pem', 'pass.pem', 'key.pem', 'second.pem', 'second.key'), 'G4.pem']
    expect(await refused(files)).toMatchObject({ code: 'input/several-signers' })
    expect((await importing(files, { passType: other })).signer.passTypeIdentifier).toBe(other)
    expect(await refused(files, { passType: 'pass.com.example.none' })).toMatchObject({
      code: 'input/no-pass-certificate',
    })
  })
})
