/** Calls the import of signers as the command does, for tests of what files turn out to be. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { type ImportedSigner, type ImportOptions, importSigner } from '../../lib/cli/signer/import-signer.ts'
import { passphrasesFrom } from '../../lib/cli/signer/passphrases.ts'
import { PasswrightError } from '../../lib/core/errors.ts'
import { at } from './lookalike.ts'

/** What differs from an import into a new folder, with the lookalike root as the only one trusted and no network. */
export interface Wishes extends Partial<Pick<ImportOptions, 'folder' | 'passType' | 'trust' | 'fetch' | 'now'>> {
  readonly passphrase?: string
}

/** A folder that is not there yet. */
export const aNewFolder = (): string => join(mkdtempSync(join(tmpdir(), 'passwright-import-')), 'signer')

/** Imports files of the authority. */
export const importing = (files: readonly string[], wishes: Wishes = {}): Promise<ImportedSigner> => {
  const { passphrase, ...others } = wishes
  return importSigner(
    files.map((file) => (isAbsolute(file) ? file : at(file))),
    {
      folder: aNewFolder(),
      passType: undefined,
      trust: { roots: [readFileSync(at('root.pem'))] },
      passphrases: passphrasesFrom({ given: passphrase, ask: undefined }),
      fetch: undefined,
      now: new Date(),
      ...others,
    },
  )
}

/** The error that an import ends with. */
export const refusal = async (files: readonly string[], wishes: Wishes = {}): Promise<PasswrightError> => {
  const outcome = await importing(files, wishes).catch((error: unknown) => error)
  if (outcome instanceof PasswrightError) return outcome
  throw outcome instanceof Error ? outcome : new Error('was imported')
}
