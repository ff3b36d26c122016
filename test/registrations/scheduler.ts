/** The seeded scheduler: every call of a port waits here, before it is made and before it is answered, until chance picks it. */
import type { Chance } from '../fuzz/chance.ts'

/** Something that may begin: chance picks among these and the calls that wait. */
export interface Offer {
  readonly name: string
  /** What comes of it is its own business: it must not reject. */
  readonly begin: () => Promise<void> | void
}

/** What a scheduler works on. */
export interface SchedulerOptions {
  readonly chance: Chance
  /** What may begin now. */
  readonly offers: () => readonly Offer[]
  /** When there may be other offers, in milliseconds since 1970; those of the past as well. */
  readonly dueTimes: () => readonly number[]
  /** The time of the world, in milliseconds since 1970. It goes by as calls are picked, and jumps when none can be. */
  readonly time: { now: number }
  /** Is told of every pick. */
  readonly trace: (line: string) => void
  /**
   * How many calls of stores may be on their way at once. None: every call of a port is answered within microtasks, and
   * the same seed gives the same picks.
   */
  readonly atOnce: number
}

/** Picks who goes on. */
export interface Scheduler {
  /** Waits to be picked. */
  readonly turn: (name: string) => Promise<void>
  /** Makes a call of a store, which may take its time. */
  readonly calling: <Result>(call: () => Promise<Result>) => Promise<Result>
  /** Picks until there is nothing to pick and nothing on its way. */
  readonly run: (mostPicks: number) => Promise<void>
}

interface Waiting {
  readonly name: string
  readonly go: () => void
  /** It cannot be picked before. */
  readonly dueAt: number
}

/** One call in so many is slow. */
const slowOneIn = 3
/** How long the slowest call waits, in milliseconds: in some worlds hardly at all. */
const slowest = [1, 1000, 5000, 5000] as const

/** When all microtasks are done: Node runs what is put off to the next tick after them. */
const afterMicrotasks = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve))

/** Something that others wait for, again and again. */
const makeBell = () => {
  let ring: () => void = () => undefined
  const next = () =>
    new Promise<void>((resolve) => {
      ring = resolve
    })
  return { ring: () => ring(), next }
}

/** How time goes by: in some worlds much happens within a second, in others little. */
const makeHands = ({ chance, time, dueTimes }: SchedulerOptions) => {
  const pace = chance.any([10, 100, 1000, 10_000]) ?? 0
  return {
    tick: () => {
      if (chance.oneIn(8)) time.now += chance.below(pace)
    },
    /** It becomes as late as the next thing that waits for its time; false if nothing does. */
    jump: (waiting: readonly Waiting[]): boolean => {
      const later = [...dueTimes(), ...waiting.map(({ dueAt }) => dueAt)].filter((dueAt) => dueAt > time.now)
      if (later.length === 0) return false
      time.now = Math.min(...later)
      return true
    },
  }
}

/** Makes a scheduler. */
export const makeScheduler = (options: SchedulerOptions): Scheduler => {
  const { chance, offers, time, trace, atOnce } = options
  const hands = makeHands(options)
  const waiting: Waiting[] = []
  const bell = makeBell()
  const longest = chance.any(slowest) ?? 1
  let onTheirWay = 0
  let begun = 0

  const begin = async (offer: Offer): Promise<void> => {
    trace(`begin ${offer.name}`)
    begun += 1
    await offer.begin()
    begun -= 1
    bell.ring()
  }

  const goOn = (picked: Waiting): void => {
    waiting.splice(waiting.indexOf(picked), 1)
    trace(picked.name)
    picked.go()
  }

  /** False if there was nothing to pick. */
  const pick = (): boolean => {
    hands.tick()
    const calls = waiting.filter(({ dueAt }) => dueAt <= time.now)
    const possible = offers()
    if (calls.length + possible.length === 0) return hands.jump(waiting) && pick()
    const index = chance.below(calls.length + possible.length)
    const call = calls[index]
    const offer = possible[index - calls.length]
    if (call) goOn(call)
    if (offer) void begin(offer)
    return true
  }

  const somethingHappens = (): Promise<void> => {
    if (atOnce > 0) return bell.next()
    throw new Error('something waits for what the scheduler does not know')
  }

  return {
    turn: (name) =>
      new Promise((go) => {
        const delay = chance.oneIn(slowOneIn) ? chance.below(longest) : 0
        waiting.push({ name, go, dueAt: time.now + delay })
        bell.ring()
      }),
    calling: async (call) => {
      onTheirWay += 1
      try {
        return await call()
      } finally {
        onTheirWay -= 1
        bell.ring()
      }
    },
    run: async (mostPicks) => {
      for (let picks = 0; picks < mostPicks; picks += 1) {
        await afterMicrotasks()
        while (onTheirWay > 0 && onTheirWay >= atOnce) await somethingHappens()
        while (!pick()) {
          if (begun === 0) return
          await somethingHappens()
        }
      }
      throw new Error(`it did not come to rest in ${mostPicks} picks`)
    },
  }
}
