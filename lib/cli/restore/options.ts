/** Options that the commands of a restore share. */
import type { Arguments, Option } from '../command.ts'
import { UsageError } from '../errors.ts'

/** They. @param usual the usual pace */
export const restoreOptions = (usual: number): Readonly<Record<string, Option>> => ({
  'dry-run': { help: 'write nothing; only say what would be done' },
  'per-second': { value: 'NUMBER', help: `how many at most in a second (default: ${usual})` },
})

const numeral = /^[1-9]\d{0,4}$/

/** The pace that was asked for. @throws UsageError */
export const paceOf = (args: Arguments, usual: number): number => {
  const text = args.option('per-second') ?? String(usual)
  if (numeral.test(text)) return Number(text)
  throw new UsageError('--per-second is no whole number from 1 to 99999')
}
