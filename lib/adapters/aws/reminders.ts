/** Reminders in DynamoDB. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { Reminders } from '../../ports/reminders.ts'
import { ask, readItem, type Table } from './dynamo-db.ts'
import { number, readNumber } from './item.ts'
import { reminderKey } from './keys.ts'

/** Reminders in the table of passes. */
export const awsReminders = (table: Table): Reminders => ({
  last: async (subject) => {
    const item = await readItem(table, reminderKey(subject))
    return item && readNumber(item, 'told')
  },
  note: async (subject, step) => {
    const item = { ...reminderKey(subject), told: number(step) }
    await ask(() => table.client.send(new PutItemCommand({ TableName: table.name, Item: item })))
  },
})
