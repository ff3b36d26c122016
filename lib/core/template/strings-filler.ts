/** The strings files of a template: placeholders in their texts are filled per pass. */
import { TemplateError } from '../errors.ts'
import type { JsonObject } from '../format/json.ts'
import { stringsPath } from '../format/languages.ts'
import { readStrings } from '../format/strings.ts'
import { refuseClock } from './clock.ts'
import type { JsonE } from './json-e.ts'
import { planTexts } from './plan.ts'
import { makeRenderer } from './renderer.ts'

/** The texts of one language. */
export interface StringsFiller {
  /** Whether no text has a placeholder, so that all passes share the file. */
  readonly isFixed: boolean
  /**
   * The texts for some values.
   *
   * @throws ValuesError `values/not-fillable`
   */
  readonly fill: (values: JsonObject) => Map<string, string>
}

/**
 * Reads a strings file of a template.
 *
 * @throws TemplateError `template/file-invalid` naming the line, `template/expression-refused`
 */
export const makeStringsFiller = async (
  language: string,
  file: Uint8Array,
  loadJsonE: () => Promise<JsonE>,
): Promise<StringsFiller> => {
  const path = stringsPath(language)
  let texts: ReadonlyMap<string, string>
  try {
    texts = readStrings(file)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable'
    throw new TemplateError('template/file-invalid', `${path}: ${reason}`, { cause })
  }
  const placed = Array.from(texts, ([key, text]) => [`${path}#${key}`, text] as const)
  for (const [place, text] of placed) refuseClock(text, place)
  // A list of texts rather than an object: the keys are Wallet's business, and JSON-e would read them.
  const renderer = await makeRenderer(planTexts(placed), loadJsonE)
  return {
    isFixed: renderer.isFixed,
    fill: (values) => {
      const filled = renderer.render(values).value
      return new Map([...texts.keys()].map((key, index) => [key, Array.isArray(filled) ? String(filled[index]) : '']))
    },
  }
}
