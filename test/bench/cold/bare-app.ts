/** The yardstick of a pass: a Hono app that does nothing but what a fetch of a built pass cannot do without on AWS. */
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { Hono } from 'hono'

/** The database. */
export const database = new DynamoDBClient({})
/** The store of files. */
export const files = new S3Client({})
const secrets = new SecretsManagerClient({})

/** A secret. */
export const secretOf = async (name: string): Promise<string> => {
  const { SecretString: text = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: name }))
  return text
}

/** A file. */
export const fileOf = async (bucket: string, key: string): Promise<Uint8Array> => {
  const { Body: body } = await files.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
  return (await body?.transformToByteArray()) ?? new Uint8Array()
}

/** Reads an item, which has to be there. */
export const readItem = async (table: string, pk: string, sk: string): Promise<void> => {
  const Key = { pk: { S: pk }, sk: { S: sk } }
  const { Item: item } = await database.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))
  if (!item) throw new Error(`there is no ${pk}`)
}

/** Bytes as an answer. */
export const passResponse = (bytes: Uint8Array): Response =>
  new Response(Buffer.from(bytes), { headers: { 'content-type': 'application/vnd.apple.pkpass' } })

/** Makes the app. What it is to read says the query. */
export const bareApp = (): Hono => {
  const app = new Hono()
  app.get('/bare', async ({ req }) => {
    const { secret = '', table = '', pk = '', sk = '', bucket = '', key = '' } = req.query()
    await secretOf(secret)
    await readItem(table, pk, sk)
    return passResponse(await fileOf(bucket, key))
  })
  return app
}
