/** Runs `osls`, which turns serverless.yml into a CloudFormation template. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'

const program = createRequire(import.meta.url).resolve('osls/bin/serverless.js')

/** Where and how to run. */
export interface OslsOptions {
  /** The folder of serverless.yml. osls keeps a folder of its own in it, so no two runs may share one. */
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  /** Whether its output goes to the terminal. Default: it is gathered. */
  readonly show?: boolean
}

/** How a run ended, and what it wrote. */
export interface OslsOutcome {
  readonly code: number | null
  readonly output: string
}

/** Runs `osls`; it asks nothing, because its standard input is closed. */
export const osls = async (args: readonly string[], { folder, env, show }: OslsOptions): Promise<OslsOutcome> => {
  const stream = show ? 'inherit' : 'pipe'
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env, stdio: ['ignore', stream, stream] })
  const chunks: string[] = []
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  }
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  return { code, output: chunks.join('') }
}
