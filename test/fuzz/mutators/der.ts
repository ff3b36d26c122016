/** Changes of signatures: their DER is taken apart, changed and put together again with right or wrong lengths. */
import { type Bytes, joinBytes } from '../../../lib/core/bytes.ts'
import type { Chance } from '../chance.ts'
import { mutateBytes } from './splice.ts'

/** An element: its tag, and what it holds, elements or bytes. */
interface Node {
  tag: number
  children?: Node[]
  content: Uint8Array
  /** Writes this length instead of the right one. */
  length?: readonly number[]
}

const deepest = 40

const readNode = (bytes: Uint8Array, at: number, depth: number): { node: Node; end: number } | undefined => {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || first === undefined || first === 0x80 || first > 0x84) return undefined
  const more = first < 0x80 ? 0 : first - 0x80
  let length = first < 0x80 ? first : 0
  for (let index = 0; index < more; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0)
  const from = at + 2 + more
  if (from + length > bytes.length) return undefined
  const content = bytes.subarray(from, from + length)
  const children = (tag & 0x20) !== 0 && depth < deepest ? readAll(content, depth + 1) : undefined
  return { node: { tag, content, ...(children ? { children } : {}) }, end: from + length }
}

const readAll = (bytes: Uint8Array, depth: number): Node[] | undefined => {
  const nodes: Node[] = []
  for (let at = 0; at < bytes.length; ) {
    const read = readNode(bytes, at, depth)
    if (!read) return undefined
    nodes.push(read.node)
    at = read.end
  }
  return nodes
}

const lengthOf = (length: number): readonly number[] => {
  if (length < 0x80) return [length]
  const digits: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256)
  return [0x80 + digits.length, ...digits]
}

const write = (nodes: readonly Node[]): Bytes =>
  joinBytes(
    nodes.flatMap(({ tag, children, content, length }) => {
      const inner = children ? write(children) : new Uint8Array(content)
      return [[tag, ...(length ?? lengthOf(inner.length))], inner]
    }),
  )

const all = (nodes: Node[], found: { readonly among: Node[]; readonly node: Node }[] = []) => {
  for (const node of nodes) {
    found.push({ among: nodes, node })
    if (node.children) all(node.children, found)
  }
  return found
}

const wrongLengths = [
  [0x80],
  [0],
  [0x7f],
  [0x81, 0xff],
  [0x82, 0xff, 0xff],
  [0x84, 0xff, 0xff, 0xff, 0xff],
  [0x88, 1, 0, 0, 0, 0, 0, 0, 0],
  [0xff],
]

const objectIdentifier = 0x06

const sequence = 0x30

/** Puts an element into sequences within sequences. Not by recursion: they may be thousands. */
const wrap = (node: Node, times: number): void => {
  let content = write([{ ...node }])
  for (let count = 1; count < times; count++) content = joinBytes([[sequence, ...lengthOf(content.length)], content])
  node.tag = sequence
  node.content = content
  delete node.children
  delete node.length
}

const change = (root: Node[], chance: Chance): void => {
  const every = all(root)
  const place = chance.any(every)
  const other = chance.any(every)
  if (!(place && other)) return
  const { among, node } = place
  const at = among.indexOf(node)
  switch (chance.below(9)) {
    case 0:
      node.tag = chance.below(256)
      return
    case 1:
      node.length = chance.any(wrongLengths) ?? [0]
      return
    case 2:
      among.splice(at, 1)
      return
    case 3:
      among.splice(at, 0, structuredClone(node))
      return
    case 4:
      among[at] = structuredClone(other.node)
      return
    case 5:
      wrap(node, 1 + chance.below(chance.oneIn(4) ? 2000 : 5))
      return
    case 6: {
      const identifiers = every.filter((each) => each.node.tag === objectIdentifier)
      const [one, two] = [chance.any(identifiers), chance.any(identifiers)]
      if (one && two) one.node.content = two.node.content
      return
    }
    default:
      if (!node.children) node.content = mutateBytes(node.content, chance)
  }
}

/** A signature with other tags, lengths, identifiers or parts. */
export const mutateDer = (bytes: Uint8Array, chance: Chance): Bytes => {
  const root = readAll(bytes, 0)
  if (!root || chance.oneIn(8)) return mutateBytes(bytes, chance)
  for (let count = 1 + chance.below(3); count > 0; count--) change(root, chance)
  return write(root)
}
