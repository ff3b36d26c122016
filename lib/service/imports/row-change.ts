/** What a row asks for. */

import { summary } from '../../core/finding.ts'
import {
  isPassTypeIdentifier,
  isSerialNumber,
  type PassTypeIdentifier,
  type SerialNumber,
} from '../../core/format/identifiers.ts'
import type { Json, JsonObject } from '../../core/format/json.ts'
import { ServiceError } from '../errors.ts'
import { recordChangedSchema } from '../ingest/record-changed-schema.ts'
import type { PassChange } from '../passes/change.ts'
import { makeChecker } from '../schema-checker.ts'

/** A change of a pass, or a pass that is to be issued. */
export interface RowChange {
  /** Default: that of the template. */
  readonly passTypeIdentifier?: PassTypeIdentifier
  /** Default: a pass is issued under one that is made here. */
  readonly serialNumber?: SerialNumber
  readonly change: PassChange
}

const { passTypeIdentifier, serialNumber, template, values, patch, voided } = recordChangedSchema.properties

/** A row says what an event says, but for what tells events apart. */
const rowSchema = {
  type: 'object',
  description: 'a pass, and what is to become of it',
  additionalProperties: false,
  anyOf: recordChangedSchema.anyOf,
  dependentSchemas: recordChangedSchema.dependentSchemas,
  properties: { passTypeIdentifier, serialNumber, template, values, patch, voided },
} as const

const checker = makeChecker(rowSchema)

const noSerialNumber = (): ServiceError =>
  new ServiceError(
    'import/row-invalid',
    'the row names no pass: give a serial number, or all values and a template, by which a new pass is issued',
  )

const invalid = (row: Json): ServiceError => {
  const findings = checker.faults(row)
  return new ServiceError('import/row-invalid', `the row does not fit: ${summary(findings)}`, { findings })
}

/** The change that a row of JSON asks for. @throws ServiceError `import/row-invalid` */
export const changeOfRow = (row: JsonObject): RowChange => {
  if (!checker.fits(row)) throw invalid(row)
  const { passTypeIdentifier: type, serialNumber: serial, ...change } = row
  if (serial === undefined && (change.values === undefined || change.template === undefined)) throw noSerialNumber()
  return {
    change,
    ...(isPassTypeIdentifier(type) ? { passTypeIdentifier: type } : {}),
    ...(isSerialNumber(serial) ? { serialNumber: serial } : {}),
  }
}
