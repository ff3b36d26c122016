/** A JSON template, taken apart once: what never changes is ready text, the rest is a list of small evaluations. */
import { canonicalJson, isObject, type Json, type JsonObject, sortedKeys } from '../format/json.ts'
import { pointerTo } from '../format/pointer.ts'
import { type Evaluation, evaluateJsonE, evaluatePath, evaluateSegments } from './evaluations.ts'
import { asPath, asSegments, hasPlaceholder, isOperator } from './expressions.ts'

/** A node of the template. A `fixed` one is the same in every pass; a `slot` is filled by its evaluation. */
export type PlanNode =
  | { readonly kind: 'fixed'; readonly value: Json; readonly text: string }
  | { readonly kind: 'slot'; readonly index: number }
  | { readonly kind: 'array'; readonly items: readonly PlanNode[] }
  | { readonly kind: 'object'; readonly members: readonly PlanMember[] }

/** A member of an object, with its name as JSON text, colon included. */
export interface PlanMember {
  readonly name: string
  readonly label: string
  readonly node: PlanNode
}

/** A template taken apart. */
export interface Plan {
  readonly root: PlanNode
  readonly evaluations: readonly Evaluation[]
}

const fixed = (value: Json): PlanNode => ({ kind: 'fixed', value, text: canonicalJson(value) })

class Planner {
  readonly evaluations: Evaluation[] = []

  node(template: Json, pointer: string): PlanNode {
    if (typeof template === 'string') return this.#text(template, pointer)
    if (Array.isArray(template)) return this.#array(template, pointer)
    if (isObject(template)) return this.#object(template, pointer)
    return fixed(template)
  }

  #slot(evaluation: Evaluation): PlanNode {
    return { kind: 'slot', index: this.evaluations.push(evaluation) - 1 }
  }

  #text(text: string, pointer: string): PlanNode {
    if (!hasPlaceholder(text)) return fixed(text)
    const segments = asSegments(text)
    return this.#slot(segments ? evaluateSegments(segments, pointer) : evaluateJsonE(text, pointer))
  }

  #array(items: readonly Json[], pointer: string): PlanNode {
    const nodes = items.map((item, index) => this.node(item, pointerTo(pointer, index)))
    return nodes.every((node) => node.kind === 'fixed') ? fixed(items) : { kind: 'array', items: nodes }
  }

  #object(object: JsonObject, pointer: string): PlanNode {
    const names = sortedKeys(object)
    if (isOperator(names)) return this.#operator(object, pointer)
    const members = names.map((name) => ({
      name,
      label: `${JSON.stringify(name)}:`,
      node: this.node(object[name] ?? null, pointerTo(pointer, name)),
    }))
    return members.every(({ node }) => node.kind === 'fixed') ? fixed(object) : { kind: 'object', members }
  }

  #operator(object: JsonObject, pointer: string): PlanNode {
    const expression = object.$eval
    const path = Object.keys(object).length === 1 && typeof expression === 'string' ? asPath(expression) : undefined
    return this.#slot(path ? evaluatePath(path, pointer) : evaluateJsonE(object, pointer))
  }
}

/**
 * Takes a template apart. Plain placeholders are evaluated here, everything else by JSON-e.
 *
 * @param where stands before the pointers in errors; none for `pass.json` itself
 */
export const makePlan = (template: Json, where = ''): Plan => {
  const planner = new Planner()
  return { root: planner.node(template, where), evaluations: planner.evaluations }
}
