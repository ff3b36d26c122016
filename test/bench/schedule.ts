/** What is measured, and for how long. */
import { availableParallelism } from 'node:os'
import { type CaseName, caseNames } from './cold/cases.ts'
import type { Schedule, Setting } from './measure-throughput.ts'

/** Which cold starts are measured, and how often. */
export interface ColdSchedule {
  readonly times: number
  readonly cases: readonly CaseName[]
}

/** For how long everything is measured. */
export interface BenchSchedule extends Schedule {
  /** Fresh processes for each contender. */
  readonly firstPasses: number
  /** Fresh processes of the command line, and of each that it is compared with. */
  readonly checks: number
  /** Fresh processes of each function, and of what it is compared with. */
  readonly coldStarts: ColdSchedule
  /** Changes that are followed to the phone. */
  readonly changes: number
  /** Of each drawing of each sample pass. */
  readonly drawings: number
}

/** Under three minutes for all contenders. */
export const thorough: BenchSchedule = {
  warmUpMs: 3000,
  rounds: 15,
  roundMs: 250,
  firstPasses: 15,
  checks: 15,
  coldStarts: { times: 10, cases: caseNames },
  changes: 200,
  drawings: 40,
}

const fewColdStarts: ColdSchedule = { times: 1, cases: ['bare list', 'wallet list', 'bare pass', 'wallet fetch'] }

/** Seconds: shows that everything works, measures nothing. */
export const quick: BenchSchedule = {
  warmUpMs: 100,
  rounds: 2,
  roundMs: 50,
  firstPasses: 1,
  checks: 1,
  coldStarts: fewColdStarts,
  changes: 5,
  drawings: 2,
}

const allSettings: readonly Setting[] = [
  { workload: 'small', cores: 1, inFlight: 1 },
  { workload: 'large', cores: 1, inFlight: 1 },
  { workload: 'small', cores: 2, inFlight: 8 },
  { workload: 'large', cores: 2, inFlight: 8 },
]

/** One at a time on one core, as in a small function; eight at a time on two, as in a busy server, where there are two. */
export const settings = allSettings.filter(({ cores }) => cores <= availableParallelism())
