/** Starts the processes that are measured, each on the cores that it may use. */
import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process'

/** Where and how processes run. */
export interface Machine {
  /** The Node to measure. */
  readonly node: string
  /** Whether processes can be kept to some cores. Without, "one core" is as many as the system gives. */
  readonly canPin: boolean
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>
}

/** Whether this system has Linux's tool for keeping processes to some cores. */
export const hasTaskset = (): boolean => spawnSync('taskset', ['-c', '0', 'true']).status === 0

/** How many cores a process may use: the first, or the first two. */
export type Cores = 1 | 2

const coreLists: Readonly<Record<Cores, string>> = { 1: '0', 2: '0,1' }

/** Starts Node with the given arguments. */
export const launch = (
  { node, canPin, env }: Machine,
  cores: Cores,
  args: readonly string[],
  stdio: StdioOptions,
): ChildProcess => {
  const options = { stdio, env: { ...process.env, ...env } }
  return canPin ? spawn('taskset', ['-c', coreLists[cores], node, ...args], options) : spawn(node, args, options)
}

/** Starts Node, waits for its end, and gives what it printed. */
export const printed = (machine: Machine, cores: Cores, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = launch(machine, cores, args, ['ignore', 'pipe', 'inherit'])
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${args.join(' ')}: ended with exit code ${code}`))
    })
  })
