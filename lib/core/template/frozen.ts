/** Freezes what passes share. */
import type { Json } from '../format/json.ts'

/** The same value, frozen with everything in it: preflight takes what is frozen for unchanged. */
export const frozen = <Value extends Json>(value: Value): Value => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const inner of Object.values<Json>(value)) frozen(inner)
  return Object.freeze(value)
}
