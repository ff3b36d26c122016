/** Takes a PKCS#12 file apart (RFC 7292): its certificates and private keys, whatever tool wrote it. */
import { type Bytes, copyBytes, joinBytes } from '../../core/bytes.ts'
import { PasswrightError } from '../../core/errors.ts'
import { definite } from '../../core/signing/ber.ts'
import { type DerValue, derInside, oidText, readDer, tag } from '../../core/signing/der.ts'
import { kindOfDer } from '../../core/signing/der-kind.ts'
import { readAlgorithm } from '../../core/signing/x509.ts'
import { InputError } from '../errors.ts'
import {
  isWrongPassphrase,
  type Mac,
  type Pkcs12Ciphers,
  pkcs12Ciphers,
  readCount,
  type Secret,
  wrongPassphrase,
} from './pkcs12-ciphers.ts'

/** What is in a file. */
export interface Pkcs12Contents {
  /** DER, in the order of the file. */
  readonly certificates: readonly Bytes[]
  /** Plain PKCS#8. */
  readonly keys: readonly Bytes[]
  /** How it is encrypted, for people: `RC2-40 and 3DES`; `''` for not at all. */
  readonly encryption: string
}

const type = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  x509: '1.2.840.113549.1.9.22.1',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
} as const

const explicit = 0xa0
const implicitOctets = 0x80
const implicitOctetsInPieces = 0xa0

/** Keychain exports one key and a few certificates. Each part may cost rounds of work. */
const mostParts = 40

const one = { least: 1, most: 1 }

const damaged = (what: string): TypeError => new TypeError(`not a PKCS#12 file: ${what}`)

const need = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined) throw damaged(what)
  return value
}

/** Many tools write some levels in BER. */
const readBer = (bytes: Bytes): DerValue => need(readDer(need(definite(bytes), 'BER').der), 'DER')

const octetsOf = (value: DerValue | undefined): Bytes =>
  need(value?.tag === tag.octets ? value.content : undefined, 'octets')

const wrappedIn = (value: DerValue | undefined): DerValue => need(derInside(value, explicit, one)[0], 'content')

/** A ContentInfo, and each bag: a type, and what it is, wrapped. */
const typed = (value: DerValue, most: number): { readonly kind: string; readonly content: DerValue } => {
  const [kind, content] = derInside(value, tag.sequence, { least: 2, most })
  return { kind: need(oidText(kind), 'type'), content: wrappedIn(content) }
}

const readMac = (value: DerValue): Mac => {
  const [info, salt, count] = derInside(value, tag.sequence, { least: 2, most: 3 })
  const [algorithm, code] = derInside(info, tag.sequence, { least: 2, most: 2 })
  return {
    digest: readAlgorithm(algorithm).oid,
    code: octetsOf(code),
    salt: octetsOf(salt),
    iterations: count ? readCount(count) : 1,
  }
}

interface Encrypted {
  readonly algorithm: DerValue
  readonly data: Bytes
}

const encryptedOctets = (value: DerValue | undefined): Bytes => {
  if (value?.tag === implicitOctets) return value.content
  return joinBytes(derInside(value, implicitOctetsInPieces).map(octetsOf))
}

/** EncryptedData (RFC 5652, 8) around the contents of a safe. */
const readEncryptedData = (value: DerValue): Encrypted => {
  const [, info] = derInside(value, tag.sequence, { least: 2 })
  const [, algorithm, data] = derInside(info, tag.sequence, { least: 3 })
  return { algorithm: need(algorithm, 'algorithm'), data: encryptedOctets(data) }
}

const readShrouded = (value: DerValue): Encrypted => {
  const [algorithm, data] = derInside(value, tag.sequence, { least: 2, most: 2 })
  return { algorithm: need(algorithm, 'algorithm'), data: octetsOf(data) }
}

/** What was found so far. */
interface Found {
  readonly certificates: Bytes[]
  readonly keys: Bytes[]
  readonly encryptions: Set<string>
}

/** Opens the parts of one file under one passphrase, and collects what is in them. */
const makeOpener = (ciphers: Pkcs12Ciphers, secret: Secret, found: Found) => {
  let parts = 0

  const decrypt = async ({ algorithm, data }: Encrypted): Promise<Bytes> => {
    found.encryptions.add(ciphers.nameOf(algorithm))
    return await ciphers.decrypt(algorithm, data, secret)
  }

  const openBag = async (bag: DerValue): Promise<void> => {
    parts++
    if (parts > mostParts) throw damaged('too many parts')
    const { kind, content } = typed(bag, 3)
    if (kind === type.certBag) {
      const { kind: form, content: certificate } = typed(content, 2)
      if (form === type.x509) found.certificates.push(copyBytes(octetsOf(certificate)))
    }
    if (kind === type.keyBag) found.keys.push(copyBytes(content.bytes))
    if (kind === type.shroudedKeyBag) {
      const key = await decrypt(readShrouded(content))
      // Padding that fits by chance, under a passphrase that does not.
      if (kindOfDer(key) !== 'pkcs8') throw damaged('key')
      found.keys.push(key)
    }
  }

  return async (info: DerValue): Promise<void> => {
    const { kind, content } = typed(info, 2)
    if (kind !== type.data && kind !== type.encryptedData) throw damaged('safe')
    const safe = kind === type.data ? octetsOf(content) : await decrypt(readEncryptedData(content))
    for (const bag of derInside(readBer(safe), tag.sequence)) await openBag(bag)
  }
}

interface Pfx {
  readonly safes: Bytes
  readonly mac?: Mac
}

const readPfx = (bytes: Bytes): Pfx => {
  const [, authSafe, macData] = derInside(readBer(bytes), tag.sequence, { least: 2, most: 3 })
  const { kind, content } = typed(need(authSafe, 'safe'), 2)
  if (kind !== type.data) throw damaged('safe')
  return { safes: octetsOf(content), ...(macData ? { mac: readMac(macData) } : {}) }
}

const openWith = async (bytes: Bytes, secret: Secret): Promise<Pkcs12Contents> => {
  const { safes, mac } = readPfx(bytes)
  const ciphers = await pkcs12Ciphers()
  const isAuthentic = mac && (await ciphers.authenticates(mac, safes, secret))
  if (isAuthentic === false) throw wrongPassphrase()
  const found: Found = { certificates: [], keys: [], encryptions: new Set() }
  const open = makeOpener(ciphers, secret, found)
  try {
    for (const info of derInside(readBer(safes), tag.sequence)) await open(info)
  } catch (cause) {
    // Without an authentication code, noise is what a wrong passphrase leaves.
    if (cause instanceof TypeError && !isAuthentic && found.encryptions.size > 0) throw wrongPassphrase()
    throw cause
  }
  const { certificates, keys, encryptions } = found
  return { certificates, keys, encryption: [...encryptions].sort().join(' and ') }
}

/**
 * Opens a PKCS#12 file.
 *
 * @throws SignerError `signer/passphrase-wrong`
 * @throws InputError `input/p12-unreadable` for a damaged file, or one that is encrypted in a way that is not known
 */
export const openPkcs12 = async (bytes: Bytes, passphrase: string): Promise<Pkcs12Contents> => {
  try {
    return await openWith(bytes, passphrase).catch(async (cause: unknown) => {
      if (passphrase !== '' || !isWrongPassphrase(cause)) throw cause
      return await openWith(bytes, null)
    })
  } catch (cause) {
    if (cause instanceof PasswrightError) throw cause
    throw new InputError('input/p12-unreadable', 'the .p12 file is damaged; fetch or export it once more', { cause })
  }
}
