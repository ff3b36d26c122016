import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attributes,
  certificates,
  content,
  data,
  faults,
  good,
  noon,
  nothingElse,
  rewrite,
  rewritten,
  signed,
  signerInfo,
  verify,
  verifyVariant,
} from '../../../test/builders/signatures.ts'
import { type Bytes, joinBytes, utf8 } from '../bytes.ts'
import type { PassCertificate } from './certificate.ts'
import { compareDer, type DerValue, derChildren, encodeDer, readDer } from './der.ts'
import { writePem } from './pem.ts'
import { readPrivateKey } from './private-key.ts'
import { verifySignature } from './verify.ts'

describe('verifying a signature', () => {
  it('a good one passes every check, and tells its facts', async () => {
    const identity = { passTypeIdentifier: 'pass.com.example.demo', teamIdentifier: 'ABCDE12345' }
    const { ok, checks, facts } = await verify(identity)
    expect(checks.map((check) => [check.name, check.ok, check.findings])).toEqual([
      ['container', true, []],
      ['integrity', true, []],
      ['signingTime', true, []],
      ['chain', true, []],
      ['leaf', true, []],
    ])
    expect(ok).toBe(true)
    expect(facts?.signingTime).toEqual(new Date(noon))
    expect(facts?.digestAlgorithm).toBe('SHA-256')
    expect(facts?.signer.subject.userId).toBe('pass.com.example.demo')
    expect(facts?.issuer?.sha256).toBe((await good).intermediate.facts.sha256)
    expect(facts?.certificates).toHaveLength(2)
  })

  it.each(['RSA', 'P-384'] as const)('one by a key of %s passes', async (algorithm) => {
    expect(faults(await verifyVariant({ leaf: { algorithm } }))).toEqual({})
  })

  it('one in 2050 passes', async () => {
    const time = Date.UTC(2050, 0, 1)
    expect(faults(await verifyVariant({ time, leaf: { validTo: new Date('2051-01-01T00:00:00Z') } }))).toEqual({})
  })

  it('an RSA chain passes', async () => {
    expect(faults(await verifyVariant({ authority: { algorithm: 'RSA' } }))).toEqual({})
  })
})

describe('a fault in the container', () => {
  it.each([
    ['no bytes', new Uint8Array(0), 'signature-unreadable'],
    ['noise', new Uint8Array(64).fill(0xa5), 'signature-unreadable'],
    ['an empty SEQUENCE', Uint8Array.of(0x30, 0), 'signature-unreadable'],
    ['PEM', utf8(writePem('CMS', Uint8Array.of(0x30, 0))), 'signature-is-text'],
    ['base64', utf8('MIIGSwYJKoZIhvcNAQcC'), 'signature-is-text'],
  ])('%s: is a finding, and nothing else is checked', async (_, signature, code) => {
    const report = await verify({ signature })
    expect(faults(report)).toEqual({ container: [code], ...nothingElse })
    expect(report.facts).toBeUndefined()
  })

  it.each([
    ['the container', ''],
    ['what it wraps', '/1'],
    ['the SignedData', data],
    ['its version', `${data}/0`],
    ['its digests', `${data}/1`],
    ['its content', `${data}/2`],
    ['the SignerInfo', signerInfo],
    ['its version', `${signerInfo}/0`],
    ['the name of the signer', `${signerInfo}/1`],
    ['the name of the issuer', `${signerInfo}/1/0`],
    ['a part of that name', `${signerInfo}/1/0/0`],
    ['a pair of that name', `${signerInfo}/1/0/0/0`],
    ['the serial number', `${signerInfo}/1/1`],
    ['an attribute', `${attributes}/1`],
    ['the values of an attribute', `${attributes}/1/1`],
  ])('another type than that of %s is found', async (_, path) => {
    const { signature } = await good
    const retagged = rewrite(readDer(signature)!, (value, at) => [
      at === path ? encodeDer(0x73, value.content) : value.bytes,
    ])
    const changed = path === '' ? encodeDer(0x73, readDer(signature)!.content) : retagged
    expect(changed).not.toEqual(signature)
    expect((await verify({ signature: changed })).checks[0]?.findings.map(({ code }) => code)).toEqual([
      'signature-unreadable',
    ])
  })

  it.each([
    ['the container', ''],
    ['the SignedData', data],
    ['the SignerInfo', signerInfo],
    ['an attribute', `${attributes}/0`],
  ])('one more value at the end of %s is found', async (_, path) => {
    const { signature } = await good
    const lengthen = (value: DerValue) => encodeDer(value.tag, value.content, Uint8Array.of(0x05, 0x00))
    const root = readDer(signature)!
    const changed = path === '' ? lengthen(root) : await rewritten(path, (value) => [lengthen(value)])
    expect((await verify({ signature: changed })).checks[0]?.findings.map(({ code }) => code)).toEqual([
      'signature-unreadable',
    ])
  })

  it('a certificate is no signature', async () => {
    expect(faults(await verify({ signature: (await good).certificate.facts.der }))).toMatchObject({
      container: ['signature-unreadable'],
    })
  })

  it('embedded content is named', async () => {
    const signature = await rewritten(`${data}/2`, (value) => [
      encodeDer(0x30, value.content, encodeDer(0xa0, encodeDer(0x04, content))),
    ])
    expect(faults(await verify({ signature }))).toEqual({ container: ['signature-content-embedded'] })
  })

  it('two signers are named', async () => {
    const signature = await rewritten(signerInfo, (value) => [value.bytes, value.bytes])
    expect(faults(await verify({ signature }))).toEqual({ container: ['signature-signer-count'], ...nothingElse })
  })

  it("a missing signer's certificate is named", async () => {
    const leaf = (await good).certificate.facts.der
    const signature = await rewritten(certificates, (value) => [
      encodeDer(0xa0, ...derChildren(value)!.flatMap(({ bytes }) => (compareDer(bytes, leaf) === 0 ? [] : [bytes]))),
    ])
    expect(faults(await verify({ signature }))).toEqual({
      container: ['signature-certificate-missing'],
      ...nothingElse,
    })
  })

  it('bytes after the signature are a warning', async () => {
    const { signature } = await good
    const report = await verify({ signature: Uint8Array.of(...signature, 10) })
    expect(report.ok).toBe(true)
    expect(report.checks[0]?.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['signature-trailing-bytes', 'warning'],
    ])
  })

  it('indefinite lengths (BER) are read, and said', async () => {
    const { content: inner } = readDer((await good).signature)!
    const report = await verify({ signature: Uint8Array.of(0x30, 0x80, ...inner, 0, 0) })
    expect(report.ok).toBe(true)
    expect(report.checks[0]?.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['signature-not-der', 'info'],
    ])
  })
})

describe('a fault in the integrity', () => {
  it('another manifest is found', async () => {
    expect(faults(await verify({ content: utf8('{}') }))).toEqual({ integrity: ['signature-content-changed'] })
  })

  it('a changed signing time is found', async () => {
    const signature = await rewritten(`${attributes}/1/1/0`, () => [encodeDer(0x17, utf8('260601120001Z'))])
    expect(faults(await verify({ signature }))).toEqual({ integrity: ['signature-invalid'] })
  })

  it('a changed signature is found', async () => {
    const { signature } = await good
    const changed = signature.slice()
    changed[changed.length - 1]! ^= 1
    expect(faults(await verify({ signature: changed }))).toEqual({ integrity: ['signature-invalid'] })
  })

  it('signed attributes in another order are put into that of DER, as the standard says', async () => {
    const signature = await rewritten(attributes, (value) => [
      encodeDer(
        0xa0,
        ...derChildren(value)!
          .map(({ bytes }) => bytes)
          .reverse(),
      ),
    ])
    expect(faults(await verify({ signature }))).toEqual({})
  })

  it('signed attributes that were signed in another order than that of DER pass, as node-forge writes them', async () => {
    const { chain, signature } = await signed({ leaf: { algorithm: 'RSA' } })
    let unsorted: Bytes = new Uint8Array()
    const reordered = rewrite(readDer(signature)!, (value, path) => {
      if (path !== attributes) return [value.bytes]
      unsorted = joinBytes([0, 2, 1].map((index) => derChildren(value)![index]!.bytes))
      return [encodeDer(0xa0, unsorted)]
    })
    const key = await readPrivateKey({ key: chain.key }, 'RSA')
    const anew = new Uint8Array(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, encodeDer(0x31, unsorted)))
    const resigned = rewrite(readDer(reordered)!, (value, path) => [
      path === `${signerInfo}/5` ? encodeDer(0x04, anew) : value.bytes,
    ])
    const report = await verifySignature({ signature: resigned, content, trust: { roots: [chain.root] } })
    expect(faults(report)).toEqual({})
  })

  it.each([
    ['contentType', 0],
    ['messageDigest', 2],
  ])('a missing %s is found', async (_, index) => {
    const signature = await rewritten(`${attributes}/${index}`, () => [])
    expect(faults(await verify({ signature }))).toEqual({
      integrity: ['signature-attribute-missing', 'signature-invalid'],
    })
  })

  it('a repeated message digest is found', async () => {
    const signature = await rewritten(`${attributes}/2`, ({ bytes }) => [bytes, bytes])
    expect(faults(await verify({ signature }))).toEqual({
      integrity: ['signature-attribute-repeated', 'signature-invalid'],
    })
  })

  it('a digest that passes are not signed with is named', async () => {
    // MD5: 1.2.840.113549.2.5
    const md5 = Uint8Array.of(0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05)
    const signature = await rewritten(`${signerInfo}/2`, () => [md5])
    expect(faults(await verify({ signature }))).toEqual({ integrity: ['signature-digest-unsupported'] })
  })
})

describe('a fault in the signing time', () => {
  it('a missing one is found', async () => {
    const signature = await rewritten(`${attributes}/1`, () => [])
    expect(faults(await verify({ signature }))).toMatchObject({ signingTime: ['signature-missing-signing-time'] })
  })

  it('no signed attributes at all is a missing one', async () => {
    const signature = await rewritten(attributes, () => [])
    expect(faults(await verify({ signature }))).toEqual({
      integrity: ['signature-invalid'],
      signingTime: ['signature-missing-signing-time'],
    })
  })

  it('a second of 60 is found', async () => {
    const signature = await rewritten(`${attributes}/1/1/0`, () => [encodeDer(0x17, utf8('260601120060Z'))])
    expect(faults(await verify({ signature }))).toMatchObject({ signingTime: ['signature-signing-time-invalid'] })
  })

  it('a GeneralizedTime before 2050 is a warning', async () => {
    const signature = await rewritten(`${attributes}/1/1/0`, () => [encodeDer(0x18, utf8('20260601120000Z'))])
    const report = await verify({ signature })
    expect(report.checks.find(({ name }) => name === 'signingTime')).toMatchObject({
      ok: true,
      findings: [{ code: 'signature-signing-time-form', severity: 'warning' }],
    })
  })

  it.each([
    ['before the certificate is valid', Date.UTC(2025, 11, 31), 'leaf-not-yet-valid'],
    ['after it has expired', Date.UTC(2027, 0, 2), 'leaf-expired'],
  ])('one %s is found', async (_, time, code) => {
    expect(faults(await verifyVariant({ time }))).toEqual({ signingTime: [code] })
  })
})

describe('hostile bytes', () => {
  it('never make the verifier throw, and what still passes says the same', async () => {
    const { signature, certificate } = await good
    // A certificate's own signature covers what it says, not how its outermost bytes are encoded.
    const signedFacts = ({ der: _, sha256: __, ...facts }: PassCertificate) => facts
    const changes = fc.array(fc.tuple(fc.nat(signature.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(changes, async (edits) => {
        const changed = signature.slice()
        for (const [index, byte] of edits) changed[index] = byte
        const report = await verify({ signature: changed })
        expect(report.checks).toHaveLength(5)
        if (!report.ok) return
        expect(report.facts?.signingTime).toEqual(new Date(noon))
        expect(report.facts && signedFacts(report.facts.signer)).toEqual(signedFacts(certificate.facts))
      }),
      { numRuns: 200 },
    )
  })

  it('cut anywhere, a signature is no signature', async () => {
    const { signature } = await good
    for (let length = 0; length < signature.length; length += 61) {
      expect((await verify({ signature: signature.subarray(0, length) })).ok).toBe(false)
    }
  })
})
