/**
 * A stand-in of AWS for the benchmark: answers what the functions read from one world, and says yes to whatever they
 * write, without keeping it. Every contender finds the same, at the same cost.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { type LocalServer, listen } from '../../../infra/local/servers/server.ts'
import type { Item } from '../../../lib/adapters/aws/item.ts'
import { isObject, type JsonObject } from '../../../lib/core/format/json.ts'
import type { World } from './world.ts'

/** Answers a call of a service that speaks JSON. */
type Operation = (world: World, input: JsonObject) => object

const rowsOf = ({ tables }: World, { TableName: name }: JsonObject): readonly Item[] => tables[String(name)] ?? []

const isAt =
  (key: unknown) =>
  ({ pk, sk }: Item): boolean =>
    isObject(key) && JSON.stringify([key.pk, key.sk]) === JSON.stringify([pk, sk])

const getItem: Operation = (world, input) => ({ Item: rowsOf(world, input).find(isAt(input.Key)) })

const batchGetItem: Operation = (world, { RequestItems: tables }) => ({
  Responses: Object.fromEntries(
    Object.entries(isObject(tables) ? tables : {}).map(([TableName, request]) => {
      const keys = isObject(request) && Array.isArray(request.Keys) ? request.Keys : []
      return [TableName, rowsOf(world, { TableName }).filter((item) => keys.some((key) => isAt(key)(item)))]
    }),
  ),
  UnprocessedKeys: {},
})

/** All rows of a partition that one of the values of the query names. */
const query: Operation = (world, input) => {
  const values = isObject(input.ExpressionAttributeValues) ? Object.values(input.ExpressionAttributeValues) : []
  const partitions = new Set(values.map((value) => (isObject(value) ? value.S : undefined)))
  const Items = rowsOf(world, input).filter(({ pk }) => partitions.has(pk?.S))
  return { Items, Count: Items.length, ScannedCount: Items.length }
}

const getSecretValue: Operation = ({ secrets }, { SecretId: name }) => ({
  ...{
    ARN: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${String(name)}`,
    Name: name,
    VersionId: 'v'.repeat(36),
  },
  SecretString: secrets.get(String(name)),
})

const entriesOf = ({ Entries: entries }: JsonObject): readonly unknown[] => (Array.isArray(entries) ? entries : [])

const sendMessageBatch: Operation = (_, input) => ({
  Successful: entriesOf(input).map((entry) => ({
    Id: isObject(entry) ? entry.Id : '',
    MessageId: 'm',
    // Clients check it.
    MD5OfMessageBody: createHash('md5')
      .update(String(isObject(entry) ? entry.MessageBody : ''))
      .digest('hex'),
  })),
})

const putEvents: Operation = (_, input) => ({
  FailedEntryCount: 0,
  Entries: entriesOf(input).map(() => ({ EventId: 'e' })),
})

/** By the name that the header ends in; every other operation writes, and gets an empty answer. */
const operations: Readonly<Record<string, Operation>> = {
  GetItem: getItem,
  BatchGetItem: batchGetItem,
  Query: query,
  GetSecretValue: getSecretValue,
  SendMessageBatch: sendMessageBatch,
  PutEvents: putEvents,
}

const answerJson = async (world: World, target: string, request: IncomingMessage): Promise<object> => {
  const input: unknown = JSON.parse((await buffer(request)).toString())
  const operation = operations[target.slice(target.lastIndexOf('.') + 1)]
  return operation && isObject(input) ? operation(world, input as JsonObject) : {}
}

const answerFile = async ({ objects }: World, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  await buffer(request)
  const { pathname } = new URL(request.url ?? '/', 'http://s3')
  const found = request.method === 'GET' ? objects.get(decodeURIComponent(pathname.slice(1))) : new Uint8Array()
  const status = found ? 200 : 404
  const head = { etag: '"e"', 'content-length': found?.length ?? 0, 'content-type': 'application/octet-stream' }
  response.writeHead(status, head).end(found)
}

const serve = async (world: World, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const target = request.headers['x-amz-target']
  if (target === undefined) return answerFile(world, request, response)
  const answer = JSON.stringify(await answerJson(world, String(target), request))
  const head = { 'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(answer) }
  response.writeHead(200, head).end(answer)
}

/** Starts it on the loopback address. */
export const startStandIn = (world: World): Promise<LocalServer> =>
  listen(
    'the stand-in of AWS',
    createServer((request, response) => {
      serve(world, request, response).catch(() => response.destroy())
    }),
  )
