/** The evaluations of a plan: one for every place of a template that depends on the values. */
import { ValuesError } from '../errors.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { jsonFault } from '../format/json-value.ts'
import type { Segment, ValuePath } from './expressions.ts'
import type { JsonE } from './json-e.ts'

/** Stands for "nothing here": the member or element is left out, as JSON-e does for an `$if` without `else`. */
export const absent = Symbol('absent')

/** What an evaluation yields. */
export type Result = Json | typeof absent

/**
 * Evaluates one place of the template, which `pointer` names: `pass.json#/logoText`. Derived ones come last, and read what
 * stands before them.
 */
export type Evaluation =
  | { readonly kind: 'quick'; readonly pointer: string; readonly read: (values: JsonObject) => Json }
  | { readonly kind: 'json-e'; readonly pointer: string; readonly template: Json }
  | { readonly kind: 'derived'; readonly pointer: string; readonly derive: (results: readonly Result[]) => Result }

/** The error for a place of the template that these values cannot fill. */
export const notFillable = (pointer: string, reason: string, cause?: unknown): ValuesError =>
  new ValuesError('values/not-fillable', `the template cannot be filled at ${pointer}: ${reason}`, {
    ...(cause === undefined ? {} : { cause }),
    findings: [
      {
        code: 'expression-failed',
        severity: 'error',
        path: pointer,
        message: reason,
        fix: 'give the value, give it a default in the schema, or guard its use with {"$if": "defined(\'name\')", …}',
        source: { kind: 'template' },
      },
    ],
  })

const lookUp = (values: JsonObject, path: ValuePath, pointer: string): Json => {
  let at: Json = values
  for (const name of path) {
    if (!(isObject(at) && Object.hasOwn(at, name))) throw notFillable(pointer, `there is no value "${path.join('.')}"`)
    at = at[name] ?? null
  }
  return at
}

/** `{"$eval": "seat.row"}`: the value itself, of whatever type. */
export const evaluatePath = (path: ValuePath, pointer: string): Evaluation => ({
  kind: 'quick',
  pointer,
  read: (values) => lookUp(values, path, pointer),
})

const asText = (value: Json, path: ValuePath, pointer: string): string => {
  if (value === null) return ''
  if (typeof value === 'object') throw notFillable(pointer, `"${path.join('.')}" is an object or a list, not text`)
  return String(value)
}

/** `"Gate ${gate}"`: values as text, `null` as the empty text; lists and objects are refused, as JSON-e does. */
export const evaluateSegments = (segments: readonly Segment[], pointer: string): Evaluation => ({
  kind: 'quick',
  pointer,
  read: (values) => {
    let text = ''
    for (const segment of segments) {
      text += typeof segment === 'string' ? segment : asText(lookUp(values, segment, pointer), segment, pointer)
    }
    return text
  },
})

/** Anything that only JSON-e understands. */
export const evaluateJsonE = (template: Json, pointer: string): Evaluation => ({ kind: 'json-e', pointer, template })

/** What JSON-e's interpreter says without repeating a value; its other messages may hold one. */
const harmless = [
  /^unknown context value \w+$/,
  /^object has no property "\w+"$/,
  /^invalid arguments to builtin: \w+$/,
  /^(?:infix: (?:\W{1,2}|"\[\.\.\]"|in[-a-z]*)|unary [+-]) expects [\w ,+*/<>-]+$/i,
  /^(?:division by zero|index out of bounds|object keys must be strings|should only use integers to access arrays or strings)$/,
]

const reasonOf = (cause: unknown): string | undefined => {
  if (!(cause instanceof Error)) return undefined
  const { name, message } = cause
  // Those quote nothing but the template.
  if (name === 'SyntaxError' || name === 'TemplateError') return message
  return harmless.some((pattern) => pattern.test(message)) ? message : undefined
}

const cannot = 'JSON-e cannot evaluate the expression with these values'

const renderOne = (jsonE: JsonE, pointer: string, template: Json, values: JsonObject): Json => {
  try {
    return jsonE(template, values)
  } catch (cause) {
    const reason = reasonOf(cause)
    // The cause is kept only if it may be shown: whoever logs an error logs its causes too.
    throw reason ? notFillable(pointer, reason, cause) : notFillable(pointer, cannot)
  }
}

/** Expressions may yield what JSON has no form for, such as the infinite product of two large numbers. */
const assertJson = (result: Json, pointer: string): Json => {
  const fault = jsonFault(result)
  if (fault) throw notFillable(pointer, `the result ${fault.reason}`)
  return result
}

const unwrap = (holder: Json | undefined, pointer: string): Result =>
  isObject(holder) && Object.hasOwn(holder, 'result') ? assertJson(holder.result ?? null, pointer) : absent

/** What is made from the results of evaluations that stand before it. */
export const evaluateDerived = (derive: (results: readonly Result[]) => Result, pointer: string): Evaluation => ({
  kind: 'derived',
  pointer,
  derive,
})

/**
 * Makes the function that evaluates a plan: values to results, in the order of the evaluations. It throws a
 * ValuesError `values/not-fillable` naming the place in the template.
 *
 * Each JSON-e template stands in an object of its own, so that "nothing" can be told from null; all of them are
 * rendered in one call, because a call costs more than a template.
 *
 * @param jsonE needed if an evaluation is of that kind
 */
export const makeEvaluator = (
  evaluations: readonly Evaluation[],
  jsonE: JsonE | undefined,
): ((values: JsonObject) => readonly Result[]) => {
  const slow = evaluations.flatMap((evaluation, index) =>
    evaluation.kind === 'json-e' ? [{ ...evaluation, index }] : [],
  )
  const batch = slow.map(({ template }) => ({ result: template }))
  const derived = evaluations.flatMap((evaluation, index) =>
    evaluation.kind === 'derived' ? [{ ...evaluation, index }] : [],
  )

  const renderSlow = (library: JsonE, values: JsonObject): readonly Json[] => {
    try {
      return library(batch, values) as readonly Json[]
    } catch {
      // Once more, one by one, to learn which one failed.
      return slow.map(({ pointer, template }) => renderOne(library, pointer, { result: template }, values))
    }
  }

  return (values) => {
    const results: Result[] = evaluations.map((evaluation) =>
      evaluation.kind === 'quick' ? evaluation.read(values) : null,
    )
    if (jsonE && slow.length > 0) {
      const rendered = renderSlow(jsonE, values)
      slow.forEach(({ index, pointer }, position) => {
        results[index] = unwrap(rendered[position], pointer)
      })
    }
    for (const { derive, index } of derived) results[index] = derive(results)
    return results
  }
}
