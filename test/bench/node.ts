/** Which Node is measured, and what has to be installed for it. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Contender } from './contenders/contenders.ts'

/** The root of the repository. */
export const root = join(import.meta.dirname, '..', '..')
const runtimes = join(root, 'test', 'runtimes', 'packages')

/** Installs the npm dependencies of a folder, unless they are there. */
export const install = (folder: string): void => {
  const installer = join(root, 'infra', 'local', 'ensure-installed.mjs')
  const { status } = spawnSync(process.execPath, [installer, folder], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`The npm dependencies of ${folder} could not be installed; see above.`)
}

/** A Node and its version, `24.21.0`. */
export interface MeasuredNode {
  readonly path: string
  readonly version: string
}

const hostNode: MeasuredNode = { path: process.execPath, version: process.versions.node }

const majorOf = (version: string): number => Number(version.split('.')[0])

/** The Node of this major version: the host's, or the one among the runtimes of the tests; the host's where neither is. */
export const findNode = (major: number | 'host'): MeasuredNode => {
  if (major === 'host' || majorOf(hostNode.version) === major) return hostNode
  install(runtimes)
  const path = join(runtimes, 'node_modules', `node${major}`, 'bin', 'node')
  if (!existsSync(path)) return hostNode
  const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1)
  return { path, version }
}

/** Why a contender cannot run on this Node; undefined if it can. */
export const reasonToLeaveOut = ({ needsNode }: Contender, { version }: MeasuredNode): string | undefined => {
  if (!needsNode) return undefined
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = needsNode
  const runs = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
  return runs ? undefined : `needs Node ${needsNode.join('.')} or later`
}
