/** `--signer DIR` of `passwright check`: whether a signer is good for a pass. */
import { needsNfc } from '../core/format/nfc.ts'
import { checkSigner } from '../core/signing/check-signer.ts'
import type { FurtherCheck } from './checking.ts'
import { openPass } from './opened-pass.ts'
import { readSignerParts } from './signer-folder.ts'

/** How to look at the signer. */
export interface SignerCheckOptions {
  readonly now: Date
  readonly revocationLists: readonly Uint8Array[]
}

/**
 * Holds a signer against passes and templates.
 *
 * @throws InputError if the folder lacks a part
 */
export const signerCheck = async (
  folder: string,
  { now, revocationLists }: SignerCheckOptions,
): Promise<FurtherCheck> => {
  const parts = await readSignerParts(folder)
  return async ({ path, input, inspection }) => {
    const { pass, files } = await openPass(input, path)
    const facts = inspection.kind === 'bundle' ? undefined : inspection.pass
    const { passTypeIdentifier, teamIdentifier } = facts ?? {}
    const identity = {
      ...(passTypeIdentifier === undefined ? {} : { passTypeIdentifier }),
      ...(teamIdentifier === undefined ? {} : { teamIdentifier }),
      nfc: needsNfc(pass, (name) => files.has(name)),
    }
    const findings = await checkSigner(parts, { now, revocationLists, pass: identity })
    return findings.map((finding) => ({ ...finding, path: `${folder}/${finding.path}` }))
  }
}
