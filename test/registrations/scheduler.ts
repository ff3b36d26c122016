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
  /** Is called before each pick: time goes by. */
  readonly tick: () => void
  /** Is called when there is nothing to pick: waits for what comes next, if anything does. */
  readonly wait: () => boolean
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
  /** How often it lets another go first: some calls take very long. */
  patience: number
}

/** One call in so many is slow. */
const slowOneIn = 8
const mostPatience = 16

/** When all microtasks are done: Node runs what is put off to the next tick after them. */
const afterMicrotasks = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve))

/** Something that others wait for, again and again. */
const makeBell = () => {
  let ring: () => void = () => undefined
  return { ring: () => ring(), next: () => new Promise<void>((resolve) => (ring = resolve)) }
}

/** Makes a scheduler. */
export const makeScheduler = ({ chance, offers, tick, wait, trace, atOnce }: SchedulerOptions): Scheduler => {
  const waiting: Waiting[] = []
  const bell = makeBell()
  let onTheirWay = 0
  let begun = 0

  const begin = async (offer: Offer): Promise<void> => {
    trace(`begin ${offer.name}`)
    begun += 1
    await offer.begin()
    begun -= 1
    bell.ring()
  }

  /** False if it lets another go first. */
  const goOn = (index: number): boolean => {
    const picked = waiting[index]
    if (picked && picked.patience > 0) {
      picked.patience -= 1
      return false
    }
    waiting.splice(index, 1)
    trace(picked?.name ?? '')
    picked?.go()
    return true
  }

  /** False if there was nothing to pick. */
  const pick = (): boolean => {
    tick()
    const possible = offers()
    const count = waiting.length + possible.length
    if (count === 0) return false
    for (;;) {
      const picked = chance.below(count)
      const offer = possible[picked - waiting.length]
      if (offer) void begin(offer)
      if (offer || goOn(picked)) return true
    }
  }

  const somethingHappens = (): Promise<void> => {
    if (atOnce > 0) return bell.next()
    throw new Error('something waits for what the scheduler does not know')
  }

  return {
    turn: (name) =>
      new Promise((go) => {
        waiting.push({ name, go, patience: chance.oneIn(slowOneIn) ? chance.below(mostPatience) : 0 })
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
          if (wait()) continue
          if (begun === 0) return
          await somethingHappens()
        }
      }
      throw new Error(`it did not come to rest in ${mostPicks} picks`)
    },
  }
}
