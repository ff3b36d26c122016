/** Whether a value that came from code rather than from JSON text could be one from JSON text. */
import type { Json } from './json.ts'
import { maxDepth } from './json-scanner.ts'
import { pointerTo } from './pointer.ts'

/** Why a value is no JSON: where within it, and what is there. */
export interface ValueFault {
  readonly pointer: string
  readonly code: 'value-not-json' | 'value-too-deep' | 'text-not-unicode'
  /** Continues a sentence whose subject is the value: "is a function, which JSON does not have". */
  readonly reason: string
}

const loneSurrogate = /\p{Cs}/u
const halfPair = 'has half of a surrogate pair, which is no character'

const fault = (code: ValueFault['code'], reason: string): ValueFault => ({ pointer: '', code, reason })

const notJson = (what: string): ValueFault => fault('value-not-json', `is ${what}, which JSON does not have`)

const inside = (key: string | number, inner: ValueFault): ValueFault => ({
  ...inner,
  pointer: pointerTo('', key) + inner.pointer,
})

const arrayFault = (items: readonly unknown[], depth: number): ValueFault | undefined => {
  for (let index = 0; index < items.length; index++) {
    const found = faultAt(items[index], depth)
    if (found) return inside(index, found)
  }
  return undefined
}

/** Plain objects of any realm: those whose prototype, if they have one, is the end of the chain. */
const isPlain = (object: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(object)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const objectFault = (object: object, depth: number): ValueFault | undefined => {
  if (!isPlain(object)) return notJson(`an object of the class ${object.constructor?.name || 'without a name'}`)
  for (const [name, member] of Object.entries(object)) {
    const found = loneSurrogate.test(name) ? fault('text-not-unicode', `as a name ${halfPair}`) : faultAt(member, depth)
    if (found) return inside(name, found)
  }
  return undefined
}

const faultAt = (value: unknown, depth: number): ValueFault | undefined => {
  switch (typeof value) {
    case 'string':
      return loneSurrogate.test(value) ? fault('text-not-unicode', halfPair) : undefined
    case 'number':
      return Number.isFinite(value) ? undefined : notJson('infinite or no number')
    case 'boolean':
      return undefined
    case 'object':
      if (value === null) return undefined
      if (depth === maxDepth) return fault('value-too-deep', `is nested more than ${maxDepth} deep`)
      return Array.isArray(value) ? arrayFault(value, depth + 1) : objectFault(value, depth + 1)
    case 'undefined':
      return notJson('undefined')
    default:
      return notJson(`a ${typeof value}`)
  }
}

/**
 * The first place in a value that JSON text could not hold, undefined for good values: no functions, dates, big
 * integers or `undefined`, no infinite number, no half surrogate pair (it has no UTF-8 form), nothing nested deeper than
 * 100, and so no circles.
 */
export const jsonFault = (value: unknown): ValueFault | undefined => faultAt(value, 0)

/**
 * The first place in a JSON value with a whole number beyond 2^53 - 1, as a pointer; undefined if there is none. Such
 * numbers are not kept to the last digit: 9007199254740993 has become 9007199254740992 before anybody sees it.
 */
export const inexactNumberAt = (value: Json): string | undefined => {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? '' : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, member] of Object.entries<Json>(value)) {
    const inner = inexactNumberAt(member)
    if (inner !== undefined) return pointerTo('', name) + inner
  }
  return undefined
}
