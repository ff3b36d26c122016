/** The yardstick of a list: a Hono handler that reads one item and does nothing with it. */
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { Hono } from 'hono'
import { handle } from 'hono/aws-lambda'

const database = new DynamoDBClient({})

const app = new Hono()

app.get('/bare', async (context) => {
  const { table = '', pk = '', sk = '' } = context.req.query()
  const Key = { pk: { S: pk }, sk: { S: sk } }
  const { Item: item } = await database.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))
  if (!item) throw new Error(`there is no ${pk}`)
  return context.json({ read: pk })
})

/** The function. */
export const handler = handle(app)
