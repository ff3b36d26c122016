/** Starts the processes that are measured, each on the cores that it may use. */
import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

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

/** `last`: one core, the one that those on the first leave alone, if there are two. */
const coreLists: Readonly<Record<Cores | 'last', string>> = {
  1: '0',
  2: '0,1',
  last: String(Math.min(1, availableParallelism() - 1)),
}

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]]

const launchCommand = (
  { canPin, env }: Machine,
  cores: keyof typeof coreLists,
  [program, ...args]: Command,
  stdio: StdioOptions,
): ChildProcess => {
  const options = { stdio, env: { ...process.env, ...env } }
  return canPin ? spawn('taskset', ['-c', coreLists[cores], program, ...args], options) : spawn(program, args, options)
}

/** Starts Node with the given arguments. */
export const launch = (
  machine: Machine,
  cores: keyof typeof coreLists,
  args: readonly string[],
  stdio: StdioOptions,
): ChildProcess => launchCommand(machine, cores, [machine.node, ...args], stdio)

/** Runs a command, and gives the milliseconds from its start to its end. Throws if it fails. */
export const timed = (machine: Machine, cores: Cores, command: Command): Promise<number> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const child = launchCommand(machine, cores, command, ['ignore', 'ignore', 'ignore'])
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve(performance.now() - started)
      else reject(new Error(`${command.join(' ')}: ended with exit code ${code}`))
    })
  })

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
      else reject(new Error(`${args.join(' ')}: ended with exit code ${code}\n${output}`))
    })
  })
