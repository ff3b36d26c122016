/** What of a pass is the very same in its template's sample, and therefore checked already. */
import { isObject, type Json } from '../format/json.ts'

/** Whether a value is the very one that is known. Only what is frozen cannot have changed since. */
export const isKnown = (value: Json | undefined, like: Json | undefined): boolean =>
  value === like && (typeof value !== 'object' || Object.isFrozen(value))

/** The member of a value that may be no object. */
export const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) ? value[name] : undefined
