/** What the benchmark and a contender's process say to each other. */

/** Asks for passes: as many as fit into the time, so many begun before the first is done. */
export interface RoundRequest {
  readonly milliseconds: number
  readonly inFlight: number
}

/** What came of it. */
export interface RoundResult {
  readonly passes: number
  /** Of wall clock, until the last pass was done. */
  readonly milliseconds: number
  /** Of all threads of the process. */
  readonly cpuMilliseconds: number
}
