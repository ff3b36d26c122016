/**
 * The keys of the tables.
 *
 * | table | pk | sk | what |
 * | --- | --- | --- | --- |
 * | passes | `PASS#<type>#<serial>` | `RECORD` | a pass record |
 * | passes | `IDEMPOTENCY#<scope>` | `ENTRY` | an idempotency entry; vanishes |
 * | passes | `TOMBSTONE#<hmac>` | `TOMBSTONE` | what is left of an erased pass |
 * | passes | `TEMPLATE#<name>` | `VERSION#<8 digits>` | a version of a template |
 * | passes | `TEMPLATES` | `<name>` | its newest version once more, for the list of templates |
 * | passes | `ROLLOUT#<id>` | `STATE` | a rollout; vanishes |
 * | passes | `ROLLOUTS` | `<15 digits>#<id>` | that it was begun, and when, for the list of rollouts; vanishes |
 * | passes | `IMPORT#<id>` | `STATE` | an import; vanishes |
 * | passes | `IMPORTS` | `<15 digits>#<id>` | as of rollouts; vanishes |
 * | passes | `BREAKERS` | `<name>` | a breaker that is open |
 * | passes | `TALLY#<type>` | `TALLY` | how the latest pushes of a pass type were answered |
 * | passes | `LINKS#<type>` | `REVOKED` | before when links to passes of a type are revoked |
 * | passes | `REMINDERS` | `<subject>` | which step was told of a certificate that expires |
 * | passes | `PARKED#<id>` | `EVENT` | a parked event; vanishes |
 * | passes | `PARKED` | `<15 digits>#<id>` | what the list of parked events shows of it; vanishes |
 * | passes | `PASS#<type>#<serial>` | `PARKED#<id>` | that it is about this pass; vanishes |
 * | events | `PASS#<type>#<serial>` | `<15 digits>#<key>` | a step of a pass's life; vanishes |
 * | events | `DEVICE#<device>#<type>` | `<15 digits>#<key>` | a step of what a device is told; vanishes |
 * | registrations | `DEVICE#<device>#<type>` | `DEVICE` | a device with the passes of a type that it holds |
 * | registrations | `PASS#<type>#<serial>#<shard>` | `DEVICE#<device>` | the other side: a device that holds the pass |
 */
import {
  type DeviceLibraryIdentifier,
  isDeviceLibraryIdentifier,
  isPassTypeIdentifier,
  isSerialNumber,
} from '../../core/format/identifiers.ts'
import type { BreakerName } from '../../ports/breakers.ts'
import type { PassId } from '../../ports/records.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import { type Item, StoredItemError, text } from './item.ts'

/** The indexes of the table of passes. */
export const indexes = { byTemplate: 'by-template', pending: 'pending' } as const

/** The sort key of every pass record. */
export const recordSortKey = 'RECORD'

/** Neither pass type identifiers nor serial numbers hold the separator. */
export const passKey = (pass: PassId): string => `PASS#${pass.passTypeIdentifier}#${pass.serialNumber}`

/** The pass of a key; undefined if it is no key of a pass. */
export const passOfKey = (key: string): PassId | undefined => {
  const [kind, passTypeIdentifier, serialNumber, ...rest] = key.split('#')
  if (kind !== 'PASS' || rest.length > 0) return undefined
  if (!(isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber))) return undefined
  return { passTypeIdentifier, serialNumber }
}

/** The pass whose key an item has. */
export const passOfItem = (item: Item): PassId => {
  const pass = passOfKey(item.pk?.S ?? '')
  if (!pass) throw new StoredItemError('pk')
  return pass
}

/** The key of a pass record. */
export const recordKey = (pass: PassId): Item => ({ pk: text(passKey(pass)), sk: text(recordSortKey) })

/** The key of an idempotency entry. */
export const idempotencyKey = (scope: string): Item => ({ pk: text(`IDEMPOTENCY#${scope}`), sk: text('ENTRY') })

const tombstonePrefix = 'TOMBSTONE#'

/** The sort key of every tombstone. */
export const tombstoneSortKey = 'TOMBSTONE'

/** The key of a tombstone. */
export const tombstoneKey = (tombstone: string): Item => ({
  pk: text(`${tombstonePrefix}${tombstone}`),
  sk: text(tombstoneSortKey),
})

/** The tombstone whose key an item has. */
export const tombstoneOfKey = (item: Item): string => {
  const key = item.pk?.S ?? ''
  if (!key.startsWith(tombstonePrefix)) throw new StoredItemError('pk')
  return key.slice(tombstonePrefix.length)
}

/** The partition of the newest version of each template. */
export const templatesKey = 'TEMPLATES'

/** The partition of all versions of a template. */
export const templateKey = (name: string): string => `TEMPLATE#${name}`

/** The sort key of a version; in their order. */
export const versionSortKey = (version: number): string => `VERSION#${String(version).padStart(8, '0')}`

/** The partition of the breakers that are open. */
export const breakersKey = 'BREAKERS'

/** The key of a breaker. */
export const breakerKey = (name: BreakerName): Item => ({ pk: text(breakersKey), sk: text(name) })

/** The key of the tally of a pass type's pushes. */
export const tallyKey = (passTypeIdentifier: string): Item => ({
  pk: text(`TALLY#${passTypeIdentifier}`),
  sk: text('TALLY'),
})

/** The key of what is revoked of the links to passes of a type. */
export const revocationKey = (passTypeIdentifier: string): Item => ({
  pk: text(`LINKS#${passTypeIdentifier}`),
  sk: text('REVOKED'),
})

/** The key of what was told of a subject. */
export const reminderKey = (subject: string): Item => ({ pk: text('REMINDERS'), sk: text(subject) })

/** What goes on step by step. */
export type SteppedKind = 'ROLLOUT' | 'IMPORT'

/** The key of such work. */
export const steppedKey = (kind: SteppedKind, id: string): Item => ({ pk: text(`${kind}#${id}`), sk: text('STATE') })

/** The partition of the list of such work. */
export const steppedListKey = (kind: SteppedKind): string => `${kind}S`

/** The sort key of something that happened at a time, in milliseconds since 1970: in the order of time. */
export const momentSortKey = (at: number, id: string): string => `${String(at).padStart(15, '0')}#${id}`

/** The key of a parked event. */
export const parkedKey = (id: string): Item => ({ pk: text(`PARKED#${id}`), sk: text('EVENT') })

/** The partition of the list of parked events. */
export const parkedListKey = 'PARKED'

const parkedPrefix = 'PARKED#'

/** The key of the row that says that a parked event is about a pass. */
export const parkedOfPassKey = (pass: PassId, id: string): Item => ({
  pk: text(passKey(pass)),
  sk: text(`${parkedPrefix}${id}`),
})

/** The ids of the parked events among the items of a pass. */
export const parkedIds = (items: readonly Item[]): readonly string[] =>
  items.flatMap(({ sk: { S: key = '' } = {} }) =>
    key.startsWith(parkedPrefix) ? [key.slice(parkedPrefix.length)] : [],
  )

/** The partition of the events of a device. */
export const deviceEventsKey = ({ deviceLibraryIdentifier, passTypeIdentifier }: DeviceId): string =>
  `DEVICE#${deviceLibraryIdentifier}#${passTypeIdentifier}`

/** The sort key of every device. */
export const deviceSortKey = 'DEVICE'

/** The key of a device. Neither device library identifiers nor pass type identifiers hold the separator. */
export const deviceKey = (device: DeviceId): Item => ({ pk: text(deviceEventsKey(device)), sk: text(deviceSortKey) })

/** The device whose key an item has. */
export const deviceOfKey = (item: Item): DeviceId => {
  const [kind, deviceLibraryIdentifier, passTypeIdentifier, ...rest] = (item.pk?.S ?? '').split('#')
  const isWhole = isDeviceLibraryIdentifier(deviceLibraryIdentifier) && isPassTypeIdentifier(passTypeIdentifier)
  if (kind !== 'DEVICE' || !isWhole || rest.length > 0) throw new StoredItemError('pk')
  return { deviceLibraryIdentifier, passTypeIdentifier }
}

/** The partition of one shard of those who hold a pass. */
export const holdersKey = (pass: PassId, shard: number): string => `${passKey(pass)}#${shard}`

const holderPrefix = 'DEVICE#'

/** The sort key of a device among those who hold a pass. */
export const holderSortKey = (device: DeviceLibraryIdentifier): string => `${holderPrefix}${device}`

/** The device that an item among those who hold a pass is of. */
export const deviceOfHolder = (item: Item): DeviceLibraryIdentifier => {
  const key = item.sk?.S ?? ''
  const device = key.slice(holderPrefix.length)
  if (!(key.startsWith(holderPrefix) && isDeviceLibraryIdentifier(device))) throw new StoredItemError('sk')
  return device
}
