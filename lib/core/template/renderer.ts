/** A JSON template, compiled: rendered for some values as a value and as canonical text. */
import type { Json, JsonObject } from '../format/json.ts'
import { assembleText, assembleValue } from './assemble.ts'
import { absent, makeEvaluator } from './evaluations.ts'
import type { JsonE } from './json-e.ts'
import type { Plan } from './plan.ts'

/** What a template renders to. Its parts may be shared between renderings and must not be changed. */
export interface Rendering {
  readonly value: Json
  /** The value as canonical JSON. */
  readonly text: string
}

/** A compiled JSON template. */
export interface Renderer {
  /** Whether it renders to the same for all values. */
  readonly isFixed: boolean
  /**
   * Renders the template.
   *
   * @throws ValuesError `values/not-fillable` naming the place in the template
   */
  readonly render: (values: JsonObject) => Rendering
}

/**
 * Compiles a template that was taken apart.
 *
 * @param loadJsonE called only if the template holds more than plain placeholders
 */
export const makeRenderer = async ({ root, evaluations }: Plan, loadJsonE: () => Promise<JsonE>): Promise<Renderer> => {
  const jsonE = evaluations.some(({ kind }) => kind === 'json-e') ? await loadJsonE() : undefined
  const evaluate = makeEvaluator(evaluations, jsonE)
  return {
    isFixed: evaluations.length === 0,
    render: (values) => {
      const results = evaluate(values)
      const value = assembleValue(root, results)
      return { value: value === absent ? null : value, text: assembleText(root, results) ?? 'null' }
    },
  }
}
