/** Ending the registration of a pass of a device. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb'
import type { Device, Holding } from '../../ports/registrations.ts'
import { type Decision, decideUpon } from './device-transaction.ts'
import type { Table } from './dynamo-db.ts'
import { deleteHolder } from './holder-rows.ts'
import { text } from './item.ts'
import { deviceKey } from './keys.ts'

const isStillHeld = 'epoch = :epoch AND passes.#serial.i = :issue AND size(passes)'

/** Takes the pass out of the device; with the last pass the device goes. */
const leave = (table: Table, seen: Device, { serialNumber, issue }: Holding): TransactWriteItem => {
  const common = {
    TableName: table.name,
    Key: deviceKey(seen),
    ExpressionAttributeNames: { '#serial': serialNumber },
    ExpressionAttributeValues: { ':epoch': text(seen.epoch), ':issue': text(issue), ':one': { N: '1' } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const
  return seen.passes.size === 1
    ? { Delete: { ...common, ConditionExpression: `${isStillHeld} = :one` } }
    : {
        Update: { ...common, UpdateExpression: 'REMOVE passes.#serial', ConditionExpression: `${isStillHeld} > :one` },
      }
}

const end = (table: Table, seen: Device | undefined, holding: Holding): Decision<boolean> => {
  if (seen?.passes.get(holding.serialNumber)?.issue !== holding.issue) return { outcome: false }
  return { outcome: true, items: [leave(table, seen, holding), deleteHolder(table, holding)] }
}

/** `Registrations.unregister`, for a device that was just read. */
export const unregister = (table: Table, seen: Device | undefined, holding: Holding): Promise<boolean> =>
  decideUpon(table, seen, (known) => end(table, known, holding))
