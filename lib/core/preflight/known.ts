/** What of a pass is the very same in its template's sample, and therefore checked already. */
import { isObject, type Json, type JsonObject } from '../format/json.ts'

/** Whether a value is the very one that is known. Only what is frozen cannot have changed since. */
export const isKnown = (value: Json | undefined, like: Json | undefined): boolean =>
  value === like && (typeof value !== 'object' || Object.isFrozen(value))

/** The member of a value that may be no object. */
export const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) ? value[name] : undefined

/** Whether a pass has all these keys of `pass.json` in common with the sample of its template. */
export const sharesKeys = (pass: JsonObject, sample: JsonObject, keys: Iterable<string>): boolean => {
  for (const key of keys) if (!isKnown(pass[key], sample[key])) return false
  return true
}
