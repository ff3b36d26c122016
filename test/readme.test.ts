/** The README: its commands print what it says they print, and its examples run. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { needs } from './setup/programs.ts'

const readme = await readFile('README.md', 'utf8')

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, body]) => body ?? '')

/** What differs from run to run: times, and the sizes of certificates with them. */
const steady = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME')
    .replace(/\d+ bytes/g, 'SIZE')
    .trim()

/** A folder that looks like a fresh clone, so that nothing is written into this one. */
let clone: string
beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'passwright-readme-'))
  for (const name of await readdir('.')) {
    if (!['.local', 'out', 'dist', '.git'].includes(name)) await symlink(resolve(name), join(clone, name))
  }
})

const run = (command: string): string => {
  const env = { ...process.env, npm_config_loglevel: 'silent' }
  const { stdout, stderr } = spawnSync('sh', ['-c', `exec 2>&1\n${command}`], { cwd: clone, encoding: 'utf8', env })
  return stdout + stderr
}

describe('README', () => {
  it('shows what its commands really print', { ...needs('openssl', 'unzip'), timeout: 120_000 }, () => {
    const steps = blocks('console').flatMap((block) => block.split(/^\$ /m).slice(1))
    expect(steps.length).toBeGreaterThan(5)
    for (const step of steps) {
      const [command = '', ...printed] = step.split('\n')
      expect(steady(run(command)), command).toBe(steady(printed.join('\n')))
    }
  })

  const outputs = [
    'OF-7\n',
    'pass.com.example.passwright.store ABCDE12345\n',
    "true [ 'icon-scale-missing', 'icon-scale-missing' ]\npass/refused [ 'date-time-missing /expirationDate', 'icon-missing icon.png' ]\n",
  ]

  it.each(outputs.map((output, index) => [index + 1, output] as const))(
    'has an example %i that runs',
    async (number, output) => {
      const script = join(clone, `example-${number}.mts`)
      const code = blocks('ts')[number - 1] ?? ''
      await writeFile(script, code.replace("'passwright'", `'${resolve('lib/core/index.ts')}'`))
      expect(execFileSync('node_modules/.bin/tsx', [script], { cwd: clone, encoding: 'utf8' })).toBe(output)
    },
  )

  it('has no example that is not run', () => {
    expect(blocks('ts')).toHaveLength(outputs.length)
  })
})
