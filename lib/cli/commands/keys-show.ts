/** `passwright keys show`: the key rings of a deployment, and which key signs. */
import { type KeyRing, type KeyRingName, keyRingAt } from '../../ports/secrets.ts'
import type { Command } from '../command.ts'
import { deploymentNote, deploymentOptions, openSecrets, secretsPrefix } from '../deployment.ts'

/** What may be shown of a ring: no key of it. */
const factsOf = (ring: KeyRingName, stored: KeyRing, now: number) => {
  const { current, next, keys, retired } = keyRingAt(stored, now)
  const waiting = next && { next: { id: next.id, from: new Date(next.from).toISOString() } }
  return { ring, keys: [...keys.keys()], current, ...waiting, ...(retired && { retired }) }
}

/** The command. */
export const keysShow: Command = {
  positionals: [],
  options: deploymentOptions,
  notes: [
    'No key is shown. API keys: passwright keys list; certificates: passwright signer show --stage.',
    deploymentNote,
  ],
  async run(args, terminal) {
    const secrets = await openSecrets(secretsPrefix(args))
    const stored = await Promise.all([secrets.keyRing(), secrets.personalDataKeys(), secrets.barcodeKeys()])
    const now = Date.now()
    const names = ['hmac-keys', 'personal-data-keys', 'barcode-keys'] as const
    const rings = names.flatMap((name, index) => (stored[index] ? [factsOf(name, stored[index], now)] : []))
    if (args.has('json')) terminal.print(JSON.stringify({ rings }))
    else {
      for (const { ring, keys, current, next, retired } of rings) {
        const later = next ? `, key ${next.id} signs from ${next.from} on` : ''
        const gone = retired ? `, retired: ${retired.join(' ')}` : ''
        terminal.print(`${ring}  keys ${keys.join(' ')}  key ${current} signs${later}${gone}`)
      }
    }
    return 0
  },
}
