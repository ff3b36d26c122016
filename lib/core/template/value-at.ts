/** Looks a value up that need not be there. */
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import type { ValuePath } from './expressions.ts'

/** The value at a path; null if there is none. */
export const valueAt = (values: JsonObject, path: ValuePath): Json => {
  let at: Json = values
  for (const name of path) at = isObject(at) && Object.hasOwn(at, name) ? (at[name] ?? null) : null
  return at
}
