/** The way of the last change of a pass, from the record to the phones, as the timeline has it. */
import type { ShownStep } from './record.ts'

/** A station of the way. */
export interface Station {
  readonly title: string
  /** How long after the change it was reached, in milliseconds; undefined if it was not, or not yet. */
  readonly after: number | undefined
}

/** What begins a way, and the stations on it: `of` is the kind of step that says it was reached. */
const beginnings: readonly string[] = ['created', 'changed', 'voided', 'personalized']

const stations: readonly { readonly title: string; readonly of: string }[] = [
  { title: 'Built and signed', of: 'built' },
  { title: 'Pushed', of: 'pushed' },
  { title: 'Asked what changed', of: 'listed' },
  { title: 'Fetched', of: 'fetched' },
]

/** The way of the newest change; undefined if nothing has changed since the pass was issued. @param steps newest first */
export const journeyOf = (steps: readonly ShownStep[]): readonly Station[] | undefined => {
  const index = steps.findIndex(({ kind }) => beginnings.includes(kind))
  const start = steps[index]
  if (start === undefined || start.kind === 'created') return undefined
  const since = steps.slice(0, index).reverse()
  const reached = (of: string): number | undefined => {
    const step = since.find(({ kind }) => kind === of)
    return step && Math.max(step.at - start.at, 0)
  }
  return [{ title: 'Record changed', after: 0 }, ...stations.map(({ title, of }) => ({ title, after: reached(of) }))]
}
