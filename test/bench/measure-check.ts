/** `passwright check` of the large pass, from the process's start to its end, beside an empty Node and other people's tools. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleCli } from '../../infra/package/bundle-cli.ts'
import { buildPass, compileTemplate, loadSigner } from '../../lib/core/index.ts'
import { type Command, type Machine, timed } from './child.ts'
import { median } from './statistics.ts'
import { openSetup } from './worker/setup.ts'

/**
 * - `empty`: Node with an empty module
 * - `check`: the built command line with a pass of 600 KB
 * - `openssl`: unzip tests the archive and takes manifest and signature out, openssl verifies the signature; nothing else
 */
export type CheckName = 'empty' | 'check' | 'openssl'

/** The median over the processes. */
export interface CheckTime {
  readonly process: CheckName
  /** From the start of the process to its end. */
  readonly milliseconds: number
  /** As a multiple of the empty process of the same round. */
  readonly ofEmpty: number
}

/** The large pass as a file. */
const writePass = async (folder: string, file: string): Promise<void> => {
  const { template, pem } = openSetup(folder, 'large')
  const compiled = await compileTemplate(template())
  const signer = await loadSigner({
    certificate: pem('certificate'),
    key: pem('key'),
    intermediate: pem('intermediate'),
  })
  const { bytes } = await buildPass(compiled.fill(compiled.settings.sample), signer, { signingTime: new Date() })
  await writeFile(file, bytes)
}

const verifyScript = [
  'unzip -tq "$1"',
  'unzip -p "$1" manifest.json > "$1.manifest"',
  'unzip -p "$1" signature > "$1.signature"',
  'openssl cms -verify -binary -inform DER -in "$1.signature" -content "$1.manifest" -CAfile "$2" -purpose any -out /dev/null',
].join(' && ')

const commandsIn = async (machine: Machine, folder: string): Promise<Readonly<Record<CheckName, Command>>> => {
  const place = join(folder, 'check')
  const [empty, pass, root] = [
    join(place, 'empty.mjs'),
    join(place, 'large.pkpass'),
    join(folder, 'signer', 'root.pem'),
  ]
  await mkdir(place)
  await writeFile(empty, '')
  await writePass(folder, pass)
  await bundleCli(join(place, 'cli'))
  // Its own package.json says that the bundle is made of ES modules.
  await writeFile(join(place, 'package.json'), await readFile(join(import.meta.dirname, '..', '..', 'package.json')))
  return {
    empty: [machine.node, empty],
    check: [machine.node, join(place, 'cli', 'main.js'), 'check', pass, '--trust', root],
    openssl: ['sh', '-c', verifyScript, 'sh', pass, root],
  }
}

/**
 * Measures in turn, on one core, a new process for each time.
 *
 * @param folder what `writeInputs` wrote
 * @throws Error if a process fails: the pass has no fault
 */
export const measureCheck = async (machine: Machine, times: number, folder: string): Promise<readonly CheckTime[]> => {
  const commands = await commandsIn(machine, folder)
  const names = ['empty', 'check', 'openssl'] as const
  const took: Record<CheckName, number[]> = { empty: [], check: [], openssl: [] }
  for (let time = 0; time < times; time++) {
    for (const name of names) took[name].push(await timed(machine, 1, commands[name]))
  }
  return names.map((name) => ({
    process: name,
    milliseconds: median(took[name]),
    ofEmpty: median(took[name].map((each, time) => each / (took.empty[time] ?? each))),
  }))
}
