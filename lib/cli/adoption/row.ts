/** A row of a file of passes that are to be adopted: what has to stand in it. */
import type { Finding } from '../../core/finding.ts'
import { readHttpDate } from '../../core/format/http-date.ts'
import { passTypePattern, serialNumberPattern } from '../../core/format/identifiers.ts'
import { isObject, type Json, type JsonObject } from '../../core/format/json.ts'
import { adoptionRequestSchema } from '../../http/api/schemas/adoption.ts'
import { adoptionFaults } from '../../service/passes/adoption-faults.ts'
import { makeChecker, type Valid } from '../../service/schema-checker.ts'

const rowSchema = {
  ...adoptionRequestSchema,
  required: ['passTypeIdentifier', 'serialNumber', ...adoptionRequestSchema.required],
  properties: {
    passTypeIdentifier: { type: 'string', pattern: passTypePattern.source, description: 'the pass type identifier' },
    serialNumber: {
      type: 'string',
      pattern: serialNumberPattern.source,
      description: 'the serial number: 1 to 64 letters, digits, hyphens, underscores and tildes, with dots only inside',
    },
    ...adoptionRequestSchema.properties,
    lastModified: {
      ...adoptionRequestSchema.properties.lastModified,
      description:
        'the Last-Modified that devices were given: an HTTP date, seconds since 1970, or 2027-03-01T09:30:00Z',
    },
  },
} as const

/** A row that has all that is wanted; times as the API takes them. */
export type AdoptionRow = Valid<typeof rowSchema>

const checker = makeChecker(rowSchema)

const momentOf = (seconds: number): string | undefined => {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** Files of other systems have times in all kinds. What is none of them stays, for the check to find. */
const timeOf = (given: Json | undefined): Json | undefined => {
  const seconds = typeof given === 'string' ? readHttpDate(given) : given
  return (typeof seconds === 'number' ? momentOf(seconds) : undefined) ?? given
}

const withTime = (row: JsonObject): JsonObject => {
  const lastModified = timeOf(row.lastModified)
  return { registrations: [], ...row, ...(lastModified === undefined ? {} : { lastModified }) }
}

/** More registrations than are taken at once are no fault of a row: they are sent one lot after the other. */
const isOfRow = ({ code }: Finding): boolean => code !== 'adopted-registrations-many'

/** Whether a row can be sent: the row, or what is wrong with it. Nothing is asked of anybody. */
export const checkRow = (
  values: Json,
  now: number,
): { readonly row: AdoptionRow } | { readonly faults: readonly Finding[] } => {
  const given = isObject(values) ? withTime(values) : values
  if (!checker.fits(given)) return { faults: checker.faults(given) }
  const row: AdoptionRow = given
  const lastModified = Date.parse(row.lastModified) / 1000
  const faults = adoptionFaults({ ...row, lastModified }, now).filter(isOfRow)
  return faults.length > 0 ? { faults } : { row }
}
