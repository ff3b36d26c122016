/** The options of `npm start`. */
import { parseArgs } from 'node:util'
import { LocalError } from './errors.ts'

/** What `npm start` was asked for. */
export interface StartOptions {
  /** 0: any free one. */
  readonly port: number
  readonly fresh: boolean
  /** Whether to do without servers even where they could run. */
  readonly memory: boolean
  /** A signer of one's own, and where phones reach this machine. */
  readonly own?: { readonly signerFolder: string; readonly publicUrl: string }
  /** Where AWS calls are recorded. */
  readonly callsFile?: string
}

const defaultPort = 8080
const mostPort = 65_535

/** What `--help` prints. */
export const help = `Runs Passwright on this machine: real servers where there is Java 17 or later, else in memory.

usage: npm start -- [OPTIONS]

  --port N           the port of the gateway (default: ${defaultPort}; 0: any free one)
  --fresh            forget everything that earlier starts left in .local/data
  --memory           keep everything in memory, as where there is no Java
  --signer DIR       sign with a certificate of your own: certificate.pem, key.pem, intermediate.pem
                     (an encrypted key takes its passphrase from PASSWRIGHT_KEY_PASSPHRASE);
                     pushes then go to Apple, else to a stand-in and the simulated devices here
  --public-url URL   where phones reach this machine, such as the https address of a tunnel; goes with --signer
  --calls FILE       record every AWS call of the functions, one JSON object a line
  --help             print this (also -h)

Data, logs and the API key are in .local/. Ctrl-C stops everything.`

const readPort = (text: string | undefined): number => {
  if (text === undefined) return defaultPort
  const port = Number(text)
  if (text !== '' && Number.isInteger(port) && port >= 0 && port <= mostPort) return port
  throw new LocalError('local/usage', `--port takes a number from 0 to ${mostPort}, not "${text}"`)
}

const readPublicUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:') {
    throw new LocalError(
      'local/usage',
      `--public-url takes an https address, since phones use no other; "${text}" is none`,
    )
  }
  if (url.href !== `${url.origin}/`) {
    const message = `--public-url takes a host and nothing behind it, since the service answers at its root: ${url.origin}`
    throw new LocalError('local/usage', message)
  }
  return url.origin
}

const readOwn = (signer: string | undefined, publicUrl: string | undefined): StartOptions['own'] => {
  if (signer === undefined && publicUrl === undefined) return undefined
  if (signer === undefined || signer === '') {
    throw new LocalError('local/usage', '--public-url goes with --signer DIR: phones accept no throwaway signature')
  }
  if (publicUrl === undefined) {
    throw new LocalError('local/usage', '--signer goes with --public-url URL, which is written into every pass')
  }
  return { signerFolder: signer, publicUrl: readPublicUrl(publicUrl) }
}

const parse = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        fresh: { type: 'boolean' },
        memory: { type: 'boolean' },
        signer: { type: 'string' },
        'public-url': { type: 'string' },
        calls: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable options'
    throw new LocalError('local/usage', `${reason}; npm start -- --help lists the options`, { cause })
  }
}

/**
 * Reads the options.
 *
 * @returns `help` if that is what was asked for
 * @throws LocalError `local/usage`
 */
export const readOptions = (words: readonly string[]): StartOptions | 'help' => {
  const values = parse(words)
  if (values.help) return 'help'
  const own = readOwn(values.signer, values['public-url'])
  if (values.calls === '') throw new LocalError('local/usage', '--calls takes the name of a file')
  return {
    port: readPort(values.port),
    fresh: values.fresh === true,
    memory: values.memory === true,
    ...(own ? { own } : {}),
    ...(values.calls === undefined ? {} : { callsFile: values.calls }),
  }
}
