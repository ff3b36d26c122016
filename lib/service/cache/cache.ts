/** A bounded cache of what is costly to load and does not change. */
import type { Clock } from '../../ports/clock.ts'

/** How much a cache keeps, and for how long. */
export interface CacheOptions<Value> {
  /** What all values together may weigh; what was used longest ago goes first. */
  readonly capacity: number
  /** What a value weighs. Default: 1. */
  readonly weigh?: (value: Value) => number
  /** Milliseconds after which a value is loaded anew. Default: never. */
  readonly maxAge?: number
  readonly clock: Clock
}

/** Values by key. */
export interface Cache<Value> {
  /** The value, loaded unless it is there. Who asks while it is being loaded shares the load. A failure is not kept. */
  readonly get: (key: string, load: () => Promise<Value>) => Promise<Value>
}

interface Entry<Value> {
  readonly value: Promise<Value>
  /** Milliseconds since 1970. */
  readonly until: number
  weight: number
}

/** Makes an empty cache. */
export const makeCache = <Value>({ capacity, weigh, maxAge, clock }: CacheOptions<Value>): Cache<Value> => {
  // A Map keeps the order of insertion: the first entry is the one used longest ago.
  const entries = new Map<string, Entry<Value>>()
  let total = 0

  const drop = (key: string, entry: Entry<Value>): void => {
    if (entries.get(key) !== entry) return
    entries.delete(key)
    total -= entry.weight
  }

  const makeRoom = (): void => {
    for (const [key, entry] of entries) {
      if (total <= capacity || entries.size === 1) return
      drop(key, entry)
    }
  }

  const add = (key: string, load: () => Promise<Value>): Entry<Value> => {
    const value = load()
    const entry: Entry<Value> = { value, until: clock.now() + (maxAge ?? Number.POSITIVE_INFINITY), weight: 0 }
    entries.set(key, entry)
    value.then(
      (loaded) => {
        if (entries.get(key) !== entry) return
        entry.weight = weigh?.(loaded) ?? 1
        total += entry.weight
        makeRoom()
      },
      () => drop(key, entry),
    )
    return entry
  }

  return {
    get: (key, load) => {
      const known = entries.get(key)
      if (!known || known.until <= clock.now()) {
        if (known) drop(key, known)
        return add(key, load).value
      }
      entries.delete(key)
      entries.set(key, known)
      return known.value
    },
  }
}
