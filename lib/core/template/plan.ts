/** A JSON template, taken apart once: what never changes is ready text, the rest is a list of small evaluations. */
import { canonicalJson, isObject, type Json, type JsonObject, sortedKeys } from '../format/json.ts'
import { pointerTo } from '../format/pointer.ts'
import { type Evaluation, evaluateJsonE, evaluatePath, evaluateSegments } from './evaluations.ts'
import { asPath, asSegments, hasPlaceholder, isOperator } from './expressions.ts'
import { frozen } from './frozen.ts'
import { refuseLargeNumbers } from './large-numbers.ts'
import { arrayPieces, objectPieces } from './pieces.ts'
import type { PlanMember, PlanNode, PlanObject } from './plan-node.ts'

/** A template taken apart. */
export interface Plan {
  readonly root: PlanNode
  readonly evaluations: readonly Evaluation[]
}

/** A node for what is the same in every pass. */
export const fixed = (value: Json): PlanNode => ({ kind: 'fixed', value: frozen(value), text: canonicalJson(value) })

/** A node for an object with these members, in the order of canonical JSON. */
export const objectOf = (members: readonly PlanMember[]): PlanObject => ({
  kind: 'object',
  members,
  outline: Object.fromEntries(members.map(({ name, node }) => [name, node.kind === 'fixed' ? node.value : null])),
  varying: members.filter(({ node }) => node.kind !== 'fixed'),
  pieces: objectPieces(members),
})

/** A member of an object. */
export const memberOf = (name: string, node: PlanNode): PlanMember => ({
  name,
  label: `${JSON.stringify(name)}:`,
  node,
})

class Planner {
  readonly evaluations: Evaluation[] = []

  node(template: Json, pointer: string): PlanNode {
    if (typeof template === 'string') return this.#text(template, pointer)
    if (Array.isArray(template)) return this.#array(template, pointer)
    if (isObject(template)) return this.#object(template, pointer)
    return fixed(template)
  }

  #slot(evaluation: Evaluation, optional: boolean): PlanNode {
    return { kind: 'slot', index: this.evaluations.push(evaluation) - 1, optional }
  }

  #text(text: string, pointer: string): PlanNode {
    if (!hasPlaceholder(text)) return fixed(text)
    const segments = asSegments(text)
    return segments ? this.#slot(evaluateSegments(segments, pointer), false) : this.#jsonE(text, pointer, false)
  }

  #array(items: readonly Json[], pointer: string): PlanNode {
    const nodes = items.map((item, index) => this.node(item, pointerTo(pointer, index)))
    if (nodes.every((node) => node.kind === 'fixed')) return fixed(items)
    return { kind: 'array', items: nodes, pieces: arrayPieces(nodes) }
  }

  #object(object: JsonObject, pointer: string): PlanNode {
    const names = sortedKeys(object)
    if (isOperator(names)) return this.#operator(object, pointer)
    const members = names.map((name) => memberOf(name, this.node(object[name] ?? null, pointerTo(pointer, name))))
    return members.every(({ node }) => node.kind === 'fixed') ? fixed(object) : objectOf(members)
  }

  #operator(object: JsonObject, pointer: string): PlanNode {
    const expression = object.$eval
    const path = Object.keys(object).length === 1 && typeof expression === 'string' ? asPath(expression) : undefined
    return path ? this.#slot(evaluatePath(path, pointer), false) : this.#jsonE(object, pointer, true)
  }

  #jsonE(template: Json, pointer: string, optional: boolean): PlanNode {
    refuseLargeNumbers(template, pointer)
    return this.#slot(evaluateJsonE(template, pointer), optional)
  }
}

/**
 * Takes a template apart. Plain placeholders are evaluated here, everything else by JSON-e.
 *
 * @param where stands before the JSON pointers in errors: `pass.json#`
 * @throws TemplateError `template/expression-refused` for a whole number that JSON-e would round
 */
export const makePlan = (template: Json, where: string): Plan => {
  const planner = new Planner()
  return { root: planner.node(template, where), evaluations: planner.evaluations }
}

/** A plan of a list of texts, each with the place that stands in errors: `en.lproj/pass.strings#greeting`. */
export const planTexts = (texts: readonly (readonly [place: string, text: string])[]): Plan => {
  const planner = new Planner()
  const items = texts.map(([place, text]) => planner.node(text, place))
  return { root: { kind: 'array', items, pieces: arrayPieces(items) }, evaluations: planner.evaluations }
}
