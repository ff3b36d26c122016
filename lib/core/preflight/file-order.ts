/** Puts findings into the order of the files: what stands first in `pass.json` is told first. */
import type { Finding } from '../finding.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { memberOf } from './known.ts'

/** Where a place is: for each step of its pointer, the number of the member among its siblings. */
type Position = readonly number[]

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')

/** The places of one value. Only objects on the way to a finding are looked at, each once. */
class Places {
  readonly #root: Json
  readonly #numbers = new Map<JsonObject, ReadonlyMap<string, number>>()

  constructor(root: Json) {
    this.#root = root
  }

  /** The position of what a pointer names. What is missing counts where its object stands, before all that is there. */
  of(pointer: string): Position {
    const position: number[] = []
    let value: Json | undefined = this.#root
    for (const step of pointer.split('/').slice(1)) {
      const name = unescaped(step)
      const number: number | undefined = Array.isArray(value) ? Number(name) : this.#numberOf(value, name)
      if (number === undefined) break
      position.push(number)
      value = Array.isArray(value) ? value[number] : memberOf(value, name)
    }
    return position
  }

  #numberOf(object: Json | undefined, name: string): number | undefined {
    if (!isObject(object)) return undefined
    const known =
      this.#numbers.get(object) ?? new Map(Object.keys(object).map((key, number): [string, number] => [key, number]))
    this.#numbers.set(object, known)
    return known.get(name)
  }
}

const compare = (a: Position, b: Position): number => {
  for (let step = 0; step < a.length && step < b.length; step++) {
    const difference = (a[step] ?? 0) - (b[step] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/**
 * Findings on `pass.json` in its order, those on the whole pass first; then those on other files, by path. Findings on one
 * place stay as they are.
 */
export const inFileOrder = (findings: readonly Finding[], pass: Json): readonly Finding[] => {
  if (findings.length < 2) return findings
  const places = new Places(pass)
  const isOfPass = ({ path }: Finding): boolean => path === '' || path.startsWith('/')
  const ofPass = findings.filter(isOfPass).map((finding) => ({ finding, position: places.of(finding.path) }))
  const ofFiles = findings.filter((finding) => !isOfPass(finding))
  return [
    ...ofPass.toSorted((a, b) => compare(a.position, b.position)).map(({ finding }) => finding),
    ...ofFiles.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))),
  ]
}
