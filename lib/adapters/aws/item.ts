/** Items of DynamoDB: writing the few types that we use, and reading them without trust. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { PasswrightError } from '../../core/errors.ts'
import { canonicalJson, isObject, type Json, type JsonObject } from '../../core/format/json.ts'

/** An item, or a part of one. */
export type Item = Record<string, AttributeValue>

/** A stored item is not what it should be: somebody else wrote it, or a later release did. */
export class StoredItemError extends PasswrightError<'service/stored-item-invalid'> {
  override readonly name = 'StoredItemError'
  readonly status = 500

  constructor(attribute: string) {
    super(
      'service/stored-item-invalid',
      `a stored item has no valid attribute ${attribute}: it was not written by this release`,
    )
  }
}

/** Text. */
export const text = (value: string): AttributeValue => ({ S: value })

/** A number. */
export const number = (value: number): AttributeValue => ({ N: String(value) })

/** JSON, kept as canonical text: DynamoDB's own numbers and empty texts are not JSON's. */
export const json = (value: Json): AttributeValue => ({ S: canonicalJson(value) })

/** The text of an attribute. */
export const readText = (item: Item, name: string): string => {
  const value = item[name]?.S
  if (value === undefined) throw new StoredItemError(name)
  return value
}

/** The text of an attribute, if it is one that a guard knows. */
export const readAs = <Known extends string>(item: Item, name: string, is: (text: unknown) => text is Known): Known => {
  const value = readText(item, name)
  if (!is(value)) throw new StoredItemError(name)
  return value
}

/** The whole number of an attribute; not negative. */
export const readNumber = (item: Item, name: string): number => {
  const value = Number(item[name]?.N)
  if (!(Number.isSafeInteger(value) && value >= 0)) throw new StoredItemError(name)
  return value
}

/** The truth of an attribute. */
export const readFlag = (item: Item, name: string): boolean => {
  const value = item[name]?.BOOL
  if (value === undefined) throw new StoredItemError(name)
  return value
}

/** The JSON object of an attribute. */
export const readJson = (item: Item, name: string): JsonObject => {
  const stored = readText(item, name)
  let value: unknown
  try {
    value = JSON.parse(stored)
  } catch {
    // Its message would quote the text.
    throw new StoredItemError(name)
  }
  if (!isObject(value)) throw new StoredItemError(name)
  return value
}
