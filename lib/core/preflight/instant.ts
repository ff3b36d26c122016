/** Dates of a pass as instants, for rules that compare them. */
import { dateFault } from '../format/dates.ts'
import type { Json } from '../format/json.ts'

/** Milliseconds since 1970 of a date as Wallet reads it; undefined for anything else. */
export const instantOf = (value: Json | undefined): number | undefined =>
  typeof value === 'string' && !dateFault(value) ? Date.parse(value) : undefined
