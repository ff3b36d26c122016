/** `passwright signer renew`: a second signer beside the one in use, which takes over when every function knows it. */
import type { StoredSigners } from '../../ports/secrets.ts'
import { passphraseNote } from '../choose-signer.ts'
import type { Command } from '../command.ts'
import { deploymentNote, deploymentOptions, openSecrets, secretsPrefix } from '../deployment.ts'
import { InputError } from '../errors.ts'
import { factsOf, withRenewed } from '../rotation/signers.ts'
import { readStoredSigner } from '../signer-folder.ts'
import { momentOption } from '../signing-time.ts'

/** The command. */
export const signerRenew: Command = {
  positionals: [{ name: 'DIR', help: 'the folder with certificate.pem, key.pem and intermediate.pem' }],
  options: {
    from: { value: 'DATE', help: 'when it takes over, such as 2027-01-31T12:00:00Z (default: in 30 minutes)' },
    ...deploymentOptions,
  },
  notes: [
    'Until then the one in use signs and pushes, and every function comes to know both.',
    'Run again with another --from, it moves that moment.',
    'Passes on phones stay as they are: nothing is signed anew, and nothing is pushed.',
    'passwright signer rollback goes back, before that moment and after it.',
    passphraseNote,
    deploymentNote,
  ],
  async run(args, terminal) {
    const prefix = secretsPrefix(args)
    const from = momentOption(args, 'from')?.getTime()
    const storable = await readStoredSigner(args.positionals[0] ?? '')
    const { id, passTypeIdentifier, notAfter } = storable.signer
    const secrets = await openSecrets(prefix)
    let made: StoredSigners | undefined
    await secrets.changeSigners(passTypeIdentifier, (stored) => {
      made = withRenewed(stored, { ...storable, from }, Date.now())
      return made
    })
    if (!made?.next) throw new InputError('input/signer-unfit', `signer ${id} is not waiting: run the command again`)
    const current = factsOf(made.current)
    const takeover = new Date(made.next.from).toISOString()
    if (notAfter.getTime() < current.notAfter) {
      terminal.say(`this signer expires before the one in use, at ${notAfter.toISOString()}`)
    }
    if (args.has('json')) {
      const secret = `${prefix}/signers/${passTypeIdentifier}`
      terminal.print(JSON.stringify({ secret, passTypeIdentifier, current: current.id, next: { id, from: takeover } }))
    } else {
      terminal.print(
        `signer ${id} signs the passes of ${passTypeIdentifier} from ${takeover} on; until then ${current.id}`,
      )
      terminal.say('passwright signer rollback takes it back, before that moment and after it')
    }
    return 0
  },
}
