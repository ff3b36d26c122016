/** What the fuzzer and the process that runs its cases say to each other. */
import type { ThrowawayChain } from '../../lib/core/index.ts'
import type { MutatorName } from './mutate.ts'
import type { Options } from './options.ts'

/** What the process is to do. */
export interface Work {
  readonly chain: ThrowawayChain
  readonly options: Options
}

/** What the process tells: each case as it begins and as it ends, and that all have ended. */
export type Progress =
  | { readonly kind: 'begun'; readonly number: number }
  | {
      readonly kind: 'done'
      readonly number: number
      readonly seed: string
      readonly mutators: readonly MutatorName[]
      readonly codes: readonly string[]
      readonly milliseconds: number
      readonly failure?: string
      /** The mutant, if it failed. */
      readonly archive?: Uint8Array
    }
  /** `megabytes`: the most memory that the process has used. */
  | { readonly kind: 'finished'; readonly megabytes: number }

const isWork = (data: unknown): data is Work =>
  typeof data === 'object' && data !== null && 'chain' in data && 'options' in data

/** Takes what the process was told to do. */
export const parseWork = (data: unknown): Work => {
  if (!isWork(data)) throw new TypeError('this process is started by the fuzzer')
  return data
}
