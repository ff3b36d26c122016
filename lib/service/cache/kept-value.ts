/** One value of a source, kept for a while. */
import type { Clock } from '../../ports/clock.ts'

/** How long a value is kept. Times in milliseconds. */
export interface KeepOptions {
  readonly maxAge: number
  /** How long the source is left alone after it was read, however often somebody wants to have it renewed. */
  readonly rest: number
  readonly clock: Clock
}

/** A kept value. */
export interface KeptValue<Value> {
  /** The value, at most `maxAge` old. */
  readonly current: () => Promise<Value>
  /** The value, read anew unless it was read within `rest`. For when the current one lacks something. */
  readonly renewed: () => Promise<Value>
}

interface Read<Value> {
  readonly value: Promise<Value>
  /** When it began, in milliseconds since 1970. */
  readonly at: number
}

/** Keeps a value. Who asks for a new one while it is read shares the read; a failure is not kept. */
export const keepValue = <Value>(
  read: () => Promise<Value>,
  { maxAge, rest, clock }: KeepOptions,
): KeptValue<Value> => {
  let kept: Read<Value> | undefined
  let underWay: Read<Value> | undefined
  let triedAt = Number.NEGATIVE_INFINITY

  const isGood = (one: Read<Value> | undefined): one is Read<Value> => !!one && clock.now() - one.at < maxAge

  const renew = (): Promise<Value> => {
    triedAt = clock.now()
    const fresh = { value: read(), at: triedAt }
    underWay = fresh
    const end = (): void => {
      if (underWay === fresh) underWay = undefined
    }
    fresh.value.then(() => {
      if (!kept || kept.at <= fresh.at) kept = fresh
      end()
    }, end)
    return fresh.value
  }

  const newest = (): Promise<Value> => underWay?.value ?? renew()

  // What is good for its time is not kept back by a read that somebody else asked for, nor lost if that fails.
  const current = (): Promise<Value> => (isGood(kept) ? kept.value : newest())

  return {
    current,
    renewed: () => (clock.now() - triedAt < rest ? (underWay?.value ?? current()) : renew()),
  }
}
