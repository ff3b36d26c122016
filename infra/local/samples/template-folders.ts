/** The sample templates: the folders of `infra/templates` with a `template.json`, as archives. */
import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { zipSync } from 'fflate'
import { utf8 } from '../../../lib/core/bytes.ts'
import { isObject, type JsonObject } from '../../../lib/core/format/json.ts'
import { LocalError } from '../errors.ts'

/** Whose passes a template makes. */
export interface Identity {
  readonly passTypeIdentifier: string
  readonly teamIdentifier: string
}

/** A sample template. */
export interface SampleTemplate extends Identity {
  readonly name: string
  readonly archive: Uint8Array
  /** The values of a pass to try it with, and its serial number. */
  readonly sample: JsonObject
}

const settingsFile = 'template.json'

/** No clock: the same files make the same archive, so that publishing them again adds no version. */
const options = { mtime: new Date(1980, 0, 1) }

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

const text = (settings: JsonObject, name: string): string => {
  const value = settings[name]
  if (typeof value === 'string') return value
  throw new LocalError('local/input', `a sample template has no ${name} in its ${settingsFile}`)
}

const readSample = async (folder: string, identity: Identity | undefined): Promise<SampleTemplate> => {
  const names = await filesBelow(folder)
  const files: Record<string, Uint8Array> = {}
  for (const name of names) files[name.split(sep).join('/')] = await readFile(join(folder, name))
  const settings: unknown = JSON.parse(new TextDecoder().decode(files[settingsFile]))
  if (!isObject(settings)) throw new LocalError('local/input', `${folder}/${settingsFile} is no object`)
  const changed: JsonObject = { ...settings, ...identity }
  if (identity) files[settingsFile] = utf8(JSON.stringify(changed, null, 2))
  const { sample } = settings
  return {
    name: text(changed, 'name'),
    passTypeIdentifier: text(changed, 'passTypeIdentifier'),
    teamIdentifier: text(changed, 'teamIdentifier'),
    archive: zipSync(files, options),
    sample: isObject(sample) ? sample : {},
  }
}

/**
 * Reads the sample templates.
 *
 * @param identity whose passes they are to make; default: what each says itself
 */
export const readSampleTemplates = async (folder: string, identity?: Identity): Promise<readonly SampleTemplate[]> => {
  const entries = await readdir(folder, { withFileTypes: true })
  const folders = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) =>
        (await readdir(join(folder, name))).includes(settingsFile) ? [join(folder, name)] : [],
      ),
  )
  return await Promise.all(
    folders
      .flat()
      .sort()
      .map((sample) => readSample(sample, identity)),
  )
}
