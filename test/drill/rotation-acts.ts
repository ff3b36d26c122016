/** The acts of a rotation drill: each replaces one thing, as the command does, while everything goes on. */
import { withRotatedKey } from '../../lib/cli/rotation/api-key.ts'
import { withNewKey } from '../../lib/cli/rotation/key-ring.ts'
import { makeRollback, withRenewed } from '../../lib/cli/rotation/signers.ts'
import { utf8 } from '../../lib/core/bytes.ts'
import type { KeyRing, KeyRingName, StoredSigners } from '../../lib/ports/secrets.ts'
import { newApiKey } from '../../lib/service/keys/new-api-key.ts'
import { randomText } from '../../lib/service/random-text.ts'
import { secretsAge } from '../../lib/service/secrets/ages.ts'
import { aPass } from '../service/world.ts'
import type { Clients } from './rotation-clients.ts'
import type { RotationWorld } from './rotation-world.ts'

/** What is wrong with a design on purpose. */
export interface Plant {
  /** New keys and signers sign at once. */
  readonly hurried?: boolean
  /** A replaced API key ends at once. */
  readonly abrupt?: boolean
  /** A renewal makes a new version of every pass that a phone holds. */
  readonly eager?: boolean
}

/** Something that is to be so from a moment on. Times in milliseconds since 1970. */
export type Expected =
  | { readonly kind: 'signer'; readonly from: number; readonly ids: readonly string[] }
  | { readonly kind: 'key'; readonly from: number; readonly ids: readonly string[] }

/** What an act works with. */
export interface Stage {
  readonly world: RotationWorld
  readonly clients: Clients
  readonly plant: Plant
  /** Everyday life up to a moment; at the end, every instance is asked for what every other has made. */
  readonly liveUntil: (moment: number) => Promise<void>
  /** Every instance makes things of which every other is asked for. */
  readonly meet: () => Promise<void>
  readonly expect: (expected: Expected) => void
  /** Has every pass that a phone holds changed. */
  readonly touchAll: () => Promise<void>
}

const minute = 60_000
const hour = 60 * minute
const { passTypeIdentifier } = aPass()

/** Makes a change between instances that have just read what is stored, and ones that will: nobody else is as far apart. */
const suddenly = async ({ world, meet }: Stage, rotate: () => Promise<void>): Promise<void> => {
  world.instances.restart(0)
  await meet()
  world.clock.now += 1000
  await rotate()
  world.instances.restart(1)
  await meet()
}

const hurriedRing = (ring: KeyRing, now: number): KeyRing =>
  ring.next ? { ...ring, next: { ...ring.next, from: now } } : ring

/** A new key in a ring. */
const rotateRing =
  (name: KeyRingName) =>
  async (stage: Stage): Promise<void> => {
    const { world, plant, expect, liveUntil } = stage
    let from = 0
    await suddenly(stage, () =>
      world.admin.changeKeyRing(name, (ring) => {
        const { now } = world.clock
        const grown = withNewKey(ring, utf8(randomText(world.memory.random, 48)), now)
        const made = plant.hurried ? hurriedRing(grown, now) : grown
        from = made.next?.from ?? now
        if (name === 'hmac-keys') expect({ kind: 'key', from, ids: [made.next?.id ?? ''] })
        return made
      }),
    )
    await liveUntil(from - 1000)
    await liveUntil(from)
    await liveUntil(from + 5 * minute)
  }

const renew = async ({ world, plant, expect, touchAll }: Stage): Promise<number> => {
  const next = await world.aSigner()
  let made: StoredSigners['next']
  await world.admin.changeSigners(passTypeIdentifier, (stored) => {
    const { now } = world.clock
    const renewed = withRenewed(stored, next, now)
    made = renewed.next && { ...renewed.next, ...(plant.hurried && { from: now }) }
    return { ...renewed, ...(made && { next: made }) }
  })
  const from = made?.from ?? world.clock.now
  expect({ kind: 'signer', from, ids: [next.signer.id] })
  if (plant.eager) await touchAll()
  return from
}

/** The certificate is renewed; then the renewal is rolled back. */
const certificate = async (stage: Stage): Promise<void> => {
  const { world, expect, liveUntil, meet } = stage
  const first = world.firstSigner.signer.id
  let from = 0
  await suddenly(stage, async () => {
    from = await renew(stage)
  })
  await liveUntil(from - 1000)
  await liveUntil(from)
  await liveUntil(from + 20 * minute)

  const second = await world.memory.secrets.signers(passTypeIdentifier)
  await world.admin.changeSigners(
    passTypeIdentifier,
    makeRollback(() => world.clock.now),
  )
  if (!second?.next) throw new Error('nothing was renewed')
  // Back at once where it is read anew, and everywhere by the age of caches.
  expect({ kind: 'signer', from: world.clock.now, ids: [first, 'any'] })
  expect({ kind: 'signer', from: world.clock.now + secretsAge, ids: [first] })
  await meet()
  await liveUntil(world.clock.now + 20 * minute)
}

/** Another renewal is taken back before its moment, which then comes and goes. */
const takenBack = async (stage: Stage): Promise<void> => {
  const { world, expect, liveUntil } = stage
  const first = world.firstSigner.signer.id
  const from = await renew(stage)
  expect({ kind: 'signer', from, ids: [first] })
  await liveUntil(world.clock.now + 10 * minute)
  await world.admin.changeSigners(
    passTypeIdentifier,
    makeRollback(() => world.clock.now),
  )
  await liveUntil(from)
  await liveUntil(from + 20 * minute)
}

/** The API key is replaced: one client changes over after a minute, another one shortly before the old one ends. */
const apiKey = async (stage: Stage): Promise<void> => {
  const { world, clients, plant, liveUntil } = stage
  const overlap = plant.abrupt ? 0 : hour
  const { key, stored: made } = await newApiKey(
    { scopes: [] },
    { random: world.memory.random, clock: { now: () => world.clock.now } },
  )
  const { id } = world.apiKey.stored
  await suddenly(stage, () =>
    world.admin.changeApiKeys((keys) => withRotatedKey(keys, { id, made, overlap }, world.clock.now)),
  )
  const end = world.clock.now + hour
  await liveUntil(world.clock.now + minute)
  clients.keys.prompt = key
  await liveUntil(end - 2 * minute)
  clients.keys.slow = key
  await liveUntil(end + 5 * minute)
}

/** All acts, by name, in their order. */
export const acts = {
  certificate,
  'taken-back': takenBack,
  hmac: rotateRing('hmac-keys'),
  'personal-data': rotateRing('personal-data-keys'),
  'api-key': apiKey,
} as const satisfies Readonly<Record<string, (stage: Stage) => Promise<void>>>

/** The name of an act. */
export type ActName = keyof typeof acts
