/** `personalization.json` of a template: the form that Wallet shows to whoever adds a pass that has no holder yet. */
import type { Bytes } from '../bytes.ts'
import { type Json, parseJson } from '../format/json.ts'
import type { KeyTable } from '../format/kinds.ts'
import { localizedPath } from '../format/languages.ts'
import { personalizationTable } from '../format/personalization.ts'
import { refuseClock } from './clock.ts'
import type { JsonE } from './json-e.ts'
import type { LocalizableFile } from './localize.ts'
import { makePlan } from './plan.ts'
import { makeRenderer, type Renderer } from './renderer.ts'

const personalizationName = 'personalization.json'

/** The slot of the picture above the form. */
export const personalizationSlot = 'personalizationLogo'

/** Whether a path is that of the form, in whatever folder. */
export const isPersonalization = (path: string): boolean => (localizedPath(path)?.name ?? path) === personalizationName

const keys: KeyTable = personalizationTable.keys

const isLocalizable = (pointer: string): boolean => {
  const name = pointer.slice(1)
  const kind = Object.hasOwn(keys, name) ? keys[name]?.of : undefined
  return kind?.kind === 'text' && kind.localizable
}

/** The form, as values per language are merged in it. */
export const personalizationFile: LocalizableFile = {
  name: personalizationName,
  isLocalizable,
  keyPrefix: personalizationName,
}

const read = (bytes: Bytes | undefined): Json | undefined => {
  if (!bytes) return undefined
  try {
    return parseJson(bytes)
  } catch {
    // Stays as it is: preflight tells what is wrong with it.
    return undefined
  }
}

/**
 * Takes the form out of a template's files if values go into it; a form that is the same for all passes stays there.
 *
 * @throws TemplateError `template/expression-refused`
 */
export const takePersonalization = async (
  files: Map<string, Bytes>,
  loadJsonE: () => Promise<JsonE>,
): Promise<Renderer | undefined> => {
  const json = read(files.get(personalizationName))
  if (json === undefined) return undefined
  const where = `${personalizationName}#`
  refuseClock(json, where)
  const renderer = await makeRenderer(makePlan(json, where), loadJsonE)
  if (renderer.isFixed) return undefined
  files.delete(personalizationName)
  return renderer
}
