/** The bare handler that hands out a pass. After that it makes the calls of building one, and builds none. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { handle } from 'hono/aws-lambda'
import { bareApp, database, fileOf, files, passResponse, readItem, secretOf } from './bare-app.ts'

const app = bareApp()

app.get('/build', async ({ req }) => {
  const { secret = '', table = '', pk = '', sk = '', bucket = '', key = '', to = '' } = req.query()
  await readItem(table, pk, sk)
  await secretOf(secret)
  const bytes = await fileOf(bucket, key)
  await files.send(new PutObjectCommand({ Bucket: to, Key: 'built', Body: bytes }))
  const Key = { pk: { S: pk }, sk: { S: sk } }
  const built = { ':built': { S: 'built' } }
  await database.send(
    new UpdateItemCommand({
      ...{ TableName: table, Key, UpdateExpression: 'SET built = :built', ExpressionAttributeValues: built },
    }),
  )
  return passResponse(bytes)
})

/** The function. */
export const handler = handle(app)
