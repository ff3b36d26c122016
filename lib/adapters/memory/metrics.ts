/** Metrics in memory. */

import type { MetricName, Metrics } from '../../ports/metrics.ts'
import { copyOf } from './copy.ts'

/** A figure as it stands. */
export interface CountedMetric {
  readonly name: MetricName
  readonly dimensions: Readonly<Record<string, string>>
  readonly count: number
}

/** Metrics, and what was counted. */
export interface MemoryMetrics {
  readonly metrics: Metrics
  /** The figures that were counted so far, one for each name with its dimensions. */
  readonly counts: () => readonly CountedMetric[]
}

const keyOf = (name: MetricName, dimensions: Readonly<Record<string, string>>): string =>
  JSON.stringify([name, Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1))])

/** Metrics in memory, gone with the process. */
export const memoryMetrics = (): MemoryMetrics => {
  const counted = new Map<string, CountedMetric>()
  return {
    metrics: {
      count: (name, dimensions, by = 1) => {
        const key = keyOf(name, dimensions)
        counted.set(key, { name, dimensions: { ...dimensions }, count: (counted.get(key)?.count ?? 0) + by })
      },
    },
    counts: () => copyOf([...counted.values()]),
  }
}
