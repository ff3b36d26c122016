/** Metrics: figures for operators. Few dimensions of few values each, for every combination costs money. */

/** What is counted. */
export type CountName =
  /** Passes that a back end has issued. */
  | 'PassesIssued'
  /** Passes that were built. */
  | 'PassesBuilt'
  /** Passes that could not be built; dimension `code`. */
  | 'BuildsFailed'
  /** Answers to phones; dimensions `call` (`fetch`, `list` …) and `status`. */
  | 'WalletRequests'
  /** Answers to who opened a download link; dimensions `of` (`page` or `pass`) and `status`. */
  | 'Downloads'
  /** Answers of the push service; dimension `answer`. */
  | 'Pushes'
  /** Pushes that found no way to the push service, or sessions that it refused; no dimensions. */
  | 'PushServiceUnreachable'
  /** Devices that the push service calls gone, and that are kept, because too many are called so at once. */
  | 'RemovalsStopped'
  /** Dimension `name`: see `BreakerName`. */
  | 'BreakersOpened'
  /** Changes that came in; dimension `outcome`. */
  | 'ChangesTaken'
  | 'DeviceLogLines'
  | 'DeviceLogFailures'
  /** Steps of the timeline, and notices, that could not be told. */
  | 'EventsLost'
  | 'NoticesLost'
  /** Messages and changes of a batch that failed and come again; dimension `code`: where. */
  | 'MessagesFailed'
  /** Processes that were started to answer a request, because none was there; dimension `function`. */
  | 'ColdStarts'

/** What is measured: its size counts, not how often. */
export type GaugeName =
  /** How long the change that waits longest to be built and announced has waited; 0 if none waits. In seconds. */
  | 'OldestPendingSeconds'
  /** Days until a certificate expires, below zero once it has; dimensions `passType` and `certificate`. */
  | 'DaysUntilExpiry'

/** Any figure. */
export type MetricName = CountName | GaugeName

/** What a gauge is measured in. */
export type GaugeUnit = 'Seconds' | 'Days'

/** Figures are kept for what happens. Never fails, and never keeps anybody waiting. */
export interface Metrics {
  /**
   * Adds to a figure.
   *
   * @param dimensions few and of few values each: never a serial number, device or token
   */
  readonly count: (name: CountName, dimensions: Readonly<Record<string, string>>, by?: number) => void
  /**
   * Says how large something is at this moment.
   *
   * @param dimensions few and of few values each, like those of a count
   */
  readonly measure: (
    name: GaugeName,
    dimensions: Readonly<Record<string, string>>,
    value: number,
    unit: GaugeUnit,
  ) => void
}
