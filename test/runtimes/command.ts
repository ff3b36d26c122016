/** Runs a program to its end. */
import { spawn } from 'node:child_process'
import { longestRunMs } from './runtime.ts'

/** The standard output of a program; throws with its last words when it fails or takes too long. */
export const outputOf = (program: string, args: readonly string[], folder: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: longestRunMs })
    let output = ''
    let complaints = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output)
      else reject(new Error(`ended with ${signal ?? `exit code ${code}`}: ${complaints.trim().slice(-2_000)}`))
    })
  })
