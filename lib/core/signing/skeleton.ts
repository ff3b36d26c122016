/**
 * The quick way to sign with an RSA key: the CMS is encoded once, and each signature only puts its digest, its time and
 * the signature itself into a copy. What comes out is byte for byte what `cms.ts` makes. As text the encoded CMS can be
 * kept beside the key: who has it need not load what encodes.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64 } from '../base64.ts'
import { type Bytes, copyBytes, joinBytes, sameBytes, utf8 } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { oid } from './apple.ts'
import { type SigningIdentity, signPlainly } from './cms.ts'
import { openContainer } from './container.ts'
import { encodeDer, encodeOid, tag } from './der.ts'
import { integrityFindings } from './integrity.ts'
import { type TimeForm, timeForm, timeLength, timeText } from './time.ts'

/** Signs content with the given SHA-256 digest; the time in milliseconds, whole seconds. */
export type SignDigest = (digest: Uint8Array, milliseconds: number) => Promise<Bytes>

interface Skeleton {
  readonly form: TimeForm
  /** The time that stands in `attributes`, in milliseconds. */
  stamped: number
  /** The whole container with sentinels in it. */
  readonly cms: Bytes
  /** The signed attributes as they are signed: a SET OF. */
  readonly attributes: Bytes
  /** Where the content of the attributes begins in `cms`. */
  readonly attributesAt: number
  /** Where they go in `attributes`. */
  readonly timeAt: number
  readonly digestAt: number
  /** Where the signature goes in `cms`: up to its end. */
  readonly signatureAt: number
}

/** What a skeleton is a signature of, and can be verified as: of no use as a manifest, should one come into wrong hands. */
const sentinel = utf8('passwright skeleton')
const sentinelDigest = copyBytes(sha256(sentinel))
const sentinelTimes: Readonly<Record<TimeForm, number>> = {
  utc: Date.UTC(2049, 10, 28, 17, 46, 39),
  generalized: Date.UTC(2951, 10, 28, 17, 46, 39),
}
const timeTags: Readonly<Record<TimeForm, number>> = { utc: 0x17, generalized: 0x18 }
const implicitAttributes = 0xa0
const rsa = 'RSASSA-PKCS1-v1_5'

const ascii = (text: string): Bytes => Uint8Array.from(text, (character) => character.charCodeAt(0))

const attribute = (type: string, value: Bytes): Bytes =>
  encodeDer(tag.sequence, encodeOid(type), encodeDer(tag.set, value))

const standsAt = (bytes: Bytes, part: Bytes, start: number): boolean => {
  for (let index = 0; index < part.length; index += 1) if (part[index] !== bytes[start + index]) return false
  return true
}

const indexOf = (bytes: Bytes, part: Bytes, from: number): number => {
  const [first = 0] = part
  let start = bytes.indexOf(first, from)
  while (start !== -1 && !standsAt(bytes, part, start)) start = bytes.indexOf(first, start + 1)
  return start
}

const unexpected = (what: string): SignerError => {
  const message = `The certificates cannot be used for signing: ${what}. Please report this with the certificates.`
  return new SignerError('signer/certificate-unreadable', message)
}

/** Where a part begins that must occur exactly once. */
const onlyIndexOf = (bytes: Bytes, part: Bytes): number => {
  const found = indexOf(bytes, part, 0)
  if (found >= 0 && indexOf(bytes, part, found + 1) < 0) return found
  throw unexpected('a part of the signature that varies is not in it exactly once')
}

/** The signature in a container over the sentinel; undefined if that is not one that this identity makes. */
const signatureIn = async (cms: Bytes, { certificate, intermediate }: SigningIdentity): Promise<Bytes | undefined> => {
  const { container, findings } = openContainer(cms)
  if (!container || findings.length > 0) return undefined
  const { signer, leaf, certificates } = container
  const embedded = certificates.map(({ facts }) => facts.sha256)
  const isOurs =
    leaf.facts.sha256 === certificate.facts.sha256 &&
    certificates.length === 2 &&
    embedded.includes(intermediate.facts.sha256) &&
    signer.digestAlgorithm === oid.sha256 &&
    signer.signatureAlgorithm.oid === oid.sha256WithRsa
  return isOurs && (await integrityFindings(container, sentinel)).length === 0 ? signer.signature : undefined
}

/** @throws SignerError if the container is not the one that this identity makes over the sentinel */
const skeletonOf = async (cms: Bytes, identity: SigningIdentity, form: TimeForm): Promise<Skeleton> => {
  const time = attribute(oid.signingTime, encodeDer(timeTags[form], ascii(timeText(sentinelTimes[form], form))))
  const digest = attribute(oid.messageDigest, encodeDer(tag.octets, sentinelDigest))
  const contentType = attribute(oid.contentType, encodeOid(oid.data))
  const attributes = encodeDer(tag.set, contentType, time, digest)
  const implicit = attributes.slice()
  implicit[0] = implicitAttributes

  // The SignerInfo that ends with the signature is the last thing in the container.
  const signature = await signatureIn(cms, identity)
  if (!signature) throw unexpected('the encoded signature is not one of theirs')
  const signatureAt = cms.length - signature.length
  if (!standsAt(cms, signature, signatureAt)) throw unexpected('the container does not end with the signature')
  return {
    form,
    stamped: sentinelTimes[form],
    cms,
    attributes,
    attributesAt: onlyIndexOf(cms, implicit) + 1,
    timeAt: onlyIndexOf(attributes, time) + time.length - timeLength[form],
    digestAt: onlyIndexOf(attributes, digest) + digest.length - sentinelDigest.length,
    signatureAt,
  }
}

const layOut = (identity: SigningIdentity, form: TimeForm): Promise<Bytes> =>
  signPlainly(identity, sentinelDigest, sentinelTimes[form])

const digestBytes = 32

/** The container in a kept text: behind its own digest, because not every bit of it is one that a verifier looks at. */
const unpacked = (kept: string): Bytes => {
  const bytes = ascii(atob(kept))
  const cms = bytes.slice(digestBytes)
  if (sameBytes(sha256(cms), bytes.subarray(0, digestBytes))) return cms
  throw unexpected('the kept signature is damaged')
}

/** What was kept, if it is what this identity would lay out. */
const keptSkeleton = async (kept: string, identity: SigningIdentity): Promise<Skeleton | undefined> => {
  try {
    return await skeletonOf(unpacked(kept), identity, 'utc')
  } catch {
    return undefined
  }
}

/** Writes the time into the attributes, unless the pass before was signed in the same second. */
const stamp = (skeleton: Skeleton, milliseconds: number): void => {
  if (skeleton.stamped === milliseconds) return
  skeleton.attributes.set(ascii(timeText(milliseconds, skeleton.form)), skeleton.timeAt)
  skeleton.stamped = milliseconds
}

const fill = async (skeleton: Skeleton, key: CryptoKey, digest: Uint8Array, milliseconds: number): Promise<Bytes> => {
  stamp(skeleton, milliseconds)
  const attributes = skeleton.attributes.slice()
  attributes.set(digest, skeleton.digestAt)
  const signing = crypto.subtle.sign(rsa, key, attributes)
  const cms = skeleton.cms.slice()
  cms.set(attributes.subarray(1), skeleton.attributesAt)
  cms.set(new Uint8Array(await signing), skeleton.signatureAt)
  return cms
}

/**
 * What an RSA key signs the quick way with, as base64: no secret, but of use only beside its key.
 *
 * @throws SignerError `signer/certificate-unreadable` if the encoded CMS is not as expected
 */
export const skeletonText = async (identity: SigningIdentity): Promise<string> => {
  const { cms } = await skeletonOf(await layOut(identity, 'utc'), identity, 'utc')
  return toBase64(joinBytes([sha256(cms), cms]))
}

/**
 * Prepares the quick way for an RSA key. The skeleton with a GeneralizedTime (from 2050) is made when it is first needed.
 *
 * @param kept what {@link skeletonText} made of this identity; what is not, is as good as none
 * @throws SignerError `signer/certificate-unreadable` if the encoded CMS is not as expected
 */
export const prepareSkeletons = async (identity: SigningIdentity, kept?: string): Promise<SignDigest> => {
  const make = async (form: TimeForm): Promise<Skeleton> => skeletonOf(await layOut(identity, form), identity, form)
  const utc = (kept === undefined ? undefined : await keptSkeleton(kept, identity)) ?? (await make('utc'))
  let generalized: Promise<Skeleton> | undefined
  return async (digest, milliseconds) => {
    const form = timeForm(milliseconds)
    if (form === 'utc') return fill(utc, identity.key, digest, milliseconds)
    generalized ??= make(form)
    return fill(await generalized, identity.key, digest, milliseconds)
  }
}
