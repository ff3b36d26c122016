/** Runs a command of the infrastructure: its errors become a clear line and exit code 1. */
import { PasswrightError } from '../../lib/core/errors.ts'

const isUsageError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

/** Runs a command; what it throws on purpose is told without a stack. */
export const runProgram = async (name: string, run: () => Promise<void>): Promise<void> => {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof PasswrightError || isUsageError(error))) throw error
    process.stderr.write(`${name}: ${error.message}\n`)
    process.exitCode = 1
  }
}
