/** From a plan and its results back to JSON: as a value, and as canonical text. */
import { canonicalJson, type Json } from '../format/json.ts'
import { absent, type Result } from './evaluations.ts'
import type { Pieces, PlanMember, PlanNode } from './plan-node.ts'

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
      const object: Record<string, Json> = { ...node.outline }
      for (const { name, node: member } of node.varying) {
        const value = assembleValue(member, results)
        if (value === absent) delete object[name]
        else object[name] = value
      }
      return object
    }
  }
}

const slotText = (result: Result = null): string | undefined => (result === absent ? undefined : canonicalJson(result))

const joinPieces = (pieces: Pieces, results: readonly Result[]): string => {
  let text = ''
  for (const piece of pieces) text += typeof piece === 'string' ? piece : (slotText(results[piece]) ?? '')
  return text
}

const joinMembers = (members: readonly PlanMember[], results: readonly Result[]): string => {
  let joined = ''
  for (const { label, node } of members) {
    const text = assembleText(node, results)
    if (text !== undefined) joined += joined === '' ? label + text : `,${label}${text}`
  }
  return `{${joined}}`
}

/** The canonical text of a node; undefined where there is nothing. Equals `canonicalJson(assembleValue(…))`. */
export const assembleText = (node: PlanNode, results: readonly Result[]): string | undefined => {
  switch (node.kind) {
    case 'fixed':
      return node.text
    case 'slot':
      return slotText(results[node.index])
    case 'array':
      if (node.pieces) return joinPieces(node.pieces, results)
      return `[${node.items.flatMap((item) => assembleText(item, results) ?? []).join(',')}]`
    case 'object':
      return node.pieces ? joinPieces(node.pieces, results) : joinMembers(node.members, results)
  }
}
