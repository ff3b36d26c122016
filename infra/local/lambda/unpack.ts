/** Unpacks the archive of a function, as Lambda does, so that what runs is what is deployed. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { unzipSync } from 'fflate'
import { LocalError } from '../errors.ts'

const endings = ['.mjs', '.js', '.cjs']

/**
 * Unpacks an archive into a folder, which is emptied first.
 *
 * @param handler file and export: `index.handler`
 * @returns the URL of the module with the handler
 * @throws LocalError `local/template` if there is no such module
 */
export const unpackFunction = async (archive: string, folder: string, handler: string): Promise<string> => {
  await rm(folder, { recursive: true, force: true })
  const files = Object.entries(unzipSync(await readFile(archive))).filter(([name]) => !name.endsWith('/'))
  for (const [name, bytes] of files) {
    const path = resolve(folder, name)
    if (!path.startsWith(resolve(folder) + sep)) throw new LocalError('local/template', `${archive} holds ${name}`)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }
  const stem = handler.slice(0, handler.lastIndexOf('.'))
  const name = endings.map((ending) => stem + ending).find((candidate) => files.some(([file]) => file === candidate))
  if (name === undefined) throw new LocalError('local/template', `${archive} has no module for the handler ${handler}`)
  return pathToFileURL(join(folder, name)).href
}
