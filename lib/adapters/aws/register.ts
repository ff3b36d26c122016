/** Registering a pass of a device. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb'
import {
  type Device,
  type DeviceEntry,
  type Holding,
  mostPassesOfDevice,
  type RegisterOutcome,
  type Registration,
} from '../../ports/registrations.ts'
import { deviceItem, entryAttribute, holderKey } from './device-item.ts'
import { type Decision, decideUpon } from './device-transaction.ts'
import type { Table } from './dynamo-db.ts'
import { deleteHolder, putHolder } from './holder-rows.ts'
import { number, text } from './item.ts'
import { deviceKey } from './keys.ts'

const newEntry = (issue: string): DeviceEntry => ({ n: 0, v: 1, issue })

const outcomeOf = (
  { epoch, seq, notified }: Device,
  { isNew, tokenChanged }: { readonly isNew: boolean; readonly tokenChanged: boolean },
): RegisterOutcome => ({ kind: 'registered', isNew, tokenChanged, device: { epoch, seq, notified } })

/** A device that is not there yet, with its first pass. */
const begin = (table: Table, registration: Registration): Decision<RegisterOutcome> => {
  const { device, serialNumber, issue, pushToken, now, epoch } = registration
  const begun: Device = {
    ...device,
    ...{ epoch, seq: 0, pushToken, tokenRegisteredAt: now, notified: 0 },
    passes: new Map([[serialNumber, newEntry(issue)]]),
  }
  const put: TransactWriteItem = {
    Put: {
      TableName: table.name,
      Item: deviceItem(begun),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  }
  return {
    outcome: outcomeOf(begun, { isNew: true, tokenChanged: false }),
    items: [put, putHolder(table, serialNumber, { device, epoch, issue })],
  }
}

/** That the device is as it was seen, as far as that matters here. */
const asSeen = (seen: Device, entry: DeviceEntry | undefined) => ({
  condition: [
    'epoch = :epoch AND seq = :seq AND pushToken = :seenToken AND notified = :seenNotified',
    entry ? 'passes.#serial.i = :seenIssue' : 'attribute_not_exists(passes.#serial) AND size(passes) < :most',
  ].join(' AND '),
  values: {
    ':epoch': text(seen.epoch),
    ':seq': number(seen.seq),
    ':seenToken': text(seen.pushToken),
    ':seenNotified': number(seen.notified),
    ...(entry ? { ':seenIssue': text(entry.issue) } : { ':most': number(mostPassesOfDevice) }),
  },
})

const updateDevice = (table: Table, seen: Device, after: Device, registration: Registration): TransactWriteItem => {
  const { serialNumber, issue, keepsToken } = registration
  const entry = seen.passes.get(serialNumber)
  const { condition, values } = asSeen(seen, entry)
  const isNew = entry?.issue !== issue
  const set = 'SET pushToken = :pushToken, tokenRegisteredAt = :now, notified = :notified'
  return {
    Update: {
      TableName: table.name,
      Key: deviceKey(seen),
      UpdateExpression: isNew ? `${set}, passes.#serial = :entry` : set,
      // The device may have told its token once more since it was seen.
      ConditionExpression: keepsToken ? `${condition} AND tokenRegisteredAt = :now` : condition,
      ExpressionAttributeNames: { '#serial': serialNumber },
      ExpressionAttributeValues: {
        ...values,
        ':pushToken': text(after.pushToken),
        ':now': number(after.tokenRegisteredAt),
        ':notified': number(after.notified),
        ...(isNew ? { ':entry': entryAttribute(newEntry(issue)) } : {}),
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  }
}

/** A row of an earlier life of the pass that lies in another shard, and so is not overwritten. */
const misplaced = (table: Table, holding: Registration, entry: DeviceEntry | undefined): TransactWriteItem[] => {
  if (!entry) return []
  const earlier = { ...holding, issue: entry.issue }
  const keyOf = (each: Holding): string | undefined => holderKey(each.serialNumber, each).pk?.S
  return keyOf(earlier) === keyOf(holding) ? [] : [deleteHolder(table, earlier)]
}

/** One more pass of a device that is there, or one of its passes once more. */
const goOn = (table: Table, seen: Device, registration: Registration): Decision<RegisterOutcome> => {
  const { device, serialNumber, issue, replaces, keepsToken } = registration
  const entry = seen.passes.get(serialNumber)
  if (!entry && seen.passes.size >= mostPassesOfDevice) return { outcome: { kind: 'full' } }
  const isNew = entry?.issue !== issue
  if (entry && isNew && entry.issue !== replaces) return { outcome: { kind: 'other', issue: entry.issue } }
  const said = { pushToken: registration.pushToken, tokenRegisteredAt: registration.now }
  const { pushToken, tokenRegisteredAt } = keepsToken ? seen : said
  const tokenChanged = seen.pushToken !== pushToken
  const after: Device = { ...seen, pushToken, tokenRegisteredAt, notified: tokenChanged ? 0 : seen.notified }
  return {
    outcome: outcomeOf(after, { isNew, tokenChanged }),
    items: [
      updateDevice(table, seen, after, registration),
      putHolder(table, serialNumber, { device, epoch: seen.epoch, issue }),
      ...misplaced(table, registration, entry),
    ],
  }
}

/** `Registrations.register`. A device that is new costs one transaction, any other one a refused one besides. */
export const register = (table: Table, registration: Registration): Promise<RegisterOutcome> =>
  decideUpon(table, undefined, (seen) => (seen ? goOn(table, seen, registration) : begin(table, registration)))
