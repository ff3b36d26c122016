/** Runs the `passwright` command as its users do: a process of its own, with its own working folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

let bundle: Promise<string> | undefined

const makeBundle = async (): Promise<string> => {
  const outfile = join(await mkdtemp(join(tmpdir(), 'passwright-cli-')), 'passwright.mjs')
  await build({
    entryPoints: ['lib/cli/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);" },
  })
  return outfile
}

/** The command as one file, for Node. */
export const programFile = (): Promise<string> => {
  bundle ??= makeBundle()
  return bundle
}

/** A new empty folder. */
export const aFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'passwright-test-'))

/** All files below a folder, relative to it, sorted; none if there is no such folder. */
export const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

/** How a run ended, and what it wrote. */
export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command in a folder. `meddle` may interfere with the process once it has started. */
export const passwright = async (
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  meddle: (child: ChildProcess) => void = () => undefined,
): Promise<Outcome> => {
  const child = spawn(process.execPath, [await programFile(), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  meddle(child)
  const written = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    written.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    written.stderr += chunk
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, ...written }
}
