/** The text of a node of a plan, cut at its slots: what never changes is joined beforehand, commas included. */
import type { Pieces, PlanMember, PlanNode } from './plan-node.ts'

const joined = (pieces: Pieces): Pieces => {
  const result: (string | number)[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece
    else result.push(piece)
  }
  return result
}

const piecesOf = (node: PlanNode): Pieces | undefined => {
  switch (node.kind) {
    case 'fixed':
      return [node.text]
    case 'slot':
      return node.optional ? undefined : [node.index]
    default:
      return node.pieces
  }
}

const row = (open: string, parts: readonly (Pieces | undefined)[], close: string): Pieces | undefined => {
  const pieces: (string | number)[] = [open]
  for (const [index, part] of parts.entries()) {
    if (!part) return undefined
    if (index > 0) pieces.push(',')
    pieces.push(...part)
  }
  return joined([...pieces, close])
}

/** The pieces of an array; undefined if something in it may be left out, because commas depend on that. */
export const arrayPieces = (items: readonly PlanNode[]): Pieces | undefined => row('[', items.map(piecesOf), ']')

/** The pieces of an object; undefined if something in it may be left out. */
export const objectPieces = (members: readonly PlanMember[]): Pieces | undefined => {
  const parts = members.map(({ label, node }) => {
    const pieces = piecesOf(node)
    return pieces && [label, ...pieces]
  })
  return row('{', parts, '}')
}
