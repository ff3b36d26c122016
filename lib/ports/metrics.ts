/** Metrics: figures for operators. */

/** What is counted. */
export type MetricName =
  | 'DeviceLogLines'
  | 'DeviceLogFailures'
  /** Answers of the push service; dimension `answer`. */
  | 'Pushes'
  /** Devices that the push service calls gone, and that are kept, because too many are called so at once. */
  | 'RemovalsStopped'
  /** Dimension `name`: see `BreakerName`. */
  | 'BreakersOpened'
  /** Changes that came in; dimension `outcome`. */
  | 'ChangesTaken'
  /** Steps of the timeline, and notices, that could not be told. */
  | 'EventsLost'
  | 'NoticesLost'
  /** Passes that could not be built; dimension `code`. */
  | 'BuildsFailed'

/** Counts what happens. Never fails, and never keeps anybody waiting. */
export interface Metrics {
  /**
   * Adds to a figure.
   *
   * @param dimensions few and of few values each: never a serial number, device or token
   */
  readonly count: (name: MetricName, dimensions: Readonly<Record<string, string>>, by?: number) => void
}
