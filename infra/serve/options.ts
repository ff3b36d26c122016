/** The options of `npm run serve`. */
import { parseArgs } from 'node:util'
import { type Part, variableLines } from './environment.ts'
import { ServeError } from './serve-error.ts'

/** What `npm run serve` was asked for. */
export interface ServeOptions {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  readonly parts: readonly Part[]
  /** How long what is under way may take when it is stopped, in seconds. */
  readonly grace: number
  /** PEM files with which the server speaks TLS itself. */
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string }
}

const defaults = { host: '127.0.0.1', port: 8080, grace: 25 }
const mostPort = 65_535
const mostGrace = 3600

/** What `--help` prints. */
export const help = `Runs Passwright as a server: the same answers and the same work as its functions, on the same tables, buckets,
queues and secrets. As many instances as you like may run side by side.

usage: npm run serve -- [OPTIONS]

  --port N             the port (default: ${defaults.port}; 0: any free one)
  --host ADDRESS       the address to listen on (default: ${defaults.host}; 0.0.0.0: all of this machine)
  --only http|work     only answer requests, or only do the work of queues, stream and schedule (default: both)
  --certificate FILE   speak TLS with this certificate and its chain (PEM); without it plain HTTP, for a proxy in front
  --key FILE           its private key (PEM)
  --grace SECONDS      how long what is under way may take at the end (default: ${defaults.grace})
  --help               print this (also -h)

The environment says where everything is, as it does for the functions:

${variableLines.join('\n')}

Region, credentials and endpoints of AWS are found as the AWS SDK finds them: AWS_REGION, AWS_ACCESS_KEY_ID …, files,
or the machine's role. SIGTERM and Ctrl-C stop it: no new request or message is taken, those under way are finished.`

const numberOf = (option: string, text: string | undefined, usual: number, most: number): number => {
  if (text === undefined) return usual
  const value = Number(text)
  if (text !== '' && Number.isInteger(value) && value >= 0 && value <= most) return value
  throw new ServeError('serve/usage', `--${option} takes a number from 0 to ${most}, not "${text}"`)
}

const partsOf = (text: string | undefined): readonly Part[] => {
  if (text === undefined) return ['http', 'work']
  if (text === 'http' || text === 'work') return [text]
  throw new ServeError('serve/usage', `--only takes http or work, not "${text}"`)
}

const tlsOf = (certificateFile: string | undefined, keyFile: string | undefined): Pick<ServeOptions, 'tls'> => {
  if (certificateFile && keyFile) return { tls: { certificateFile, keyFile } }
  if (certificateFile === undefined && keyFile === undefined) return {}
  throw new ServeError('serve/usage', '--certificate FILE and --key FILE go together')
}

const parse = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        only: { type: 'string' },
        certificate: { type: 'string' },
        key: { type: 'string' },
        grace: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable options'
    throw new ServeError('serve/usage', `${reason}; npm run serve -- --help lists the options`, { cause })
  }
}

/**
 * Reads the options.
 *
 * @returns `help` if that is what was asked for
 * @throws ServeError `serve/usage`
 */
export const readOptions = (words: readonly string[]): ServeOptions | 'help' => {
  const values = parse(words)
  if (values.help) return 'help'
  return {
    host: values.host ?? defaults.host,
    port: numberOf('port', values.port, defaults.port, mostPort),
    parts: partsOf(values.only),
    grace: numberOf('grace', values.grace, defaults.grace, mostGrace),
    ...tlsOf(values.certificate, values.key),
  }
}
