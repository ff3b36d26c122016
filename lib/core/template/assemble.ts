/** From a plan and its results back to JSON: as a value, and as canonical text. */
import { canonicalJson, type Json } from '../format/json.ts'
import { absent, type Result } from './evaluations.ts'
import type { PlanNode } from './plan.ts'

/** The value of a node; fixed parts are shared between all passes and must not be changed. */
export const assembleValue = (node: PlanNode, results: readonly Result[]): Result => {
  switch (node.kind) {
    case 'fixed':
      return node.value
    case 'slot':
      return results[node.index] ?? null
    case 'array':
      return node.items.map((item) => assembleValue(item, results)).filter((value) => value !== absent)
    case 'object': {
      const object: Record<string, Json> = {}
      for (const { name, node: member } of node.members) {
        const value = assembleValue(member, results)
        if (value !== absent) object[name] = value
      }
      return object
    }
  }
}

/** The canonical text of a node; undefined where there is nothing. Equals `canonicalJson(assembleValue(…))`. */
export const assembleText = (node: PlanNode, results: readonly Result[]): string | undefined => {
  switch (node.kind) {
    case 'fixed':
      return node.text
    case 'slot': {
      const result = results[node.index] ?? null
      return result === absent ? undefined : canonicalJson(result)
    }
    case 'array':
      return `[${node.items.flatMap((item) => assembleText(item, results) ?? []).join(',')}]`
    case 'object': {
      let members = ''
      for (const { label, node: member } of node.members) {
        const text = assembleText(member, results)
        if (text !== undefined) members += members === '' ? label + text : `,${label}${text}`
      }
      return `{${members}}`
    }
  }
}
