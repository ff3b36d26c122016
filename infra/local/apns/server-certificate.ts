/** The certificate of the stand-in: made anew at every start, by an authority of its own that is forgotten at once. */

import { utf8 } from '../../../lib/core/bytes.ts'
import { keyAlgorithms } from '../../../lib/core/signing/algorithms.ts'
import { oid } from '../../../lib/core/signing/apple.ts'
import { encodeDer, tag } from '../../../lib/core/signing/der.ts'
import { writePem } from '../../../lib/core/signing/pem.ts'
import { issueCertificate } from '../../../lib/core/signing/throwaway-certificate.ts'

/** PEM texts. */
export interface ServerCertificate {
  /** What whoever connects has to trust. */
  readonly root: string
  readonly certificate: string
  readonly key: string
}

const subjectAltName = '2.5.29.17'
/** Forms of a GeneralName (RFC 5280, 4.2.1.6). */
const dnsName = 0x82
const ipAddress = 0x87
const day = 24 * 60 * 60 * 1000

/** Makes the certificate of `127.0.0.1` and `localhost`, and what it is verified with. */
export const makeServerCertificate = async (now: number): Promise<ServerCertificate> => {
  const generate = () => keyAlgorithms['P-256'].generate()
  const [rootKeys, keys] = await Promise.all([generate(), generate()])
  const validity = { validFrom: new Date(now - day), validTo: new Date(now + 365 * day) }
  const root = await issueCertificate(
    { ...validity, subject: [[oid.commonName, 'Throwaway APNs Root']], publicKey: rootKeys.publicKey, ca: true },
    { key: rootKeys.privateKey },
  )
  const names = encodeDer(
    tag.sequence,
    encodeDer(dnsName, utf8('localhost')),
    encodeDer(ipAddress, Uint8Array.of(127, 0, 0, 1)),
  )
  const certificate = await issueCertificate(
    {
      ...validity,
      subject: [[oid.commonName, 'localhost']],
      publicKey: keys.publicKey,
      ca: false,
      extensions: [[subjectAltName, names]],
    },
    { certificate: root, key: rootKeys.privateKey },
  )
  return {
    root: writePem('CERTIFICATE', root),
    certificate: writePem('CERTIFICATE', certificate),
    key: writePem('PRIVATE KEY', new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey))),
  }
}
