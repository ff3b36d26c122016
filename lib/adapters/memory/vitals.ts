/** What the world in memory rests on: nothing that could be gone. */
import type { Clock } from '../../ports/clock.ts'
import type { Vital, Vitals } from '../../ports/vitals.ts'
import { promised } from './promised.ts'

const parts: readonly Pick<Vital, 'kind' | 'name'>[] = [
  { kind: 'table', name: 'passes' },
  { kind: 'table', name: 'registrations' },
  { kind: 'table', name: 'events' },
  { kind: 'bucket', name: 'templates' },
  { kind: 'bucket', name: 'passes' },
  { kind: 'queue', name: 'builds' },
  { kind: 'queue', name: 'notifications' },
  { kind: 'queue', name: 'rollouts' },
  { kind: 'queue', name: 'imports' },
]

/** The same parts as on AWS, each of which is there. */
export const memoryVitals = ({ clock }: { readonly clock: Clock }): Vitals =>
  parts.map((part) => ({
    ...part,
    look: () => promised(() => ({ at: Math.floor(clock.now() / 1000) * 1000 })),
  }))
