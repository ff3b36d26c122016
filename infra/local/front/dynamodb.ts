/** The calls of a request to DynamoDB or its streams. */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { arn } from '../cloudformation/place.ts'
import type { Call, ServiceRequest } from './call.ts'
import { type Operation, readOperation, textOf } from './json-body.ts'

const tableArn = (name: string): string => (name.startsWith('arn:') ? name : arn('dynamodb', `table/${name}`))

const call = (action: string, resource: string): Call => ({ action: `dynamodb:${action}`, resource })

/** The parts of a transaction are actions of their own. */
const transacted = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
} as const

const transaction = (items: Json | undefined): readonly Call[] =>
  (Array.isArray(items) ? items : []).flatMap((item: Json) =>
    Object.entries(transacted).flatMap(([part, action]) => {
      const inner = isObject(item) ? item[part] : undefined
      return isObject(inner) ? [call(action, tableArn(textOf(inner, 'TableName')))] : []
    }),
  )

const batch = ({ name, input }: Operation): readonly Call[] =>
  Object.keys(isObject(input.RequestItems) ? input.RequestItems : {}).map((table) => call(name, tableArn(table)))

const onTableOrIndex = ({ name, input }: Operation): readonly Call[] => {
  const table = tableArn(textOf(input, 'TableName'))
  const index = textOf(input, 'IndexName')
  return [call(name, index === '' ? table : `${table}/index/${index}`)]
}

/** One of the parts of an iterator of DynamoDB Local is the ARN of its stream: `arn:…|001|…`. */
const streamOf = (input: JsonObject): string =>
  textOf(input, 'StreamArn') ||
  (textOf(input, 'ShardIterator')
    .split('|')
    .find((part) => part.startsWith('arn:')) ??
    '*')

/** The operations that are no plain action on the table that they name. */
const operations: Readonly<Record<string, (operation: Operation, streamArn: StreamArn) => readonly Call[]>> = {
  Query: onTableOrIndex,
  Scan: onTableOrIndex,
  BatchGetItem: batch,
  BatchWriteItem: batch,
  TransactGetItems: ({ input }) => transaction(input.TransactItems),
  TransactWriteItems: ({ input }) => transaction(input.TransactItems),
  ListTables: ({ name }) => [call(name, '*')],
  DescribeStream: ({ name, input }) => [call(name, streamOf(input))],
  GetShardIterator: ({ name, input }) => [call(name, streamOf(input))],
  GetRecords: ({ name, input }) => [call(name, streamOf(input))],
  ListStreams: ({ name, input }, streamArn) => [call(name, streamArn(textOf(input, 'TableName')) ?? '*')],
}

/** The ARN of a table's stream. */
export type StreamArn = (table: string) => string | undefined

/** What a request to DynamoDB asks for. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const dynamoDbCalls = (request: ServiceRequest, streamArn: StreamArn): readonly Call[] => {
  const operation = readOperation(request)
  const read = operations[operation.name]
  if (read) return read(operation, streamArn)
  return [call(operation.name, tableArn(textOf(operation.input, 'TableName')))]
}
