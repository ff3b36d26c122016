/** A signer of one's own, read from a folder and checked before anything starts. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredSigner } from '../../../lib/ports/secrets.ts'
import { storableSigner } from '../../../lib/service/secrets/stored-signer.ts'
import { LocalError } from '../errors.ts'
import type { Identity } from './template-folders.ts'

/** The signer as the secrets keep it, and whose passes it signs. */
export interface OwnSigner extends Identity {
  readonly stored: StoredSigner
}

const endings = ['.pem', '.cer', '.crt', '.der', '.key', '.p8']

const findPart = async (folder: string, part: string, names: readonly string[]): Promise<Uint8Array> => {
  const name = endings.map((ending) => part + ending).find((candidate) => names.includes(candidate))
  if (name !== undefined) return await readFile(join(folder, name))
  const message = `${folder} has no ${part}.pem; --signer takes a folder with certificate.pem, key.pem and intermediate.pem`
  throw new LocalError('local/input', message)
}

/**
 * Reads it.
 *
 * @param passphrase of an encrypted key
 * @throws LocalError `local/input` if a file is missing, SignerError if they do not belong together or have expired
 */
export const readOwnSigner = async (
  folder: string,
  passphrase: string | undefined,
  now: number,
): Promise<OwnSigner> => {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new LocalError('local/input', `${folder}: there is no such folder for --signer`, { cause })
  })
  const input = {
    certificate: await findPart(folder, 'certificate', names),
    key: await findPart(folder, 'key', names),
    intermediate: await findPart(folder, 'intermediate', names),
    ...(passphrase === undefined ? {} : { passphrase }),
  }
  const { signer, stored } = await storableSigner(input)
  if (signer.notAfter.getTime() < now) {
    throw new LocalError('local/input', `the certificate in ${folder} expired at ${signer.notAfter.toISOString()}`)
  }
  const { passTypeIdentifier, teamIdentifier } = signer
  return { passTypeIdentifier, teamIdentifier, stored }
}
