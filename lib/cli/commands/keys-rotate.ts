/** `passwright keys rotate`: a new key in a key ring, or in the place of an API key. */
import { systemClock, systemRandom } from '../../adapters/system.ts'
import { utf8 } from '../../core/bytes.ts'
import type { KeyRing, KeyRingName, StoredApiKey } from '../../ports/secrets.ts'
import { newApiKey } from '../../service/keys/new-api-key.ts'
import { randomText } from '../../service/random-text.ts'
import type { Arguments, Command } from '../command.ts'
import { deploymentNote, deploymentOptions, openSecrets, secretsPrefix } from '../deployment.ts'
import { UsageError } from '../errors.ts'
import { withRotatedKey } from '../rotation/api-key.ts'
import { withNewKey } from '../rotation/key-ring.ts'
import { ringNamed } from '../rotation/ring-names.ts'
import type { Terminal } from '../terminal.ts'

const keyBytes = 48
const hour = 60 * 60 * 1000
const usualOverlap = 24
const mostOverlap = 90 * 24
const wholeNumber = /^\d{1,4}$/

const readOverlap = (args: Arguments): number => {
  const given = args.option('overlap') ?? String(usualOverlap)
  const hours = wholeNumber.test(given) ? Number(given) : 0
  if (hours >= 1 && hours <= mostOverlap) return hours * hour
  throw new UsageError(`--overlap takes whole hours, from 1 to ${mostOverlap}`)
}

const rotateRing = async (ring: KeyRingName, prefix: string, args: Arguments, terminal: Terminal): Promise<void> => {
  // Scanners may have no network for hours; functions always do.
  const wait = ring === 'barcode-keys' ? readOverlap(args) : undefined
  const secrets = await openSecrets(prefix)
  const key = utf8(randomText(systemRandom, keyBytes))
  let made: KeyRing | undefined
  await secrets.changeKeyRing(ring, (stored) => {
    made = withNewKey(stored, key, systemClock.now(), wait)
    return made
  })
  const { current, next } = made ?? {}
  const from = next && new Date(next.from).toISOString()
  if (args.has('json')) terminal.print(JSON.stringify({ ring, current, next: { id: next?.id, from } }))
  else {
    terminal.print(
      `key ${next?.id} of ${ring} verifies within 15 minutes, and signs from ${from} on; until then key ${current}`,
    )
    terminal.say('earlier keys stay: what was made with them needs them')
  }
}

const rotateApiKey = async (id: string, prefix: string, args: Arguments, terminal: Terminal): Promise<void> => {
  const overlap = readOverlap(args)
  const { key, stored: made } = await newApiKey({ scopes: [] }, { random: systemRandom, clock: systemClock })
  const secrets = await openSecrets(prefix)
  let keys: readonly StoredApiKey[] = []
  await secrets.changeApiKeys((stored) => {
    keys = withRotatedKey(stored, { id, made, overlap }, systemClock.now())
    return keys
  })
  const { expiresAt } = keys.find((each) => each.id === id) ?? {}
  const { scopes, label } = keys.find((each) => each.id === made.id) ?? made
  if (args.has('json')) {
    terminal.print(JSON.stringify({ key, id: made.id, scopes, label, replaces: { id, expiresAt } }))
  } else {
    terminal.print(key)
    terminal.say(`this key is not shown again; it works within a minute, and the old one, ${id}, until ${expiresAt}`)
  }
}

/** The command. */
export const keysRotate: Command = {
  positionals: [{ name: 'WHAT', help: 'hmac (tokens and links), personal-data, barcodes, or the id of an API key' }],
  options: {
    overlap: {
      value: 'HOURS',
      help: `how long a replaced API key works beside its successor, or scanners have to load a key of barcodes before it seals (default: ${usualOverlap})`,
    },
    ...deploymentOptions,
  },
  notes: [
    'A new key of tokens, links or personal data verifies first, and signs when every function knows it: after 30 minutes.',
    'A new key of barcodes is among those that scanners load within 15 minutes, and seals when --overlap is over.',
    'Passes, links and data that were made with earlier keys stay good. passwright keys show tells which key signs.',
    'The successor of an API key may do the same, and is shown once.',
    deploymentNote,
  ],
  async run(args, terminal) {
    const prefix = secretsPrefix(args)
    const what = args.positionals[0] ?? ''
    const ring = ringNamed(what)
    if (ring && ring !== 'barcode-keys' && args.option('overlap') !== undefined)
      throw new UsageError('--overlap is for API keys and barcodes')
    await (ring ? rotateRing(ring, prefix, args, terminal) : rotateApiKey(what, prefix, args, terminal))
    return 0
  },
}
