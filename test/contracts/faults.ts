/** A world that fails now and then, as a real one does: wraps any port, whose callers then have to repeat. */
import { UnavailableError } from '../../lib/ports/errors.ts'

/**
 * What becomes of a call.
 * - `pass`: it is made and answered
 * - `refuse`: it is not made (throttling, a conflict of transactions)
 * - `lose`: it is made, and its answer is lost
 * - `stale`: it is answered as an earlier one was, if there was one with the same arguments
 */
export type Fault = 'pass' | 'refuse' | 'lose' | 'stale'

/** Decides what becomes of the calls of a port. */
export interface FaultSchedule {
  /** What becomes of the next call of a method. */
  readonly next: (method: string) => Fault
  /** For how many turns of the event loop's microtasks the next call, or its answer, is under way. */
  readonly turns: () => number
  /** Whether no answer is ever stale: then none is remembered, which takes its time. Default: no. */
  readonly isNeverStale?: boolean
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
const chance = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const faultOf = (dice: number, mayLag: boolean): Fault => {
  if (dice < 0.15) return 'refuse'
  if (dice < 0.35) return 'lose'
  if (dice < 0.55 && mayLag) return 'stale'
  return 'pass'
}

/**
 * Faults by chance: about one call in three fails, and of those that may lag one answer in five is stale.
 *
 * @param mayLag the methods that the port does not promise to read consistently
 */
export const seededFaults = (seed: number, mayLag: readonly string[] = []): FaultSchedule => {
  const next = chance(seed)
  return {
    next: (method) => faultOf(next(), mayLag.includes(method)),
    turns: () => Math.floor(next() * 8),
  }
}

/** Faults in the given order, then none. */
export const scriptedFaults = (...faults: readonly Fault[]): FaultSchedule => {
  const left = [...faults]
  return { next: () => left.shift() ?? 'pass', turns: () => 0 }
}

/** A call of a port. */
export interface Call {
  readonly method: string
  readonly args: readonly unknown[]
  readonly make: () => Promise<unknown>
}

/** The same port, with each call going through `around`. */
export const wrapped = <Port extends object>(port: Port, around: (call: Call) => Promise<unknown>): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return (...args: unknown[]) =>
        around({ method: String(name), args, make: async () => await Reflect.apply(method, target, args) })
    },
  })

const refused = (method: string): UnavailableError => new UnavailableError(`${method} was refused: try again`)

const lost = (method: string): UnavailableError => new UnavailableError(`the answer to ${method} was lost: try again`)

const underWay = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn++) await undefined
}

/** The answers of earlier calls, for those that are to be stale. */
const makeMemory = () => {
  const answers = new Map<string, unknown>()
  const keyOf = ({ method, args }: Call): string => `${method} ${JSON.stringify(args)}`
  return {
    has: (call: Call): boolean => answers.has(keyOf(call)),
    recall: (call: Call): unknown => structuredClone(answers.get(keyOf(call))),
    keep: (call: Call, answer: unknown): void => {
      answers.set(keyOf(call), structuredClone(answer))
    },
  }
}

/** The port, with faults. */
export const withFaults = <Port extends object>(port: Port, schedule: FaultSchedule): Port => {
  const memory = makeMemory()
  return wrapped(port, async (call) => {
    const fault = schedule.next(call.method)
    await underWay(schedule.turns())
    if (fault === 'refuse') throw refused(call.method)
    if (fault === 'stale' && memory.has(call)) return memory.recall(call)
    const answer = await call.make()
    if (!schedule.isNeverStale) memory.keep(call, answer)
    await underWay(schedule.turns())
    if (fault === 'lose') throw lost(call.method)
    return answer
  })
}

/** More often than any schedule fails in a row. */
const attempts = 40

/** The port, with each call repeated while it fails with UnavailableError. */
export const retried = <Port extends object>(port: Port): Port =>
  wrapped(port, async ({ make }) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await make()
      } catch (error) {
        if (!(error instanceof UnavailableError) || attempt === attempts) throw error
      }
    }
  })
