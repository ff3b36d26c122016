/** Puts findings into the order of the files: what stands first in `pass.json` is told first. */
import type { Finding } from '../finding.ts'
import type { Json } from '../format/json.ts'
import { pointerTo } from '../format/pointer.ts'

const numberPlaces = (value: Json, pointer: string, places: Map<string, number>): void => {
  places.set(pointer, places.size)
  if (typeof value !== 'object' || value === null) return
  const isList = Array.isArray(value)
  for (const [name, member] of Object.entries<Json>(value)) {
    numberPlaces(member, pointerTo(pointer, isList ? Number(name) : name), places)
  }
}

/** The nearest place that is there: a key that is missing counts where its object stands. */
const numberOf = (path: string, places: ReadonlyMap<string, number>): number => {
  for (let pointer = path; pointer !== ''; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
    const number = places.get(pointer)
    if (number !== undefined) return number
  }
  return 0
}

/**
 * Findings on `pass.json` in its order, those on the whole pass first; then those on other files, by path. Findings on one
 * place stay as they are.
 */
export const inFileOrder = (findings: readonly Finding[], pass: Json): readonly Finding[] => {
  if (findings.length < 2) return findings
  const places = new Map<string, number>()
  numberPlaces(pass, '', places)
  const isOfPass = ({ path }: Finding): boolean => path === '' || path.startsWith('/')
  const ofPass = findings.filter(isOfPass).map((finding) => ({ finding, number: numberOf(finding.path, places) }))
  const ofFiles = findings.filter((finding) => !isOfPass(finding))
  return [
    ...ofPass.toSorted((a, b) => a.number - b.number).map(({ finding }) => finding),
    ...ofFiles.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))),
  ]
}
