/** A device as an item, and its rows among those who hold a pass. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { isSerialNumber, type SerialNumber } from '../../core/format/identifiers.ts'
import type { PassId } from '../../ports/records.ts'
import type { Device, DeviceEntry, DeviceId, Holder } from '../../ports/registrations.ts'
import { type Item, number, readNumber, readText, StoredItemError, text } from './item.ts'
import { deviceKey, deviceOfHolder, deviceOfKey, holderSortKey, holdersKey } from './keys.ts'
import { holderShards, shardOf } from './shards.ts'

/** A pass of a device, as one of its `passes`: the names are short because there may be a thousand. */
export const entryAttribute = ({ n, v, issue }: DeviceEntry): AttributeValue => ({
  M: { n: number(n), v: number(v), i: text(issue) },
})

const entryOf = ([serialNumber, { M: entry = {} }]: readonly [string, AttributeValue]): [SerialNumber, DeviceEntry] => {
  if (!isSerialNumber(serialNumber)) throw new StoredItemError('passes')
  return [serialNumber, { n: readNumber(entry, 'n'), v: readNumber(entry, 'v'), issue: readText(entry, 'i') }]
}

/** The passes of a device, as an attribute. */
export const passesAttribute = (passes: Device['passes']): AttributeValue => ({
  M: Object.fromEntries(Array.from(passes, ([serial, entry]) => [serial, entryAttribute(entry)])),
})

/** A device as an item. */
export const deviceItem = (device: Device): Item => ({
  ...deviceKey(device),
  epoch: text(device.epoch),
  seq: number(device.seq),
  pushToken: text(device.pushToken),
  tokenRegisteredAt: number(device.tokenRegisteredAt),
  notified: number(device.notified),
  ...(device.restoredAt === undefined ? {} : { restoredAt: number(device.restoredAt) }),
  passes: passesAttribute(device.passes),
})

/** The device of an item. @throws StoredItemError */
export const deviceOfItem = (item: Item): Device => ({
  ...deviceOfKey(item),
  epoch: readText(item, 'epoch'),
  seq: readNumber(item, 'seq'),
  pushToken: readText(item, 'pushToken'),
  tokenRegisteredAt: readNumber(item, 'tokenRegisteredAt'),
  notified: readNumber(item, 'notified'),
  passes: new Map(Object.entries(item.passes?.M ?? {}).map(entryOf)),
  ...(item.restoredAt ? { restoredAt: readNumber(item, 'restoredAt') } : {}),
})

/** The pass of a device. */
const passOf = ({ passTypeIdentifier }: DeviceId, serialNumber: SerialNumber): PassId => ({
  passTypeIdentifier,
  serialNumber,
})

/** Where a holder's row is: the issue tells how many shards there are. */
export const holderKey = (serialNumber: SerialNumber, { device, issue }: Omit<Holder, 'epoch'>): Item => {
  const { deviceLibraryIdentifier } = device
  const shard = shardOf(deviceLibraryIdentifier, holderShards(issue))
  return {
    pk: text(holdersKey(passOf(device, serialNumber), shard)),
    sk: text(holderSortKey(deviceLibraryIdentifier)),
  }
}

/** A holder's row. */
export const holderItem = (serialNumber: SerialNumber, holder: Holder): Item => ({
  ...holderKey(serialNumber, holder),
  epoch: text(holder.epoch),
  issue: text(holder.issue),
})

/** The holder of a row of a pass. @throws StoredItemError */
export const holderOfItem = ({ passTypeIdentifier }: PassId, item: Item): Holder => ({
  device: { deviceLibraryIdentifier: deviceOfHolder(item), passTypeIdentifier },
  epoch: readText(item, 'epoch'),
  issue: readText(item, 'issue'),
})
