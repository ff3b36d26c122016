/** What becomes of a device after something was pushed to it. */
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { Device, PushedDevice } from '../../ports/registrations.ts'
import { eachOf } from '../../service/each-of.ts'
import { conditionally } from './conditional.ts'
import { deviceOfItem } from './device-item.ts'
import type { Table } from './dynamo-db.ts'
import { removeHolder } from './holder-rows.ts'
import { number, text } from './item.ts'
import { deviceKey } from './keys.ts'

const isTheOne = 'epoch = :epoch AND pushToken = :pushToken'

const theOne = ({ epoch, pushToken }: PushedDevice) => ({ ':epoch': text(epoch), ':pushToken': text(pushToken) })

/** `Registrations.setNotified`. */
export const setNotified = async (table: Table, pushed: PushedDevice, seq: number): Promise<void> => {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: deviceKey(pushed.device),
    UpdateExpression: 'SET notified = :seq',
    ConditionExpression: `${isTheOne} AND notified < :seq`,
    ExpressionAttributeValues: { ...theOne(pushed), ':seq': number(seq) },
  })
  await conditionally(() => table.client.send(command))
}

const atOnce = 25

/** The rows of a device that is gone, each unless it is one of the next device of this name already. */
const removeHolders = async (table: Table, { passes, epoch, ...device }: Device): Promise<void> => {
  await eachOf([...passes], atOnce, ([serialNumber, { issue }]) =>
    removeHolder(table, serialNumber, { device, epoch, issue }),
  )
}

/** `Registrations.removeDevice`. What fails after the device is gone leaves rows that whoever reads them knows by their epoch. */
export const removeDevice = async (table: Table, pushed: PushedDevice, registeredUntil: number): Promise<boolean> => {
  const command = new DeleteItemCommand({
    TableName: table.name,
    Key: deviceKey(pushed.device),
    ConditionExpression: `${isTheOne} AND tokenRegisteredAt <= :until`,
    ExpressionAttributeValues: { ...theOne(pushed), ':until': number(registeredUntil) },
    ReturnValues: 'ALL_OLD',
  })
  const outcome = await conditionally(() => table.client.send(command))
  if (!outcome.done) return false
  if (outcome.answer.Attributes) await removeHolders(table, deviceOfItem(outcome.answer.Attributes))
  return true
}
