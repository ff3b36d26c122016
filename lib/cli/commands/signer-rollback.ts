/** `passwright signer rollback`: back to the signer that was in use before. */
import type { StoredSigners } from '../../ports/secrets.ts'
import type { Command } from '../command.ts'
import { deploymentNote, deploymentOptions, openSecrets, secretsPrefix } from '../deployment.ts'
import { factsOf, makeRollback } from '../rotation/signers.ts'
import { requiredPassType } from '../signer/pass-type-option.ts'

/** The command. */
export const signerRollback: Command = {
  positionals: [],
  options: {
    'pass-type': { value: 'ID', help: 'the pass type identifier whose signer it is' },
    ...deploymentOptions,
  },
  notes: [
    'Before the moment of a renewal, the renewal is taken back. After it, the two signers change places: so it can be undone.',
    'Passes that the other one signed stay good.',
    deploymentNote,
  ],
  async run(args, terminal) {
    const prefix = secretsPrefix(args)
    const passTypeIdentifier = requiredPassType(args)
    const secrets = await openSecrets(prefix)
    const goBack = makeRollback(Date.now)
    let before: StoredSigners | undefined
    let after: StoredSigners | undefined
    await secrets.changeSigners(passTypeIdentifier, (stored) => {
      after = goBack(stored)
      before ??= stored
      return after
    })
    if (!(before && after)) return 1
    const id = factsOf(after.current).id
    const other = before.next?.signer ?? after.previous
    const replaced = other && factsOf(other).id
    if (args.has('json')) terminal.print(JSON.stringify({ passTypeIdentifier, current: id, replaced }))
    else {
      terminal.print(`signer ${id} signs the passes of ${passTypeIdentifier}, ${replaced} does not any more`)
      terminal.print('functions that are running use it within 15 minutes')
    }
    return 0
  },
}
