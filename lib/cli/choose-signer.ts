/** Which signer a command uses: the one it was given, or a throwaway one, which it says. */
import { identityOf } from '../core/build.ts'
import { assertSigns, type Signer } from '../core/signing/signer.ts'
import type { FilledPass } from '../core/template/filled-pass.ts'
import type { Arguments, Option } from './command.ts'
import { localRoot, localSigner } from './local-signer.ts'
import { passphraseVariable, readSignerFolder } from './signer-folder.ts'
import { signingTimeOption } from './signing-time.ts'
import type { Terminal } from './terminal.ts'

/** The options of commands that sign. */
export const signingOptions: Readonly<Record<string, Option>> = {
  signer: {
    value: 'DIR',
    help: 'folder with certificate.pem, key.pem, intermediate.pem (default: a throwaway signer)',
  },
  'signing-time': signingTimeOption,
}

/** What their help says besides. */
export const passphraseNote = `An encrypted key takes its passphrase from the environment variable ${passphraseVariable}.`

/**
 * The signer for a pass: `--signer DIR`, or a throwaway one for the pass's own identifiers.
 *
 * @throws SignerError if the given one is not the pass's own
 */
export const chooseSigner = async (
  args: Arguments,
  filled: FilledPass,
  signingTime: Date,
  terminal: Terminal,
): Promise<Signer> => {
  const identity = identityOf(filled)
  const folder = args.option('signer')
  if (folder !== undefined) {
    const signer = await readSignerFolder(folder)
    assertSigns(signer, identity)
    return signer
  }
  terminal.say(`signing with a throwaway signer: no Apple device accepts it; verify against ${localRoot}`)
  return await localSigner(identity, signingTime)
}
