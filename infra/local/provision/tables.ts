/** Creates the tables of a template. */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { isAwsError } from '../../pollers/aws-calls.ts'
import type { AwsClient } from '../aws/client.ts'
import { LocalError } from '../errors.ts'

const present = (members: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(members).filter((pair): pair is [string, Json] => pair[1] !== undefined))

const stream = (specification: Json | undefined): JsonObject | undefined =>
  isObject(specification) ? { StreamEnabled: true, ...specification } : undefined

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** What makes a table another one: attributes, keys, and indexes with theirs, as a text to compare. */
const shape = (table: JsonObject): string => {
  const index = (value: Json) => (isObject(value) ? [value.IndexName ?? null, value.KeySchema ?? null] : [])
  const indexes = [...listOf(table.GlobalSecondaryIndexes), ...listOf(table.LocalSecondaryIndexes)].map(index)
  const parts = [table.KeySchema ?? null, indexes.map((part) => JSON.stringify(part)).sort()]
  return JSON.stringify([
    parts,
    listOf(table.AttributeDefinitions)
      .map((part) => JSON.stringify(part))
      .sort(),
  ])
}

const describe = async (admin: AwsClient, name: string): Promise<JsonObject> => {
  const { Table: table } = await admin.call('dynamodb', 'DescribeTable', { TableName: name })
  return isObject(table) ? table : {}
}

/** DynamoDB gives the members of a key in an order of its own. */
const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, sorted(member)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

const sortedObject = (value: JsonObject): JsonObject => {
  const result = sorted(value)
  return isObject(result) ? result : {}
}

const setTimeToLive = async (admin: AwsClient, name: string, specification: Json | undefined): Promise<void> => {
  if (!isObject(specification)) return
  try {
    await admin.call('dynamodb', 'UpdateTimeToLive', { TableName: name, TimeToLiveSpecification: specification })
  } catch (error) {
    // It is set already.
    if (!isAwsError(error, 'ValidationException')) throw error
  }
}

/**
 * Creates a table with its indexes, stream and time to live, or finds the one of the last start.
 *
 * @param properties those of `AWS::DynamoDB::Table`, resolved
 * @returns the ARN of its stream, if it has one
 * @throws LocalError `local/data` if there is another table of that name
 */
export const createTable = async (
  admin: AwsClient,
  name: string,
  properties: JsonObject,
): Promise<string | undefined> => {
  const { AttributeDefinitions, KeySchema, BillingMode, GlobalSecondaryIndexes, LocalSecondaryIndexes } = properties
  const input = present({
    TableName: name,
    AttributeDefinitions,
    KeySchema,
    BillingMode,
    GlobalSecondaryIndexes,
    LocalSecondaryIndexes,
    StreamSpecification: stream(properties.StreamSpecification),
  })
  try {
    await admin.call('dynamodb', 'CreateTable', input)
  } catch (error) {
    if (!isAwsError(error, 'ResourceInUseException')) throw error
    if (shape(sortedObject(await describe(admin, name))) !== shape(sortedObject(input))) {
      const message = `the table ${name} in .local/data is of another version of this project: start with --fresh`
      throw new LocalError('local/data', message)
    }
  }
  await setTimeToLive(admin, name, properties.TimeToLiveSpecification)
  const { LatestStreamArn: streamArn } = await describe(admin, name)
  return typeof streamArn === 'string' ? streamArn : undefined
}
