/** Marking a pass of a device as changed. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { Device, Holding, MarkOutcome } from '../../ports/registrations.ts'
import { conditionally } from './conditional.ts'
import { deviceOfItem } from './device-item.ts'
import type { Table } from './dynamo-db.ts'
import { number, text } from './item.ts'
import { deviceKey } from './keys.ts'

/** What the device that was not marked says of why. */
const refused = (device: Device | undefined, { serialNumber, issue }: Holding, version: number): MarkOutcome => {
  const entry = device?.passes.get(serialNumber)
  if (entry?.issue === issue) return { kind: entry.v === version ? 'same' : 'newer' }
  return { kind: 'absent', ...(device ? { epoch: device.epoch } : {}) }
}

/** `Registrations.mark`: one write, whatever comes of it. */
export const mark = async (table: Table, holding: Holding, version: number): Promise<MarkOutcome> => {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: deviceKey(holding.device),
    UpdateExpression: 'SET seq = seq + :one, passes.#serial.n = seq + :one, passes.#serial.v = :version',
    ConditionExpression: 'passes.#serial.i = :issue AND passes.#serial.v < :version',
    ExpressionAttributeNames: { '#serial': holding.serialNumber },
    ExpressionAttributeValues: { ':one': number(1), ':version': number(version), ':issue': text(holding.issue) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  })
  const outcome = await conditionally(() => table.client.send(command))
  if (outcome.done) return { kind: 'marked' }
  return refused(outcome.item && deviceOfItem(outcome.item), holding, version)
}
