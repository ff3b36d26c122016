/** Metrics: figures for operators. */

/** What is counted. */
export type MetricName = 'DeviceLogLines' | 'DeviceLogFailures'

/** Counts what happens. Never fails, and never keeps anybody waiting. */
export interface Metrics {
  /**
   * Adds to a figure.
   *
   * @param dimensions few and of few values each: never a serial number, device or token
   */
  readonly count: (name: MetricName, dimensions: Readonly<Record<string, string>>, by?: number) => void
}
