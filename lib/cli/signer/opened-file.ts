/** What a file turns out to hold that somebody calls a certificate, a key or a signer. */
import type { Bytes } from '../../core/bytes.ts'
import { copyBytes } from '../../core/bytes.ts'
import { type PasswrightError, SignerError } from '../../core/errors.ts'
import { definite } from '../../core/signing/ber.ts'
import { type ParsedCertificate, parseCertificate } from '../../core/signing/certificate.ts'
import { readDer } from '../../core/signing/der.ts'
import { type DerKind, derKinds, kindOfDer } from '../../core/signing/der-kind.ts'
import { decryptPkcs8 } from '../../core/signing/pbes2.ts'
import { type PemBlock, type PemSubject, readBlocks, writePem } from '../../core/signing/pem.ts'
import { signedParts } from '../../core/signing/signed-data.ts'
import { InputError } from '../errors.ts'
import { readInputFile } from '../read-path.ts'
import type { Passphrases } from './passphrases.ts'
import { openPkcs12 } from './pkcs12.ts'

/** A certificate that was found. */
export interface HeldCertificate {
  readonly kind: 'certificate'
  readonly file: string
  readonly certificate: ParsedCertificate
}

/** A private key that was found. */
export interface HeldKey {
  readonly kind: 'key'
  readonly file: string
  /** Not encrypted: PKCS#8, PKCS#1 or SEC1. */
  readonly der: Bytes
  /** As it came, where it came encrypted by itself: PEM. */
  readonly encrypted?: string
}

/** Something else that was found. */
export interface HeldOther {
  readonly kind: 'other'
  readonly file: string
  readonly what: string
  readonly advice: string
}

/** One thing that a file holds. */
export type Held = HeldCertificate | HeldKey | HeldOther

/** A file that was opened. */
export interface OpenedFile {
  readonly file: string
  /** What the file is as a whole: `PEM`, `DER`, `PKCS#12 (RC2-40 and 3DES)`. */
  readonly form: string
  readonly held: readonly Held[]
}

/** No honest file of this kind has more than some kilobytes. */
const mostBytes = 1024 * 1024

const subject: PemSubject = { name: 'file', code: 'signer/certificate-unreadable', accepts: [] }

const readCertificate = (der: Bytes, file: string): HeldCertificate => {
  try {
    return { kind: 'certificate', file, certificate: parseCertificate(der) }
  } catch (cause) {
    throw new SignerError(subject.code, 'The certificate in it is damaged. Fetch a new copy.', { cause })
  }
}

const openP12 = async (der: Bytes, file: string, { unlock }: Passphrases): Promise<OpenedFile> => {
  const contents = await unlock({ name: file, first: [''], open: (passphrase) => openPkcs12(der, passphrase) })
  const { certificates, keys, encryption } = contents
  return {
    file,
    form: `PKCS#12 (${encryption || 'not encrypted'})`,
    held: [
      ...keys.map((key): HeldKey => ({ kind: 'key', file, der: key })),
      ...certificates.map((certificate) => readCertificate(certificate, file)),
    ],
  }
}

const openP7b = (der: Bytes, file: string): readonly Held[] => {
  try {
    return (signedParts(readDer(der))?.certificates ?? []).map((certificate) => readCertificate(certificate, file))
  } catch (cause) {
    throw new SignerError(subject.code, 'The PKCS#7 bundle in it is damaged. Fetch a new copy.', { cause })
  }
}

const openEncryptedKey = async (der: Bytes, file: string, { unlock }: Passphrases): Promise<HeldKey> => ({
  kind: 'key',
  file,
  der: await unlock({ name: file, open: (passphrase) => decryptPkcs8(der, passphrase) }),
  encrypted: writePem('ENCRYPTED PRIVATE KEY', der),
})

const keyKinds: ReadonlySet<DerKind> = new Set(['pkcs8', 'rsa-key', 'ec-key'])

const openBlock = async ({ kind, der }: PemBlock, file: string, passphrases: Passphrases): Promise<readonly Held[]> => {
  if (kind === 'certificate') return [readCertificate(der, file)]
  if (kind === 'pkcs12') return (await openP12(der, file, passphrases)).held
  if (kind === 'pkcs7') return openP7b(der, file)
  if (kind === 'encrypted-pkcs8') return [await openEncryptedKey(der, file, passphrases)]
  if (keyKinds.has(kind)) return [{ kind: 'key', file, der }]
  // They stand before a key of theirs, and are no secret of their own.
  if (kind === 'ec-parameters') return []
  return [{ kind: 'other', file, what: derKinds[kind].name, advice: derKinds[kind].advice }]
}

/** DER out of BER, which some tools write; undefined for text. */
const binaryForm = (bytes: Bytes): Bytes | undefined => {
  const read = definite(bytes)
  return read && read.rest === 0 && kindOfDer(read.der) ? read.der : undefined
}

const openBytes = async (bytes: Bytes, file: string, passphrases: Passphrases): Promise<OpenedFile> => {
  const der = binaryForm(bytes)
  if (der && kindOfDer(der) === 'pkcs12') return await openP12(der, file, passphrases)
  const held: Held[] = []
  for (const block of readBlocks(der ?? bytes, subject)) held.push(...(await openBlock(block, file, passphrases)))
  return { file, form: der ? 'DER' : 'PEM', held }
}

/** The same error, with the name of the file in front. */
const naming = (file: string, cause: PasswrightError): PasswrightError => {
  if (cause instanceof SignerError && !cause.code.startsWith('signer/passphrase'))
    return new SignerError(cause.code, `${file}: ${cause.message}`, { cause })
  if (cause instanceof InputError && cause.code === 'input/p12-unreadable')
    return new InputError(cause.code, `${file}: ${cause.message}`, { cause })
  return cause
}

/**
 * Opens a file: PEM with one block or many, DER, PKCS#12 or PKCS#7.
 *
 * @throws InputError if it cannot be read, is too large, or is a broken .p12
 * @throws SignerError if it is nothing of the kind, or does not open
 */
export const openSignerFile = async (file: string, passphrases: Passphrases): Promise<OpenedFile> => {
  const bytes = copyBytes(await readInputFile(file, mostBytes))
  try {
    return await openBytes(bytes, file, passphrases)
  } catch (cause) {
    throw cause instanceof SignerError || cause instanceof InputError ? naming(file, cause) : cause
  }
}
