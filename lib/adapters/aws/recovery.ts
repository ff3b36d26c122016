/** What a restore needs of a deployment besides its ports. */
import { PutItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb'
import { type Erasure, type Recovery, type ToldAnew, toldAnew, wasToldAnew } from '../../ports/inventory.ts'
import type { Device } from '../../ports/registrations.ts'
import { conditionally } from './conditional.ts'
import { passesAttribute } from './device-item.ts'
import { decideUpon } from './device-transaction.ts'
import type { Table } from './dynamo-db.ts'
import { type ErasureLogOptions, listErasures } from './erasure-log.ts'
import { awsInventory } from './inventory.ts'
import { number, text } from './item.ts'
import { deviceKey, tombstoneKey } from './keys.ts'

/** Where a deployment keeps what a restore needs. */
export interface AwsRecoveryOptions extends ErasureLogOptions {
  readonly passes: Table
  readonly registrations: Table
}

const keepTombstone = async (table: Table, { tombstone, erasedAt }: Erasure): Promise<void> => {
  const command = new PutItemCommand({
    TableName: table.name,
    // No write makes a revision 0: it is nobody's erasure that is repeated.
    Item: { ...tombstoneKey(tombstone), revision: number(0), erasedAt: number(erasedAt) },
    ConditionExpression: 'attribute_not_exists(pk) OR #erasedAt < :erasedAt',
    ExpressionAttributeNames: { '#erasedAt': 'erasedAt' },
    ExpressionAttributeValues: { ':erasedAt': number(erasedAt) },
  })
  await conditionally(() => table.client.send(command))
}

/** On the entries as they were seen: a registration that comes or goes meanwhile changes no other number. */
const updateTo = (table: Table, seen: Device, told: Device, restoredAt: number): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: deviceKey(seen),
    UpdateExpression: 'SET seq = :told, notified = :none, passes = :passes, restoredAt = :restoredAt',
    ConditionExpression: 'epoch = :epoch AND seq = :seq AND passes = :seen',
    ExpressionAttributeValues: {
      ':told': number(told.seq),
      ':none': number(0),
      ':passes': passesAttribute(told.passes),
      ':restoredAt': number(restoredAt),
      ':epoch': text(seen.epoch),
      ':seq': number(seen.seq),
      ':seen': passesAttribute(seen.passes),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
})

const tellAnew = (table: Table, device: Device, restoredAt: number): Promise<ToldAnew> =>
  decideUpon<ToldAnew>(table, device, (seen) => {
    if (!seen) return { outcome: { kind: 'gone' } }
    if (wasToldAnew(seen, restoredAt)) return { outcome: { kind: 'known', device: seen } }
    const told = toldAnew(seen, restoredAt)
    return { outcome: { kind: 'told', device: told }, items: [updateTo(table, seen, told, restoredAt)] }
  })

/** What a restore works on, of a deployment. */
export const awsRecovery = ({ passes, registrations, ...log }: AwsRecoveryOptions): Recovery => ({
  ...awsInventory(passes, registrations),
  erasures: listErasures(log),
  keepTombstone: (erasure) => keepTombstone(passes, erasure),
  tellAnew: (device, restoredAt) => tellAnew(registrations, device, restoredAt),
})
