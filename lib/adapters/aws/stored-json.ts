/** Reading JSON that was stored, member by member, without trust. */
import { isObject, type Json, type JsonObject } from '../../core/format/json.ts'
import { StoredItemError } from './item.ts'

/** Ends the reading. @throws StoredItemError that names the member */
export const invalid = (name: string): never => {
  throw new StoredItemError(name)
}

/** The whole number of a member; not negative. @throws StoredItemError */
export const numberAt = (stored: JsonObject, name: string): number => {
  const value = stored[name]
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : invalid(name)
}

/** The text of a member. @throws StoredItemError */
export const textAt = (stored: JsonObject, name: string): string => {
  const value = stored[name]
  return typeof value === 'string' ? value : invalid(name)
}

/** The object of a member. @throws StoredItemError */
export const objectAt = (stored: JsonObject, name: string): JsonObject => {
  const value = stored[name]
  return isObject(value) ? value : invalid(name)
}

/** The list of a member, of which each entry is read. @throws StoredItemError */
export const listAt = <Entry>(stored: JsonObject, name: string, entryOf: (value: Json) => Entry): readonly Entry[] => {
  const value = stored[name]
  return Array.isArray(value) ? value.map(entryOf) : invalid(name)
}
