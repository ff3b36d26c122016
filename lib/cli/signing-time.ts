/** The `--signing-time` option. */
import { dateFault } from '../core/format/dates.ts'
import type { Arguments } from './command.ts'
import { UsageError } from './errors.ts'

/** The option as help shows it. */
export const signingTimeOption = {
  value: 'DATE',
  help: 'sign as of this time, such as 2027-01-31T12:00:00Z (default: now)',
}

/**
 * The time to sign as of.
 *
 * @throws UsageError if the option is no date with time and zone
 */
export const signingTime = (args: Arguments): Date => {
  const given = args.option('signing-time')
  if (given === undefined) return new Date()
  const fault = dateFault(given)
  if (fault) throw new UsageError(`--signing-time ${fault.reason}`)
  return new Date(given)
}
