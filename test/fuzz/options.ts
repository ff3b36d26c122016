/** The command line of the fuzzer. */
import { parseArgs } from 'node:util'

/** What the fuzzer is asked to do. */
export interface Options {
  /** The same seed makes the same mutations. */
  readonly seed: number
  /** The cases to run, by number: `from` is the first. */
  readonly from: number
  readonly count: number
}

/** The text that `--help` prints. */
export const help = `npm run fuzz -- [--count N] [--seed N] [--case N]

Makes archives that are wrong in one way or several (zip records, JSON, DER, strings files, pictures, manifests), and has
each of them inspected: the answer must be findings, or an error of ours, within two seconds. A case that fails is written to a
file, and can be run again alone.

  --count N  how many archives. Default: 20000
  --seed N   another seed makes other mutations. Default: 1
  --case N   only the case of this number
`

const numberOf = (option: string, text: string): number => {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${option} ${text}: give a whole number`)
  return number
}

/** Reads the arguments; undefined if help is asked for. Throws on what it does not know. */
export const readOptions = (args: readonly string[]): Options | undefined => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      count: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      case: { type: 'string' },
    },
  })
  if (values.help) return undefined
  const seed = numberOf('seed', values.seed)
  if (values.case !== undefined) return { seed, from: numberOf('case', values.case), count: 1 }
  return { seed, from: 0, count: numberOf('count', values.count) }
}
