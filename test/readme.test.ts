/** The README: its commands print what it says they print, and its examples run. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { aLocalStackForThisTest } from './builders/local-stack.ts'
import { needs } from './setup/programs.ts'

const readme = await readFile('README.md', 'utf8')

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, body]) => body ?? '')

interface Step {
  readonly command: string
  readonly printed: string
}

const steps = (language: string): Step[] =>
  blocks(language)
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((text) => {
      const [command = '', ...printed] = text.split('\n')
      return { command, printed: printed.join('\n') }
    })

/** What differs from run to run: times, links, the names of requests and devices, and the sizes of certificates. */
const steady = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, 'TIME')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, 'TIME')
    .replace(/\d+ bytes/g, 'SIZE')
    .replace(/\/p\/[\w-]{46}\./g, '/p/LINK.')
    .replace(/urn:passwright:request:[\w-]+/g, 'REQUEST')
    .replace(/\/devices\/[0-9a-f]{32}\//g, '/devices/DEVICE/')
    .replace(/\b\d+ ms/g, 'TIME')
    .trim()

/** A folder that looks like a fresh clone, so that nothing is written into this one. */
let clone: string
beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'passwright-readme-'))
  for (const name of await readdir('.')) {
    if (!['.local', '.build', 'out', 'dist', '.git'].includes(name)) await symlink(resolve(name), join(clone, name))
  }
})

const env = { ...process.env, npm_config_loglevel: 'silent' }

const run = (script: string): string => {
  const { stdout, stderr } = spawnSync('sh', ['-c', `exec 2>&1\n${script}`], { cwd: clone, encoding: 'utf8', env })
  return stdout + stderr
}

describe('README', () => {
  it('shows what its commands really print', { ...needs('openssl', 'unzip'), timeout: 120_000 }, () => {
    const all = steps('console')
    expect(all.length).toBeGreaterThan(5)
    for (const { command, printed } of all) expect(steady(run(command)), command).toBe(steady(printed))
  })

  const outputs = [
    'OF-7\n',
    'pass.com.example.passwright.store ABCDE12345\n',
    "true [ 'icon-scale-missing', 'icon-scale-missing' ]\npass/refused [ 'date-time-missing /expirationDate', 'icon-missing icon.png' ]\n",
    `error key-missing /passTypeIdentifier
error key-missing /teamIdentifier
error key-missing /organizationName
error key-missing /description
error type-wrong /serialNumber
error date-zone-missing /expirationDate
error icon-missing icon.png
Devices log "Unable to parse" and refuse the pass: without a zone the moment is not known.
`,
    '401 request/key-missing\n',
    'true\n',
  ]

  it.each(outputs.map((output, index) => [index + 1, output] as const))(
    'has an example %i that runs',
    async (number, output) => {
      const script = join(clone, `example-${number}.mts`)
      const code = blocks('ts')[number - 1] ?? ''
      const local = code
        .replace("'passwright'", `'${resolve('lib/core/index.ts')}'`)
        .replace("'passwright/server'", `'${resolve('lib/server.ts')}'`)
        .replace("'passwright/drawing'", `'${resolve('lib/drawing.ts')}'`)
      await writeFile(script, local)
      expect(execFileSync('node_modules/.bin/tsx', [script], { cwd: clone, encoding: 'utf8' })).toBe(output)
    },
  )

  it('has no example that is not run', () => {
    expect(blocks('ts')).toHaveLength(outputs.length)
  })
})

describe('the service of the README', needs('curl'), () => {
  it('answers as the README shows', { timeout: 120_000 }, async () => {
    const stack = aLocalStackForThisTest(clone, '--memory', '--port', '0')
    const [, address = ''] = await stack.wrote(/^Passwright is ready: (\S+)$/m)
    const shown = 'http://127.0.0.1:8080'
    const all = steps('console service')
    // One shell for all, so that a step sees the variables of those before.
    const script = all.map(({ command }) => `${command}\nprintf '\\n@@@\\n'`).join('\n')
    const answers = run(script.replaceAll(shown, address)).replaceAll(address, shown).split('\n@@@\n')
    expect(all.length).toBeGreaterThan(5)
    for (const [index, { command, printed }] of all.entries()) {
      expect(steady(answers[index] ?? ''), command).toBe(steady(printed))
    }
  })
})
