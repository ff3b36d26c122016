/** A signer kept in a folder: certificate, key, intermediate, and for throwaway ones the root. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { loadSigner, type Signer, type SignerInput } from '../core/signing/signer.ts'
import type { ThrowawayChain } from '../core/signing/throwaway.ts'
import { type StorableSigner, storableSigner } from '../service/secrets/stored-signer.ts'
import { InputError } from './errors.ts'
import { assertPath, readInputFile } from './read-path.ts'
import { writeWhole } from './write-file.ts'

/** The environment variable with the passphrase of an encrypted key. An option would show in the list of processes. */
export const passphraseVariable = 'PASSWRIGHT_KEY_PASSPHRASE'

const endings = ['.pem', '.cer', '.crt', '.der', '.key', '.p8'] as const

const parts = ['root', 'intermediate', 'certificate', 'key'] as const

const nameOfPart = (part: string, names: readonly string[]): string | undefined =>
  endings.map((ending) => part + ending).find((candidate) => names.includes(candidate))

/** The paths of the parts that are in a folder; of one that is not there, or holds none, no paths. */
export const signerFiles = async (folder: string): Promise<Partial<Record<(typeof parts)[number], string>>> => {
  assertPath(folder)
  const names = await readdir(folder).catch(() => [])
  return Object.fromEntries(
    parts.flatMap((part) => {
      const name = nameOfPart(part, names)
      return name === undefined ? [] : [[part, join(folder, name)]]
    }),
  )
}

const findPart = async (folder: string, part: string, names: readonly string[]): Promise<Uint8Array> => {
  const name = nameOfPart(part, names)
  if (name) return await readInputFile(join(folder, name))
  throw new InputError(
    'input/unreadable',
    `${folder} has no ${part}.pem; a signer's folder holds certificate.pem, key.pem and intermediate.pem (or .cer, .der)`,
  )
}

/**
 * The parts of a signer as they are, not yet looked at.
 *
 * @throws InputError if a file is missing
 */
export const readSignerParts = async (folder: string): Promise<SignerInput> => {
  assertPath(folder)
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new InputError(
      'input/unreadable',
      `${folder}: there is no such folder; make one with: passwright signer new --dir ${folder} …`,
      { cause },
    )
  })
  const passphrase = process.env[passphraseVariable]
  return {
    certificate: await findPart(folder, 'certificate', names),
    key: await findPart(folder, 'key', names),
    intermediate: await findPart(folder, 'intermediate', names),
    ...(passphrase === undefined ? {} : { passphrase }),
  }
}

/**
 * Loads the signer in a folder.
 *
 * @throws InputError if a file is missing
 * @throws SignerError if the files do not belong together
 */
export const readSignerFolder = async (folder: string): Promise<Signer> => loadSigner(await readSignerParts(folder))

/**
 * Loads the signer in a folder, and its parts as a deployment keeps them.
 *
 * @throws InputError if a file is missing
 * @throws SignerError if the files do not belong together
 */
export const readStoredSigner = async (folder: string): Promise<StorableSigner> =>
  storableSigner(await readSignerParts(folder))

/**
 * Refuses a folder that already holds any part of a signer, whatever its ending: it may be a real one.
 *
 * @throws InputError `input/occupied`
 */
export const assertNoSigner = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch(() => [])
  const taken = names.find((name) => parts.some((part) => endings.some((ending) => name === part + ending)))
  if (taken) throw new InputError('input/occupied', `${folder} already holds a ${taken}; name another folder`)
}

/** Writes a throwaway chain into a folder; only the owner may read the key. */
export const writeSignerFolder = async (folder: string, chain: ThrowawayChain): Promise<void> => {
  await writeWhole(join(folder, 'key.pem'), chain.key, 0o600)
  await writeWhole(join(folder, 'root.pem'), chain.root)
  await writeWhole(join(folder, 'intermediate.pem'), chain.intermediate)
  await writeWhole(join(folder, 'certificate.pem'), chain.certificate)
}
