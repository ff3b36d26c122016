/** The JSON-e library behind one typed door. */
import type { Json, JsonObject } from '../format/json.ts'

type Render = (template: Json, context: Readonly<Record<string, unknown>>) => Json

/** The renderer of JSON-e templates, loaded when a template first needs more than plain placeholders. */
export type JsonE = (template: Json, values: JsonObject) => Json

// A function in place of the clock: what JSON-e makes of it is refused instead of differing from build to build.
const noClock = (): never => {
  throw new Error('the current time is not available in a template')
}

/**
 * Loads JSON-e. Its `now` is taken away.
 *
 * @see https://json-e.js.org
 */
export const loadJsonE = async (): Promise<JsonE> => {
  const library = await import('json-e')
  const render = library.default as Render
  return (template, values) => render(template, { ...values, now: noClock })
}
