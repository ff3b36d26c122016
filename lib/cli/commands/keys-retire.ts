/** `passwright keys retire`: the end of a key of sealed barcodes. */
import { systemClock } from '../../adapters/system.ts'
import type { KeyRing } from '../../ports/secrets.ts'
import { secretsAge } from '../../service/secrets/ages.ts'
import type { Command } from '../command.ts'
import { deploymentNote, deploymentOptions, openSecrets, secretsPrefix } from '../deployment.ts'
import { UsageError } from '../errors.ts'
import { withoutKey } from '../rotation/key-ring.ts'
import { ringNamed } from '../rotation/ring-names.ts'

/** The command. */
export const keysRetire: Command = {
  positionals: [
    { name: 'RING', help: 'barcodes' },
    { name: 'ID', help: 'the number of the key: passwright keys show tells which there are' },
  ],
  options: deploymentOptions,
  notes: [
    'The key is gone for good: scanners refuse what it has sealed as soon as they load the keys anew.',
    'Passes that it has sealed get another barcode with their next change, or by passwright rollout start TEMPLATE.',
    'Keys of tokens, links and personal data are not retired: what was made with them needs them.',
    deploymentNote,
  ],
  async run(args, terminal) {
    const prefix = secretsPrefix(args)
    const [ring = '', id = ''] = args.positionals
    if (ringNamed(ring) !== 'barcode-keys')
      throw new UsageError('only keys of barcodes are retired: keys retire barcodes ID')
    const secrets = await openSecrets(prefix)
    let left: KeyRing | undefined
    const now = systemClock.now()
    await secrets.changeKeyRing('barcode-keys', (stored) => {
      left = withoutKey(stored, id, now)
      return left
    })
    const known = new Date(now + secretsAge).toISOString()
    const { current, retired = [] } = left ?? {}
    if (args.has('json')) terminal.print(JSON.stringify({ ring: 'barcode-keys', retired, current, known }))
    else {
      terminal.print(`key ${id} of barcode-keys is retired; key ${current} seals`)
      terminal.say(
        `every function knows it at ${known}: then bring the passes up to date with passwright rollout start`,
      )
    }
    return 0
  },
}
