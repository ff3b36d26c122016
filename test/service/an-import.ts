/** Imports of files, as the functions do them. */
import { utf8 } from '../../lib/core/bytes.ts'
import type { Import } from '../../lib/ports/imports.ts'
import { aPass, type World } from './world.ts'

/** What a result file says of a row. */
export interface ResultRow {
  readonly row: number
  readonly serialNumber?: string
  readonly outcome: string
  readonly version?: number
  readonly code?: string
  readonly message?: string
}

/** Puts a file where files are imported from, and tells the service that it has arrived. */
export const arrive = async ({ memory, service }: World, key: string, contents: string | Uint8Array): Promise<void> => {
  const bytes = typeof contents === 'string' ? utf8(contents) : new Uint8Array(contents)
  await memory.assets.put('imports', key, bytes, { contentType: 'application/octet-stream' })
  await service.imports.found(key, 'first')
}

/** Has the service do the steps of imports from now on. */
export const work = ({ memory, service }: World): void => {
  memory.onImports((message) => service.imports.step(message))
}

/** The newest import. */
export const newest = async ({ service }: World): Promise<Import> => {
  const [found] = (await service.imports.list({ limit: 1 })).items
  if (!found) throw new Error('there is no import')
  return found
}

/** Imports a file to its end. */
export const importFile = async (world: World, key: string, contents: string | Uint8Array): Promise<Import> => {
  await arrive(world, key, contents)
  work(world)
  await world.memory.settled()
  return newest(world)
}

/** The text of a file among the results; undefined if there is none. */
export const resultText = async ({ memory }: World, key: string): Promise<string | undefined> => {
  const bytes = await memory.assets.get('import-results', key, { maxBytes: 50_000_000 })
  return bytes && new TextDecoder().decode(bytes)
}

/** The rows of a result of NDJSON. */
export const resultRows = async (world: World, key: string): Promise<readonly ResultRow[]> =>
  ((await resultText(world, key)) ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** What a pass holds. */
export const passOf = ({ service }: World, serial: string) => service.passes.read(aPass(serial))

/** Rows as NDJSON. */
export const ndjson = (...rows: readonly unknown[]): string =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')
