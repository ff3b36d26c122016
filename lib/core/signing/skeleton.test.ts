import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex } from '../bytes.ts'
import { openCertificate } from './certificate.ts'
import { type SigningIdentity, signPlainly } from './cms.ts'
import { readPrivateKey } from './private-key.ts'
import { prepareSkeletons, skeletonText } from './skeleton.ts'
import { issueThrowawayCertificate, makeThrowawayAuthority } from './throwaway.ts'
import { wholeSeconds } from './time.ts'

const authority = makeThrowawayAuthority({ algorithm: 'P-256' })

const load = async (): Promise<SigningIdentity> => {
  const chain = await issueThrowawayCertificate(await authority, {
    passTypeIdentifier: 'pass.com.example.demo',
    teamIdentifier: 'ABCDE12345',
    validFrom: new Date('2020-01-01T00:00:00Z'),
    validTo: new Date('2060-01-01T00:00:00Z'),
  })
  const certificate = openCertificate(chain.certificate, 'certificate')
  const intermediate = openCertificate(chain.intermediate, 'intermediate')
  const key = await readPrivateKey({ key: chain.key }, 'RSA')
  return { certificate, intermediate, key }
}

const identity = load()
const quick = identity.then((one) => prepareSkeletons(one))

/** Half of the times lie within a year of the change from UTCTime to GeneralizedTime. */
const moments = fc.oneof(
  fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true }),
  fc.date({ min: new Date('2049-01-01T00:00:00Z'), max: new Date('2051-01-01T00:00:00Z'), noInvalidDate: true }),
)
const inputs = fc.tuple(fc.uint8Array({ maxLength: 2000, size: 'max' }), moments)

describe('the quick way to sign', () => {
  // Every runtime takes inputs of its own: together they come to a thousand and more.
  it.each([1, 2, 3])('gives the bytes of the plain way for 50 random contents and times, part %i of 3', async () => {
    for (const [content, moment] of fc.sample(inputs, 50)) {
      const [digest, milliseconds] = [new Uint8Array(sha256(content)), wholeSeconds(moment)]
      const plain = await signPlainly(await identity, digest, milliseconds)
      expect(hex(await (await quick)(digest, milliseconds))).toBe(hex(plain))
    }
  })

  it.each(['2049-12-31T23:59:59Z', '2050-01-01T00:00:00Z'])('gives the bytes of the plain way at %s', async (iso) => {
    const digest = new Uint8Array(32)
    const plain = await signPlainly(await identity, digest, Date.parse(iso))
    expect(hex(await (await quick)(digest, Date.parse(iso)))).toBe(hex(plain))
  })

  it('many signatures at once do not disturb each other', async () => {
    const sign = await quick
    const times = Array.from({ length: 20 }, (_, index) => Date.UTC(2049, 11, 31, 23, 59, 50 + index))
    const digests = times.map((time) => new Uint8Array(sha256(Uint8Array.of(time % 251))))
    const together = await Promise.all(times.map((time, index) => sign(digests[index]!, time)))
    for (const [index, time] of times.entries()) {
      expect(hex(together[index]!)).toBe(hex(await sign(digests[index]!, time)))
    }
  })
})

describe('a skeleton that was kept', () => {
  const digest = new Uint8Array(32).fill(7)
  const christmas = Date.UTC(2026, 11, 24)

  const signatureWith = async (kept: string): Promise<string> =>
    hex(await (await prepareSkeletons(await identity, kept))(digest, christmas))

  const altered = (text: string, at: number): string => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    bytes[at] = bytes[at]! ^ 1
    return btoa(String.fromCharCode(...bytes))
  }

  it('signs as one that was just made, and from 2050 too', async () => {
    const sign = await prepareSkeletons(await identity, await skeletonText(await identity))
    for (const time of [christmas, Date.UTC(2050, 0)]) {
      expect(hex(await sign(digest, time))).toBe(hex(await signPlainly(await identity, digest, time)))
    }
  })

  it('of another signer, or that is none, is passed over: the signature is as ever', async () => {
    const plain = hex(await signPlainly(await identity, digest, christmas))
    for (const kept of [await skeletonText(await load()), '', 'no base64!', 'AAAA', btoa('x'.repeat(4000))]) {
      expect(await signatureWith(kept)).toBe(plain)
    }
  })

  it('is passed over with any one bit of it changed, wherever', async () => {
    const kept = await skeletonText(await identity)
    const plain = await signatureWith(kept)
    const length = atob(kept).length
    for (let at = 0; at < length; at += 37) expect(await signatureWith(altered(kept, at)), `byte ${at}`).toBe(plain)
  })
})
