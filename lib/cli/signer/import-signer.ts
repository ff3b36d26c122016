/** Makes a signer's folder of whatever files hold its parts. */
import { PasswrightError } from '../../core/errors.ts'
import { type Finding, inferred } from '../../core/finding.ts'
import { checkSigner } from '../../core/signing/check-signer.ts'
import { writePem } from '../../core/signing/pem.ts'
import { plainPrivateKey } from '../../core/signing/private-key.ts'
import { loadSigner, type Signer } from '../../core/signing/signer.ts'
import { readTrust, type Trust } from '../../core/signing/trust.ts'
import type { Fetch } from '../../device/web-service/send.ts'
import { InputError } from '../errors.ts'
import { signerFiles } from '../signer-folder.ts'
import { choosePair, type Pair, sortHeld } from './choose-parts.ts'
import { authorityName, type FoundIntermediate, findIntermediate } from './intermediate.ts'
import { type Held, type HeldCertificate, type OpenedFile, openSignerFile } from './opened-file.ts'
import type { Passphrases } from './passphrases.ts'
import { type FileToWrite, writeTogether } from './write-together.ts'

/** How to import. */
export interface ImportOptions {
  readonly folder: string
  readonly passType: string | undefined
  readonly trust: Trust
  readonly passphrases: Passphrases
  /** Undefined to ask nobody for the intermediate. */
  readonly fetch: Fetch | undefined
  readonly now: Date
}

/** A signer that was imported. */
export interface ImportedSigner {
  readonly signer: Signer
  readonly opened: readonly OpenedFile[]
  readonly intermediate: FoundIntermediate
  /** The names of the files that were written. */
  readonly written: readonly string[]
  /** Whether the key is encrypted where it stands. */
  readonly keyIsEncrypted: boolean
  /** What is worth knowing of the signer, such as that it has expired. */
  readonly findings: readonly Finding[]
}

/** What stands in the folder before. */
type Present = Partial<Record<'certificate' | 'key' | 'intermediate', readonly Held[]>>

const openFolder = async (folder: string, passphrases: Passphrases): Promise<Present> => {
  const files = await signerFiles(folder)
  const open = async (file: string | undefined): Promise<readonly Held[]> =>
    file === undefined ? [] : (await openSignerFile(file, passphrases)).held
  const intermediate = await open(files.intermediate).catch((cause: unknown) => {
    // One that cannot be read is no loss: it is replaced.
    if (cause instanceof PasswrightError) return []
    throw cause
  })
  return { certificate: await open(files.certificate), key: await open(files.key), intermediate }
}

const certificatesIn = (held: readonly Held[] = []): readonly HeldCertificate[] =>
  held.filter((each) => each.kind === 'certificate')

/** @throws InputError `input/occupied` if the folder holds the certificate or the key of another signer */
const assertSameSigner = (folder: string, present: Present, { leaf, key }: Pair): void => {
  const [certificate] = certificatesIn(present.certificate)
  const { sha256 } = leaf.certificate.facts
  const isOther = present.certificate?.length && certificate?.certificate.facts.sha256 !== sha256
  const hasOtherKey = present.key?.length && !present.key.includes(key)
  if (!(isOther || hasOtherKey)) return
  const what = isOther ? 'another certificate' : 'another key'
  throw new InputError('input/occupied', `${folder} already holds ${what}, which is not replaced; name another folder`)
}

const leftOut = (others: readonly HeldCertificate[], used: FoundIntermediate): readonly Finding[] =>
  others
    .filter(({ certificate }) => certificate.facts.wwdrMarker && certificate.facts.isCa)
    .filter(({ certificate }) => certificate.facts.sha256 !== used.certificate.facts.sha256)
    .map(({ file, certificate }) => ({
      code: 'file-other-intermediate',
      severity: 'warning',
      path: file,
      message: `It holds ${authorityName(certificate)}, which did not issue the certificate, and was left out.`,
      fix: `Nothing has to be done: the signer has ${authorityName(used.certificate)}.`,
      source: inferred,
    }))

const filesFor = async (
  { leaf, key }: Pair,
  intermediate: FoundIntermediate,
  keyIsThere: boolean,
): Promise<readonly FileToWrite[]> => {
  const { der, publicKeyAlgorithm = 'RSA' } = leaf.certificate.facts
  const keyText = key.encrypted ?? (await plainPrivateKey({ key: key.der }, publicKeyAlgorithm))
  return [
    ...(keyIsThere ? [] : [{ name: 'key.pem', contents: keyText, mode: 0o600 }]),
    { name: 'intermediate.pem', contents: writePem('CERTIFICATE', intermediate.certificate.facts.der), replaces: true },
    { name: 'certificate.pem', contents: writePem('CERTIFICATE', der), replaces: true },
  ]
}

/** Every file, also those that hold nothing of use: what each turned out to be is told. */
const openAll = async (files: readonly string[], passphrases: Passphrases): Promise<readonly OpenedFile[]> => {
  const opened: OpenedFile[] = []
  // One after the other: somebody may be asked for passphrases.
  for (const file of files) opened.push(await openSignerFile(file, passphrases))
  return opened
}

/**
 * Imports a signer: finds out what the files hold, chooses certificate and key, finds the intermediate, checks that the three
 * make a signer, and only then writes them.
 *
 * @throws InputError, SignerError, OutputError; nothing is written then
 */
export const importSigner = async (files: readonly string[], options: ImportOptions): Promise<ImportedSigner> => {
  const { folder, passType, trust, passphrases, fetch, now } = options
  const anchors = readTrust(trust)
  const opened = await openAll(files, passphrases)
  const present = await openFolder(folder, passphrases)
  // The key of the folder comes first: it is the one of the request, and stays where it is.
  const sorted = sortHeld([...(present.key ?? []), ...opened.flatMap(({ held }) => held)])
  const pair = await choosePair(sorted, { passType, folder })
  assertSameSigner(folder, present, pair)
  const candidates = [...sorted.others, ...certificatesIn(present.intermediate)]
  const intermediate = await findIntermediate(pair.leaf.certificate, { candidates, anchors, fetch })
  const parts = {
    certificate: pair.leaf.certificate.facts.der,
    key: pair.key.der,
    intermediate: intermediate.certificate.facts.der,
  }
  const signer = await loadSigner(parts)
  const findings = [...leftOut(sorted.others, intermediate), ...(await checkSigner(parts, { now, trust }))]
  const written = await filesFor(pair, intermediate, present.key?.includes(pair.key) ?? false)
  await writeTogether(folder, written)
  return {
    signer,
    opened,
    intermediate,
    written: written.map(({ name }) => name),
    keyIsEncrypted: pair.key.encrypted !== undefined,
    findings,
  }
}
