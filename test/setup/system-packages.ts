/** Installs the programs that tests call where we may, and says elsewhere what is missing. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { missingPrograms, programs } from './programs.ts'
import { nothing, type Step } from './step.ts'

const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version')

const aptGet = (...args: readonly string[]): boolean =>
  spawnSync('apt-get', ['-qq', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

const installed = (...packages: readonly string[]): boolean =>
  aptGet('install', '-y', '--no-install-recommends', ...packages)

/** All at once, and if that fails one by one: a package that this release lacks must not keep the others away. */
const install = (packages: readonly string[]): void => {
  if (!aptGet('update')) aptGet('update')
  if (!installed(...packages)) for (const name of packages) installed(name)
}

const report = (line: string): boolean => process.stdout.write(`${line}\n`)

/** Makes sure that the programs of the system are there; a suite whose program is missing is left out later. */
export const systemPackages: Step = {
  name: 'system packages',
  run: () => {
    const missing = missingPrograms()
    if (missing.length === 0) return nothing
    const packages = missing.flatMap((name) => programs[name].packages)
    for (const name of missing) report(`${name} is missing, needed for: ${programs[name].suites}`)
    if (!mayInstall()) {
      report(`These suites are left out. On Debian: apt-get install --no-install-recommends ${packages.join(' ')}`)
      return nothing
    }
    report(`Installing ${packages.join(' ')} ...`)
    install(packages)
    return { ...nothing, failures: missingPrograms().map((name) => `${name} could not be installed`) }
  },
}
