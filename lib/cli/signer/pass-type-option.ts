/** `--pass-type ID` of commands for signers. */
import { isPassTypeIdentifier, type PassTypeIdentifier } from '../../core/format/identifiers.ts'
import { type Arguments, required } from '../command.ts'
import { UsageError } from '../errors.ts'

const passTypeIn = (given: string): PassTypeIdentifier => {
  if (isPassTypeIdentifier(given)) return given
  throw new UsageError('--pass-type must begin with pass. and name a domain')
}

/**
 * The pass type that was named; undefined if none was.
 *
 * @throws UsageError for what is none
 */
export const passTypeOption = (args: Arguments): PassTypeIdentifier | undefined => {
  const given = args.option('pass-type')
  return given === undefined ? undefined : passTypeIn(given)
}

/**
 * The pass type that has to be named.
 *
 * @throws UsageError
 */
export const requiredPassType = (args: Arguments): PassTypeIdentifier => passTypeIn(required(args, 'pass-type'))
