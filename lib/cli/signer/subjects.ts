/** The signers that a command looks at: the one in a folder, or those that a deployment keeps for a pass type. */
import { PasswrightError } from '../../core/errors.ts'
import { type Finding, inferred } from '../../core/finding.ts'
import { type CheckSignerOptions, checkSigner } from '../../core/signing/check-signer.ts'
import { type StoredSigner, signersAt } from '../../ports/secrets.ts'
import type { Arguments, Option, Positional } from '../command.ts'
import { deploymentOptions, openSecrets, secretsPrefix } from '../deployment.ts'
import { InputError, UsageError } from '../errors.ts'
import { readInputFile } from '../read-path.ts'
import { passphraseVariable, signerFiles } from '../signer-folder.ts'
import { openSignerFile } from './opened-file.ts'
import { requiredPassType } from './pass-type-option.ts'
import { commandPassphrases } from './passphrases.ts'

/** A part of a signer, as a file or text. */
type Part = string | Uint8Array

/** A signer as it was found, perhaps not whole. */
export interface SignerSubject {
  /** The folder; `current`, `next` or `previous` for one of a deployment. */
  readonly name: string
  /** When it takes over, in milliseconds since 1970; only of `next`. */
  readonly from?: number
  /** Whether it signs no more, so that it may have expired; only of `previous`. */
  readonly isRetired?: true
  readonly certificate?: Part
  readonly key?: Part
  readonly intermediate?: Part
}

/** The argument and the options that say which signers are meant. */
export const subjectPositional: Positional = {
  name: 'DIR',
  help: 'the folder with certificate.pem, key.pem and intermediate.pem; none to look into a deployment',
  optional: true,
}

/** Beside {@link subjectPositional}. */
export const subjectOptions: Readonly<Record<string, Option>> = {
  ...deploymentOptions,
  'pass-type': { value: 'ID', help: 'whose signers of the deployment to look at' },
}

/** The key without its encryption, as far as somebody has the passphrase; otherwise as it is, which a check tells of. */
const readKey = async (file: string): Promise<Part> => {
  try {
    const { held } = await openSignerFile(file, commandPassphrases())
    const key = held.find((each) => each.kind === 'key')
    if (key) return key.der
  } catch (cause) {
    if (!(cause instanceof PasswrightError)) throw cause
  }
  return await readInputFile(file)
}

const readPart = async (file: string | undefined): Promise<Part | undefined> =>
  file === undefined ? undefined : await readInputFile(file)

const partsIn = async (folder: string): Promise<SignerSubject> => {
  const files = await signerFiles(folder)
  const certificate = await readPart(files.certificate)
  const key = files.key === undefined ? undefined : await readKey(files.key)
  const intermediate = await readPart(files.intermediate)
  if (certificate === undefined && key === undefined && intermediate === undefined)
    throw new InputError('input/unreadable', `${folder} holds no signer: there is no certificate.pem, nor a key.pem`)
  return {
    name: folder,
    ...(certificate === undefined ? {} : { certificate }),
    ...(key === undefined ? {} : { key }),
    ...(intermediate === undefined ? {} : { intermediate }),
  }
}

const stored = (name: string, { certificate, key, intermediate }: StoredSigner): SignerSubject => ({
  ...{ name, certificate, key, intermediate },
})

const partsOfDeployment = async (args: Arguments): Promise<readonly SignerSubject[]> => {
  const prefix = secretsPrefix(args)
  const passType = requiredPassType(args)
  const signers = await (await openSecrets(prefix)).signers(passType)
  if (!signers) {
    const remedy = 'put one in with passwright signer upload'
    throw new InputError('input/no-signer', `${prefix} has no signer for ${passType}: ${remedy}`)
  }
  const { current, next, previous } = signersAt(signers, Date.now())
  return [
    stored('current', current),
    ...(next ? [{ ...stored('next', next.signer), from: next.from }] : []),
    ...(previous ? [{ ...stored('previous', previous), isRetired: true as const }] : []),
  ]
}

/**
 * Reads the signers that the arguments name.
 *
 * @throws UsageError if they name none, or a folder and a deployment
 * @throws InputError if there are none
 */
export const readSubjects = async (args: Arguments): Promise<readonly SignerSubject[]> => {
  const [folder] = args.positionals
  const isOfDeployment = ['stage', 'secrets-prefix'].some((name) => args.option(name) !== undefined)
  if (folder === undefined) return await partsOfDeployment(args)
  if (isOfDeployment) throw new UsageError('a folder and --stage: which of them?')
  return [await partsIn(folder)]
}

const fixes = {
  certificate: 'Put in what Apple issued: passwright signer import FILE.cer --dir DIR.',
  key: 'Put in the key of the request: passwright signer import FILE --dir DIR. If it is lost, request a new certificate.',
  intermediate: 'passwright signer import fetches it: call it once more with the certificate.',
} as const

const codes = {
  certificate: 'signer-certificate-missing',
  key: 'signer-key-missing',
  intermediate: 'signer-intermediate-missing',
} as const

const partNames = ['certificate', 'key', 'intermediate'] as const

const missingParts = (subject: SignerSubject): readonly Finding[] =>
  partNames
    .filter((part) => subject[part] === undefined)
    .map((part) => ({
      code: codes[part],
      severity: 'error',
      path: part,
      message: `There is no ${part}.`,
      fix: fixes[part],
      source: inferred,
    }))

/**
 * Everything that is wrong with a signer, parts that are missing as well; the path of each finding is the part.
 */
export const findingsOn = async (subject: SignerSubject, options: CheckSignerOptions): Promise<readonly Finding[]> => {
  const { certificate, key, intermediate } = subject
  const missing = missingParts(subject)
  if (certificate === undefined) return missing
  const passphrase = process.env[passphraseVariable]
  const parts = {
    certificate,
    ...(key === undefined ? {} : { key }),
    ...(intermediate === undefined ? {} : { intermediate }),
    ...(passphrase === undefined ? {} : { passphrase }),
  }
  const { now, ...timeless } = options
  return [...missing, ...(await checkSigner(parts, { ...timeless, ...(now && !subject.isRetired ? { now } : {}) }))]
}
