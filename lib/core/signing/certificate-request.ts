/** A certificate signing request with a new key (PKCS#10, RFC 2986): what Apple issues a Pass Type ID certificate for. */
import { type Bytes, utf8 } from '../bytes.ts'
import { keyAlgorithms } from './algorithms.ts'
import { oid } from './apple.ts'
import { encodeDer, encodeOid, tag } from './der.ts'
import { writePem } from './pem.ts'
import { privateKeyPem } from './private-key.ts'

/** A request and the key that it is for, as PEM texts. The key is PKCS#8. */
export interface CertificateRequest {
  readonly request: string
  readonly key: string
}

const utf8String = 0x0c
const bitString = 0x03
const attributesTag = 0xa0
const version0 = encodeDer(tag.integer, Uint8Array.of(0))
const sha256WithRsa = encodeDer(tag.sequence, encodeOid(oid.sha256WithRsa), encodeDer(tag.null))

const namePart = (type: string, text: string): Bytes =>
  encodeDer(tag.set, encodeDer(tag.sequence, encodeOid(type), encodeDer(utf8String, utf8(text))))

/** Apple puts names of its own into what it issues: these are for whoever looks at the request. */
const nameFor = (passTypeIdentifier: string | undefined): Bytes => {
  const userId = passTypeIdentifier === undefined ? [] : [namePart(oid.userId, passTypeIdentifier)]
  return encodeDer(tag.sequence, ...userId, namePart(oid.commonName, 'Passwright'))
}

/**
 * Makes an RSA key of 2,048 bits and a request that is signed with it.
 *
 * @param passTypeIdentifier stands in the request as a reminder; Apple asks for the pass type again
 * @see https://developer.apple.com/documentation/walletpasses/building-a-pass
 */
export const makeCertificateRequest = async (passTypeIdentifier?: string): Promise<CertificateRequest> => {
  const { generate, parameters } = keyAlgorithms.RSA
  const { publicKey, privateKey } = await generate()
  const info = encodeDer(
    tag.sequence,
    version0,
    nameFor(passTypeIdentifier),
    new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)),
    encodeDer(attributesTag),
  )
  const signature = new Uint8Array(await crypto.subtle.sign(parameters, privateKey, info))
  // The first byte of a BIT STRING says how many bits at its end do not count.
  const signed = encodeDer(tag.sequence, info, sha256WithRsa, encodeDer(bitString, Uint8Array.of(0), signature))
  return { request: writePem('CERTIFICATE REQUEST', signed), key: await privateKeyPem(privateKey) }
}
