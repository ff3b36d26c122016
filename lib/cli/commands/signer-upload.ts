/** `passwright signer upload`: a signer into the secret of its pass type. */
import { passphraseNote } from '../choose-signer.ts'
import type { Command } from '../command.ts'
import { deploymentNote, deploymentOptions, openSecrets, secretsPrefix } from '../deployment.ts'
import { withUploaded } from '../rotation/signers.ts'
import { readStoredSigner } from '../signer-folder.ts'

/** The command. */
export const signerUpload: Command = {
  positionals: [{ name: 'DIR', help: 'the folder with certificate.pem, key.pem and intermediate.pem' }],
  options: deploymentOptions,
  notes: [
    'The three are checked first; the key is stored without its passphrase, encrypted by KMS.',
    'It takes the place of what is there at once. While passes are being signed: passwright signer renew.',
    passphraseNote,
    deploymentNote,
  ],
  async run(args, terminal) {
    const prefix = secretsPrefix(args)
    const { signer, stored } = await readStoredSigner(args.positionals[0] ?? '')
    const { id, passTypeIdentifier, teamIdentifier, notBefore, notAfter } = signer
    if (notAfter.getTime() < Date.now()) {
      terminal.say(`this signer expired at ${notAfter.toISOString()}: passes that it signs now are refused`)
    }
    const secrets = await openSecrets(prefix)
    await secrets.changeSigners(passTypeIdentifier, (before) => withUploaded(before, { signer, stored }, Date.now()))
    const secret = `${prefix}/signers/${passTypeIdentifier}`
    if (args.has('json')) {
      terminal.print(JSON.stringify({ secret, id, passTypeIdentifier, teamIdentifier, notBefore, notAfter }))
    } else {
      terminal.print(`stored signer ${id} of ${passTypeIdentifier}, team ${teamIdentifier}, in ${secret}`)
      terminal.print(`valid from ${notBefore.toISOString()} until ${notAfter.toISOString()}`)
      terminal.print('functions that are running use it within 15 minutes')
    }
    return 0
  },
}
