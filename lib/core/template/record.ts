/** The values of one record, checked and ready to fill a template. */
import { ValuesError } from '../errors.ts'
import { type Finding, summary } from '../finding.ts'
import { isSerialNumber, type SerialNumber } from '../format/identifiers.ts'
import { isObject, type JsonObject } from '../format/json.ts'
import { inexactNumberAt, jsonFault } from '../format/json-value.ts'
import { pointerTo } from '../format/pointer.ts'
import { isIdentifier, isReserved } from './expressions.ts'
import { type LanguageValues, splitByLanguage } from './per-language.ts'
import type { TemplateSettings } from './settings.ts'
import type { ValuesChecker } from './values.ts'

/** Checked values. `variants` is empty unless a value is given per language. */
export interface CheckedValues {
  readonly serialNumber: SerialNumber
  readonly values: JsonObject
  readonly variants: readonly LanguageValues[]
}

const fault = (code: string, path: string, message: string, fix: string): Finding => ({
  code,
  severity: 'error',
  path,
  message,
  fix,
  source: { kind: 'template' },
})

const serialFindings = (serialNumber: unknown): Finding[] => {
  if (isSerialNumber(serialNumber)) return []
  const wanted = 'give 1 to 64 of the characters A-Z a-z 0-9 _ ~ - with dots inside, as text'
  return serialNumber === undefined
    ? [fault('value-missing', '/serialNumber', '"serialNumber" is missing; every pass has one', wanted)]
    : [fault('serial-number-invalid', '/serialNumber', 'the serial number is not one that fits into a URL', wanted)]
}

const nameFindings = (values: JsonObject): Finding[] =>
  Object.keys(values)
    .filter((name) => !isIdentifier(name) || isReserved(name))
    .map((name) =>
      fault(
        'value-name-invalid',
        pointerTo('', name),
        isReserved(name) ? 'the name means something of its own in expressions' : 'this is no name of a value',
        'use letters, digits and _; do not begin with a digit',
      ),
    )

/** What no JSON text could hold; the first such place in each value. */
const jsonFindings = (values: JsonObject): Finding[] => {
  const findings: Finding[] = []
  for (const name of Object.keys(values)) {
    const found = jsonFault(name) ?? jsonFault(values[name])
    if (!found) continue
    const { code, pointer, reason } = found
    findings.push(fault(code, pointerTo('', name) + pointer, reason, 'give what JSON can hold, or leave the value out'))
  }
  return findings
}

/** Whole numbers that have lost their last digits; the first such place in each value. */
const numberFindings = (values: JsonObject): Finding[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const place = inexactNumberAt(value)
    if (place === undefined) return []
    const reason = 'is a whole number beyond 9007199254740991, which is not kept to the last digit'
    return [fault('value-number-inexact', pointerTo('', name) + place, reason, 'give it as text')]
  })

const inLanguage = (finding: Finding, language: string): Finding => ({
  ...finding,
  message: `${finding.message} (in ${language})`,
})

const variantFindings = (variants: readonly LanguageValues[], check: ValuesChecker['check']): Finding[] => {
  const [first, ...others] = variants
  const base = first ? [...check(first.values)] : []
  const places = new Set(base.map((finding) => finding.path))
  const more = others.flatMap(({ language, values }) =>
    check(values)
      .filter((finding) => !places.has(finding.path))
      .map((finding) => inLanguage(finding, language)),
  )
  return [...base, ...more]
}

/** Checks values against a template. */
export interface RecordChecker {
  /**
   * The values, checked.
   *
   * @throws ValuesError `values/invalid` with a finding for each fault
   */
  readonly check: (values: unknown) => CheckedValues
}

const notAnObject = fault('value-type', '', 'the values are not a JSON object', 'give {"serialNumber": "…", …}')

/** Makes the checker of one template. `languages` are those that the template has folders for. */
export const makeRecordChecker = (
  settings: TemplateSettings,
  checker: ValuesChecker,
  languages: readonly string[],
): RecordChecker => {
  const refuse = (faults: readonly Finding[]): never => {
    throw new ValuesError('values/invalid', `the values do not fit the template ${settings.name}: ${summary(faults)}`, {
      findings: faults,
    })
  }
  return {
    check: (given) => {
      if (!isObject(given)) return refuse([notAnObject])
      const strangers = jsonFindings(given)
      if (strangers.length > 0) refuse(strangers)
      const { serialNumber, ...rest } = given
      const values = { ...checker.defaults, ...(checker.knowsSerialNumber ? given : rest) }
      const { variants, findings } = splitByLanguage(values, settings.values, languages, settings.defaultLanguage)
      const schemaFaults = variants.length > 0 ? variantFindings(variants, checker.check) : checker.check(values)
      const ownFaults = [...serialFindings(serialNumber), ...nameFindings(rest), ...numberFindings(rest)]
      const faults = [...ownFaults, ...findings, ...schemaFaults]
      if (faults.length > 0 || !isSerialNumber(serialNumber)) return refuse(faults)
      return { serialNumber, values, variants }
    },
  }
}
