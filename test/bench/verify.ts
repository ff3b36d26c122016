/** Verifies passes with other people's tools: openssl for the signature, fflate and Node for archive and digests. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import { type FreshField, orderOf } from './worker/order.ts'

const run = promisify(execFile)

type Archive = Readonly<Record<string, Uint8Array>>

const manifestFault = ({ 'manifest.json': manifest, signature: _, ...files }: Archive): string | undefined => {
  const listed: Record<string, unknown> = JSON.parse(Buffer.from(manifest ?? []).toString())
  const names = new Set([...Object.keys(files), ...Object.keys(listed)])
  const wrong = [...names].find((name) => {
    const bytes = files[name]
    return !bytes || createHash('sha1').update(bytes).digest('hex') !== listed[name]
  })
  return wrong === undefined ? undefined : `the manifest is wrong about ${wrong}`
}

const contentFault = (archive: Archive, index: number, fresh: readonly FreshField[]): string | undefined => {
  const pass = Buffer.from(archive['pass.json'] ?? []).toString()
  const { serialNumber, values } = orderOf(index, fresh)
  const missing = [serialNumber, ...Object.values(values)].find((text) => !pass.includes(JSON.stringify(text)))
  return missing === undefined ? undefined : `pass.json lacks the fresh value ${missing}`
}

const signatureFault = async (archive: Archive, root: string, folder: string): Promise<string | undefined> => {
  await mkdir(folder)
  await writeFile(join(folder, 'signature'), archive.signature ?? '')
  await writeFile(join(folder, 'manifest.json'), archive['manifest.json'] ?? '')
  const input = ['-binary', '-inform', 'DER', '-in', 'signature', '-content', 'manifest.json']
  const check = ['-CAfile', root, '-purpose', 'any', '-out', '/dev/null']
  try {
    await run('openssl', ['cms', '-verify', ...input, ...check], { cwd: folder })
    return undefined
  } catch (error) {
    return `openssl refuses the signature: ${error instanceof Error ? error.message : 'no reason given'}`
  } finally {
    await rm(folder, { recursive: true })
  }
}

/**
 * Verifies every pass in a folder, each a file that is named by the number of its order.
 *
 * @param root the path of the root certificate
 * @returns how many there were
 * @throws Error naming the first pass that is wrong, and why
 */
export const verifyOutputs = async (folder: string, root: string, fresh: readonly FreshField[]): Promise<number> => {
  const names = await readdir(folder)
  for (const name of names) {
    const file = join(folder, name)
    const archive = unzipSync(await readFile(file))
    const fault =
      manifestFault(archive) ??
      contentFault(archive, Number(name), fresh) ??
      (await signatureFault(archive, root, `${file}.parts`))
    if (fault) throw new Error(`${basename(folder)}, pass ${name}: ${fault}`)
  }
  return names.length
}
