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

/** Keeps a value. Who asks while it is read shares the read; a failure is not kept. */
export const keepValue = <Value>(
  read: () => Promise<Value>,
  { maxAge, rest, clock }: KeepOptions,
): KeptValue<Value> => {
  let kept: { readonly value: Promise<Value>; readonly readAt: number } | undefined
  let triedAt = Number.NEGATIVE_INFINITY

  const renew = (): Promise<Value> => {
    triedAt = clock.now()
    const before = kept
    const fresh = { value: read(), readAt: triedAt }
    kept = fresh
    // What was there before is still good for its time.
    fresh.value.catch(() => {
      if (kept === fresh) kept = before
    })
    return fresh.value
  }

  const current = (): Promise<Value> => (kept && clock.now() - kept.readAt < maxAge ? kept.value : renew())

  return { current, renewed: () => (clock.now() - triedAt < rest ? current() : renew()) }
}
