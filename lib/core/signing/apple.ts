/** What Apple fixed: the object identifiers of pass certificates, and the authorities that issue them. */

/** Object identifiers that a pass certificate and its signature use. */
export const oid = {
  /** `UID` of a name: the pass type identifier. */
  userId: '0.9.2342.19200300.100.1.1',
  commonName: '2.5.4.3',
  country: '2.5.4.6',
  organization: '2.5.4.10',
  /** `OU` of a name: the team identifier. */
  organizationalUnit: '2.5.4.11',

  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',

  clientAuthentication: '1.3.6.1.5.5.7.3.2',
  /** Extended key usage of whoever signs passes. */
  passSigning: '1.2.840.113635.100.4.14',
  /** Extension of the leaf: the pass type identifier as a string. */
  passType: '1.2.840.113635.100.6.1.16',
  /** Extension of the leaf: may sign passes with NFC. */
  passesWithNfc: '1.2.840.113635.100.6.1.26',
  /** Extension of the intermediate: Worldwide Developer Relations. */
  worldwideDeveloperRelations: '1.2.840.113635.100.6.2.1',
  /** Extension of the leaf: may push to APNs. */
  pushClient: '1.2.840.113635.100.6.3.2',

  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',

  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',

  rsaEncryption: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  ecPublicKey: '1.2.840.10045.2.1',
} as const

/** A certification authority of Apple's, recognised by its fingerprint. */
export interface AppleAuthority {
  readonly name: string
  readonly role: 'root' | 'intermediate'
  /** SHA-256 of the DER certificate, lowercase hexadecimal. */
  readonly sha256: string
  /** Lowercase hexadecimal. */
  readonly subjectKeyIdentifier: string
  /** First and last day, `YYYY-MM-DD`, UTC. */
  readonly valid: readonly [from: string, to: string]
  /** The name of the root that signed it; absent for a root. */
  readonly under?: string
  /** Where Apple offers it, as DER. */
  readonly url?: string
}

type Row = readonly [name: string, sha256: string, subjectKeyIdentifier: string, from: string, to: string]

const root = ([name, sha256, subjectKeyIdentifier, from, to]: Row): AppleAuthority => ({
  name,
  role: 'root',
  sha256,
  subjectKeyIdentifier,
  valid: [from, to],
})

const intermediate = (under: string, row: Row, file?: string): AppleAuthority => ({
  ...root(row),
  role: 'intermediate',
  under,
  ...(file ? { url: `https://www.apple.com/certificateauthority/${file}` } : {}),
})

const rootCa = 'Apple Root CA'
const rootCaG3 = 'Apple Root CA - G3'

/**
 * Apple's roots and the Worldwide Developer Relations (WWDR) intermediates.
 * @see https://www.apple.com/certificateauthority/
 */
// biome-ignore format: a table reads best as one
export const appleAuthorities: readonly AppleAuthority[] = [
  root([rootCa, 'b0b1730ecbc7ff4505142c49f1295e6eda6bcaed7e2c68c5be91b5a11001f024', '2bd06947947609fef46b8d2e40a6f7474d7f085e', '2006-04-25', '2035-02-09']),
  root(['Apple Root CA - G2', 'c2b9b042dd57830e7d117dac55ac8ae19407d38e41d88f3215bc3a890444a050', 'c499136c1803c27bc0a3a00d7f72807a1c77268d', '2014-04-30', '2039-04-30']),
  root([rootCaG3, '63343abfb89a6a03ebb57e9b3f5fa7be7c4f5c756f3017b3a8c488c3653e9179', 'bbb0dea15833889aa48a99debebdebafdacb24ab', '2014-04-30', '2039-04-30']),
  // Its key is that of G1, which comes later so that it is the one found by key.
  intermediate(rootCa, ['WWDR of 2008', '64b302913f11ca1b6806093b76cade7f7b123be0c04924fda87f5f4e8647f051', '88271709a9b618608becebbaf64759c55254a3b7', '2008-02-14', '2016-02-14']),
  intermediate(rootCa, ['WWDR G1', 'ce057691d730f89ca25e916f7335f4c8a15713dcd273a658c024023f8eb809c2', '88271709a9b618608becebbaf64759c55254a3b7', '2013-02-07', '2023-02-07']),
  intermediate(rootCaG3, ['WWDR G2', '9ed4b3b88c6a339cf1387895bda9ca6ea31a6b5ce9edf7511845923b0c8ac94c', '84b684cc3a866272165994e81aa3bd48df3adf0b', '2014-05-06', '2029-05-06'], 'AppleWWDRCAG2.cer'),
  intermediate(rootCa, ['WWDR G3', 'dcf21878c77f4198e4b4614f03d696d89c66c66008d4244e1b99161aac91601f', '09fec01590f9af640a9212b92628630c97eca7b2', '2020-02-19', '2030-02-20'], 'AppleWWDRCAG3.cer'),
  intermediate(rootCa, ['WWDR G4', 'ea4757885538dd8cb59ff4556f676087d83c85e70902c122e42c0808b5bce14c', '5bd9fa1de79a1a0ba399762250863e91c85b77a8', '2020-12-16', '2030-12-10'], 'AppleWWDRCAG4.cer'),
  intermediate(rootCa, ['WWDR G5', '53fd008278e5a595fe1e908ae9c5e5675f26243264a5a6438c023e3ce2870760', '198b978d4a5b617857f4a55c35128a3908e3b075', '2020-12-16', '2030-12-10'], 'AppleWWDRCAG5.cer'),
  intermediate(rootCaG3, ['WWDR G6', 'bdd4ed6e74691f0c2bfd01be0296197af1379e0418e2d300efa9c3bef642ca30', '3f2f942351d350c99a283dedb07ce5cfa5906299', '2021-03-17', '2036-03-19'], 'AppleWWDRCAG6.cer'),
  intermediate(rootCa, ['WWDR G7', '0f570d7502373a2102e2106faaa8fa4844944a07ee676198484f4d6ce15bea47', '5d42106c1bbbc752974e44bd1327b93a1277832b', '2022-11-17', '2023-11-17']),
  intermediate(rootCa, ['WWDR G8', '29901badea37c9f300ce9869956beeb001d7e71bffb2e2d9533e132a4e87e6bd', 'b5bdbc80c40ce338a4f4b7ad23b3ef44ceb95a85', '2023-06-20', '2025-01-24']),
]

const bySha256 = new Map(appleAuthorities.map((authority) => [authority.sha256, authority]))
const bySubjectKey = new Map(appleAuthorities.map((authority) => [authority.subjectKeyIdentifier, authority]))

/** Apple's authority with this certificate fingerprint (SHA-256, lowercase hexadecimal). */
export const appleAuthority = (sha256: string): AppleAuthority | undefined => bySha256.get(sha256)

/** Apple's authority with this subject key identifier, the one that a leaf names as its issuer. */
export const appleAuthorityByKey = (subjectKeyIdentifier: string): AppleAuthority | undefined =>
  bySubjectKey.get(subjectKeyIdentifier)
