/** The command line of the benchmark. */
import { parseArgs } from 'node:util'

/** What the benchmark is asked to do. */
export interface Options {
  /** Few and short rounds, to see that everything works; the figures mean little. */
  readonly quick: boolean
  /** Whether other libraries take part. */
  readonly peers: boolean
  /** The major version of the Node to measure, or `host` for the one that runs this. */
  readonly node: number | 'host'
  /** Where the results go as JSON, besides `.local/bench.json`. */
  readonly json?: string
}

/** The text that `--help` prints. */
export const help = `npm run bench -- [--node MAJOR|host] [--no-peers] [--quick] [--json FILE]

Measures passes per second, and the first pass of a fresh process, beside bare RSA signing and other libraries; how long
the built command line takes to check a pass; requests and pushes per second; cold starts of the functions; and drawings of passes.

  --node MAJOR|host  the Node to measure: 20, 22, 24, or the one that runs this. Default: 24
  --no-peers         without other libraries
  --quick            few and short rounds: shows that it works, measures nothing; leaves .local/bench.json alone
  --json FILE        writes the results to FILE too, besides .local/bench.json
`

/** Reads the arguments; undefined if help is asked for. Throws on what it does not know. */
export const readOptions = (args: readonly string[]): Options | undefined => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      'no-peers': { type: 'boolean', default: false },
      node: { type: 'string', default: '24' },
      json: { type: 'string' },
    },
  })
  if (values.help) return undefined
  const node = values.node === 'host' ? 'host' : Number(values.node)
  if (Number.isNaN(node)) throw new Error(`--node ${values.node}: give a major version such as 24, or host`)
  return {
    quick: values.quick,
    peers: !values['no-peers'],
    node,
    ...(values.json === undefined ? {} : { json: values.json }),
  }
}
