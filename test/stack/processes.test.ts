import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findCanaries, makeCanaries } from './canaries.ts'
import { argumentsAsPlace, processEnvironments } from './processes.ts'

/** A process that waits, and has said so. */
const aProcess = async (folder: string, argument: string, variable: string): Promise<void> => {
  const child = spawn(process.execPath, ['-e', 'console.log("here"); setTimeout(() => {}, 60_000)', argument], {
    cwd: folder,
    env: { SOME_VARIABLE: variable },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => {
    child.kill()
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
}

describe.runIf(existsSync('/proc/self/environ'))('a canary', () => {
  it('is found in the arguments of a process, and in the environment of one that runs in the folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'processes-'))
    const canaries = makeCanaries()
    await aProcess(folder, canaries.plant('an argument'), canaries.plant('a variable'))
    const environments = processEnvironments(folder).map((place) => ({ ...place, name: 'a process' }))
    expect(findCanaries(canaries.all(), [argumentsAsPlace(), ...environments])).toEqual([
      'the arguments of processes: an argument',
      'a process: a variable',
    ])
  })

  it('is not looked for in the environment of processes elsewhere', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'processes-'))
    await aProcess(folder, 'x', 'y')
    expect(processEnvironments(mkdtempSync(join(tmpdir(), 'processes-')))).toEqual([])
  })
})
