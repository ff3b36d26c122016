/** Changes of bytes that every kind of file suffers from. */
import { type Bytes, joinBytes } from '../../../lib/core/bytes.ts'
import type { Chance } from '../chance.ts'

/** The bytes with those from one place to another replaced. */
const splice = (bytes: Uint8Array, from: number, to: number, by: ArrayLike<number> = []): Bytes =>
  joinBytes([Array.from(bytes.subarray(0, from)), Array.from(by), Array.from(bytes.subarray(to))])

/** Numbers at which readers go wrong. */
const edges = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff] as const

/** A number that readers do not expect. */
export const oddNumber = (chance: Chance): number =>
  chance.oneIn(3) ? chance.below(0x7fffffff) : (chance.any(edges) ?? 0)

const flips = (bytes: Bytes, chance: Chance): Bytes => {
  for (let count = 1 + chance.below(8); count > 0; count--) {
    const at = chance.below(bytes.length)
    bytes[at] = chance.oneIn(2) ? (bytes[at] ?? 0) ^ (1 << chance.below(8)) : chance.below(256)
  }
  return bytes
}

const overwrittenNumber = (bytes: Bytes, chance: Chance): Bytes => {
  if (bytes.length < 4) return bytes
  new DataView(bytes.buffer).setUint32(chance.below(bytes.length - 3), oddNumber(chance), chance.oneIn(2))
  return bytes
}

/** Bytes flipped, cut, repeated, moved or overwritten. */
export const mutateBytes = (given: Uint8Array, chance: Chance): Bytes => {
  const bytes = new Uint8Array(given)
  if (bytes.length === 0) return new Uint8Array([chance.below(256)])
  const from = chance.below(bytes.length)
  const to = Math.min(bytes.length, from + 1 + chance.below(64))
  switch (chance.below(7)) {
    case 0:
      return bytes.slice(0, from)
    case 1:
      return splice(bytes, from, to)
    case 2:
      return splice(bytes, from, from, bytes.subarray(from, to))
    case 3:
      bytes.copyWithin(chance.below(bytes.length), from, to)
      return bytes
    case 4:
      return overwrittenNumber(bytes, chance)
    default:
      return flips(bytes, chance)
  }
}
