/** Checks all records of a build before the first pass is written, so that a bad one leaves nothing behind. */
import { identityOf } from '../core/build.ts'
import { PasswrightError } from '../core/errors.ts'
import { inferred } from '../core/finding.ts'
import type { FilledPass, Finding } from '../core/index.ts'
import { assertInstallable } from '../core/preflight/preflight.ts'
import { InputError } from './errors.ts'
import type { PlacedRecord } from './records.ts'

/** More faults than this say nothing new. */
const maxFaults = 20

/** What the records of a build come to. */
export interface CheckedRecords {
  readonly count: number
  /** The pass that asks most of a signer: the first that needs a certificate with NFC, or else the first. */
  readonly exemplar: FilledPass
  /** What preflight warns of, each warning once, in the first pass that has it. */
  readonly warnings: readonly Finding[]
}

/** The serial number of a filled pass. */
export const serialOf = (filled: FilledPass): string => String(filled.pass.serialNumber)

const inPlace = (finding: Finding, place: string): Finding => ({
  ...finding,
  path: finding.path === '' ? place : `${place}: ${finding.path}`,
})

/** The faults behind an error; one that stands alone is a fault of the whole record. */
const faultsOf = (cause: unknown, place: string): Finding[] => {
  if (!(cause instanceof PasswrightError)) throw cause
  const { code, message } = cause
  const faults = cause.findings.filter(({ severity }) => severity === 'error')
  if (faults.length > 0) return faults.map((finding) => inPlace(finding, place))
  const whole: Finding = { code, severity: 'error', path: '', message, fix: 'mend the record', source: inferred }
  return [inPlace(whole, place)]
}

const duplicate = (place: string, serial: string, first: string): Finding => ({
  code: 'serial-number-duplicate',
  severity: 'error',
  path: `${place}: /serialNumber`,
  message: `the serial number ${serial} is already used in ${first}`,
  fix: 'give each record a serial number of its own (upper and lower case alike, as file names have it)',
  source: { kind: 'template' },
})

/** Makes the pass of a record. */
type Fill = (values: unknown) => FilledPass

class RecordCheck {
  exemplar: FilledPass | undefined
  readonly #warnings = new Map<string, Finding>()
  count = 0
  readonly faults: Finding[] = []
  readonly #places = new Map<string, string>()
  #cause: unknown

  take(fill: Fill, { place, values }: PlacedRecord): void {
    this.count++
    try {
      const filled = fill(values)
      const warnings = assertInstallable(filled)
      this.#takeSerial(serialOf(filled), place)
      for (const warning of warnings) this.#takeWarning(warning, place)
      if (!this.exemplar || (identityOf(filled).nfc && !identityOf(this.exemplar).nfc)) this.exemplar = filled
    } catch (cause) {
      this.#cause ??= cause
      this.faults.push(...faultsOf(cause, place))
    }
  }

  get warnings(): readonly Finding[] {
    return [...this.#warnings.values()]
  }

  #takeWarning(warning: Finding, place: string): void {
    const key = `${warning.code} ${warning.path}`
    if (!this.#warnings.has(key)) this.#warnings.set(key, inPlace(warning, place))
  }

  #takeSerial(serial: string, place: string): void {
    const known = this.#places.get(serial.toLowerCase())
    if (known === undefined) this.#places.set(serial.toLowerCase(), place)
    else this.faults.push(duplicate(place, serial, known))
  }

  /** What is wrong: the fault of a single record as it is, or all faults of many. */
  error(): unknown {
    if (this.count === 1) return this.#cause
    const many = this.faults.length >= maxFaults ? `${maxFaults} faults or more` : `${this.faults.length} faults`
    return new InputError('input/records-invalid', `nothing was built: ${many} in the records`, {
      findings: this.faults,
    })
  }
}

/**
 * Fills and checks every record.
 *
 * @throws PasswrightError what is wrong with a single record
 * @throws InputError `input/records-invalid` with the faults of many, `input/no-records`
 */
export const checkRecords = async (fill: Fill, records: AsyncIterable<PlacedRecord>): Promise<CheckedRecords> => {
  const check = new RecordCheck()
  for await (const record of records) {
    check.take(fill, record)
    if (check.faults.length >= maxFaults) break
  }
  if (check.faults.length > 0) throw check.error()
  const { count, exemplar, warnings } = check
  if (!exemplar) throw new InputError('input/no-records', 'there are no records; give at least one')
  return { count, exemplar, warnings }
}
