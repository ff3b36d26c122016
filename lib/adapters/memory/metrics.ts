/** Metrics in memory. */

import type { MetricName, Metrics } from '../../ports/metrics.ts'
import { copyOf } from './copy.ts'

/** A figure as it stands: of what is counted the sum, of what is measured the last value. */
export interface CountedMetric {
  readonly name: MetricName
  readonly dimensions: Readonly<Record<string, string>>
  readonly count: number
}

/** Metrics, and what was counted. */
export interface MemoryMetrics {
  readonly metrics: Metrics
  /** The figures so far, one for each name with its dimensions. */
  readonly counts: () => readonly CountedMetric[]
}

const keyOf = (name: MetricName, dimensions: Readonly<Record<string, string>>): string =>
  JSON.stringify([name, Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1))])

/** Metrics in memory, gone with the process. */
export const memoryMetrics = (): MemoryMetrics => {
  const counted = new Map<string, CountedMetric>()
  const change = (
    name: MetricName,
    dimensions: Readonly<Record<string, string>>,
    next: (before: number) => number,
  ): void => {
    const key = keyOf(name, dimensions)
    counted.set(key, { name, dimensions: { ...dimensions }, count: next(counted.get(key)?.count ?? 0) })
  }
  return {
    metrics: {
      count: (name, dimensions, by = 1) => change(name, dimensions, (before) => before + by),
      measure: (name, dimensions, value) => change(name, dimensions, () => value),
    },
    counts: () => copyOf([...counted.values()]),
  }
}
