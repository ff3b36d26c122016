/** What a bundle loads to sign: with a signer whose skeleton is stored with it, nothing but its first file and what that names. */
import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { bundleHandler } from '../infra/package/bundle.ts'
import { storableSigner } from '../lib/service/secrets/stored-signer.ts'
import { aChain } from './builders/signer.ts'

const folder = join(import.meta.dirname, '..')
const run = promisify(execFile)

/** Signs, and gives how many bytes that takes. */
const lines = [
  "import { loadSigner } from './lib/core/signing/signer.ts'",
  "const day = new Date('2026-11-21T12:00:00Z')",
  'export const handler = async (stored) => (await (await loadSigner(stored)).sign(new Uint8Array(9), day)).length',
]

/** Calls it with the signer in `signer.json`. */
const call =
  "import { readFileSync } from 'node:fs'; import { handler } from './index.mjs'; console.log(await handler(JSON.parse(readFileSync('signer.json', 'utf8'))))"

const staticImport = /(?:from|import)\s*"\.\/([\w.-]+)"/g

/** The files that are loaded before anything is called: those named by imports, not by calls of `import()`. */
const loadedAtOnce = (files: ReadonlyMap<string, Uint8Array>, name = 'index.mjs'): ReadonlySet<string> => {
  const text = new TextDecoder().decode(files.get(name))
  const others = Array.from(text.matchAll(staticImport), ([, other = '']) => other)
  return new Set([name, ...others.flatMap((other) => [...loadedAtOnce(files, other)])])
}

it('a stored skeleton takes the place of the ASN.1 library, which is not even there', async () => {
  const files = await bundleHandler({ lines, folder })
  const needed = loadedAtOnce(files)
  const place = await mkdtemp(join(tmpdir(), 'passwright-sign-'))
  for (const name of needed) await writeFile(join(place, name), files.get(name) ?? '')
  await writeFile(join(place, 'call.mjs'), call)
  const sign = async (stored: object): Promise<string> => {
    await writeFile(join(place, 'signer.json'), JSON.stringify(stored))
    return (await run(process.execPath, ['call.mjs'], { cwd: place })).stdout
  }
  const { stored } = await storableSigner(await aChain())
  expect(Number(await sign(stored))).toBeGreaterThan(2000)
  const { skeleton: _, ...without } = stored
  await expect(sign(without)).rejects.toThrow('ERR_MODULE_NOT_FOUND')
  const bytesOf = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0)
  expect(bytesOf(files.keys())).toBeGreaterThan(2 * bytesOf(needed))
})
