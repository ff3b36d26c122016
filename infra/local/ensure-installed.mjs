/**
 * Installs a folder's npm dependencies when they are missing or out of date, so that every script works in a fresh clone:
 * `node infra/local/ensure-installed.mjs [FOLDER]`. Plain JavaScript, because it must run before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

const modifiedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs

/** npm writes `node_modules/.package-lock.json` last: it is younger than the lock file when everything is in place. */
const isInstalled = (folder) => {
  const installed = modifiedAt(join(folder, 'node_modules', '.package-lock.json'))
  const wanted = modifiedAt(join(folder, 'package-lock.json'))
  return installed !== undefined && wanted !== undefined && installed >= wanted
}

const numbers = (version) => version.split('.').map(Number)

const requireNode = () => {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const oldest = engines.node.replace('>=', '')
  const [major, minor] = numbers(process.versions.node)
  const [oldestMajor, oldestMinor] = numbers(oldest)
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new Error(`Node ${process.versions.node} is too old: install Node ${oldest} or later`)
}

// Not `npm ci`: it refuses a lock file that lacks another platform's optional packages, as one made with a partial mirror
// does. With --no-save, `npm install` too takes versions and checksums from the lock file and leaves that file alone.
// Install scripts are not run: nothing here needs one.
const install = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']

/**
 * Installs a folder's npm dependencies unless `node_modules` is as the lock file wants it; costs two `stat` calls when
 * it is. npm's output goes to stderr, so that a command's own output stays clean.
 *
 * @param {string} folder the folder of the `package.json`
 * @throws {Error} when Node is too old for the project, or npm fails
 */
export const ensureInstalled = (folder) => {
  requireNode()
  if (isInstalled(folder)) return
  process.stderr.write(`Installing the npm dependencies of ${resolve(folder)} ...\n`)
  const npm = spawnSync('npm', install, { cwd: folder, stdio: ['ignore', 2, 2] })
  if (npm.error) throw new Error(`npm could not be started: ${npm.error.message}`)
  if (npm.status !== 0) throw new Error(`npm failed in ${resolve(folder)}: its message stands above`)
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    ensureInstalled(process.argv[2] ?? root)
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
