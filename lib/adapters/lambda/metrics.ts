/** Metrics as lines in the log of a function, from which CloudWatch takes the figures. */
import type { Metrics } from '../../ports/metrics.ts'
import { noteFigure, toStdout, type WriteLine } from './invocation.ts'

/**
 * Metrics; those of an invocation are written when it ends.
 *
 * @param namespace where they are counted: `Passwright/prod`
 * @param write takes a line with its end. Default: standard output
 */
export const metricsOnStdout = (namespace: string, write: WriteLine = toStdout): Metrics => ({
  count: (name, dimensions, by = 1) => noteFigure({ namespace, name, dimensions, value: by, unit: 'Count' }, write),
  measure: (name, dimensions, value, unit) => noteFigure({ namespace, name, dimensions, value, unit }, write),
})
