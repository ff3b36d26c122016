/** `personalization.json` of a template: the form that Wallet shows to whoever adds a pass that has no holder yet. */
import type { Bytes } from '../bytes.ts'
import { TemplateError } from '../errors.ts'
import { isObject, type Json, parseJson } from '../format/json.ts'
import type { KeyTable } from '../format/kinds.ts'
import { localizedPath } from '../format/languages.ts'
import {
  isPersonalizationField,
  type PersonalizationAnswer,
  type PersonalizationField,
  personalizationAnswers,
  personalizationTable,
} from '../format/personalization.ts'
import { refuseClock } from './clock.ts'
import type { FilledPass } from './filled-pass.ts'
import type { JsonE } from './json-e.ts'
import type { LocalizableFile } from './localize.ts'
import { makePlan } from './plan.ts'
import { makeRenderer, type Renderer } from './renderer.ts'
import type { TemplateSettings } from './settings.ts'

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

const fieldsOf = (form: Json | undefined): readonly Json[] => {
  const asked = isObject(form) ? form.requiredPersonalizationFields : undefined
  return Array.isArray(asked) ? asked : []
}

/** What the form of a pass asks for; undefined if the pass has no form: it asks for nothing, or has a holder. */
export const askedFields = ({ own, shared }: FilledPass): readonly PersonalizationField[] | undefined => {
  const bytes = own.get(personalizationName) ?? shared.get(personalizationName)
  return bytes && fieldsOf(read(bytes)).filter(isPersonalizationField)
}

const misplaced = (fault: string): TemplateError =>
  new TemplateError('template/settings-invalid', `template.json: personalization.values ${fault}`)

/**
 * Makes sure that the answers that go into values are ones that the form asks for. A form that values decide on is trusted.
 *
 * @throws TemplateError `template/settings-invalid`
 */
export const assertAsked = ({ personalization }: TemplateSettings, files: ReadonlyMap<string, Bytes>): void => {
  const wanted = Object.entries(personalization.values)
  if (wanted.length === 0) return
  const bytes = files.get(personalizationName)
  if (!bytes) throw misplaced(`takes over answers, but there is no ${personalizationName} that asks for any`)
  const fields = fieldsOf(read(bytes))
  if (!fields.every(isPersonalizationField)) return
  const asked: readonly PersonalizationAnswer[] = fields.flatMap((field) => personalizationAnswers[field])
  for (const [name, answer] of wanted) {
    if (asked.includes(answer)) continue
    throw misplaced(`has "${name}" take over ${answer}, which ${personalizationName} does not ask for`)
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
