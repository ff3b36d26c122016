/** The `--signing-time` option, and others that take a moment. */
import { dateFault } from '../core/format/dates.ts'
import type { Arguments } from './command.ts'
import { UsageError } from './errors.ts'

/** The option as help shows it. */
export const signingTimeOption = {
  value: 'DATE',
  help: 'sign as of this time, such as 2027-01-31T12:00:00Z (default: now)',
}

/**
 * The moment that an option names, if it is given.
 *
 * @throws UsageError if it is no date with time and zone
 */
export const momentOption = (args: Arguments, name: string): Date | undefined => {
  const given = args.option(name)
  if (given === undefined) return undefined
  const fault = dateFault(given)
  if (fault) throw new UsageError(`--${name} ${fault.reason}`)
  return new Date(given)
}

/**
 * The time to sign as of.
 *
 * @throws UsageError if the option is no date with time and zone
 */
export const signingTime = (args: Arguments): Date => momentOption(args, 'signing-time') ?? new Date()
