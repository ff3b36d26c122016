import { describe, expect, it } from 'vitest'
import { type Delivery, type DeliveryFailure, makeDelivery } from './delivery.ts'

const failures: DeliveryFailure[] = []

const aDelivery = (options: { batch?: number; waits?: boolean } = {}): Delivery<{ number: number }> => {
  failures.length = 0
  return makeDelivery({ batch: 2, waits: true, failed: (failure) => failures.push(failure), ...options })
}

const items = (...numbers: readonly number[]) => numbers.map((number) => ({ number }))

/** Listens, notes what comes, and rejects the given attempts. */
const noting = (delivery: Delivery<{ number: number }>, rejects: (attempt: number) => boolean = () => false) => {
  const seen: number[][] = []
  delivery.listen((batch) => {
    seen.push(batch.map(({ number }) => number))
    return rejects(seen.length) ? Promise.reject(new RangeError('not now')) : Promise.resolve()
  })
  return seen
}

describe('a delivery', () => {
  it('brings items later, in order, a batch at a time', async () => {
    const delivery = aDelivery()
    const seen = noting(delivery)
    delivery.send(items(1, 2, 3))
    delivery.send(items(4, 5))
    expect(seen).toEqual([])
    expect(delivery.busy()).toBe(true)
    await delivery.idle()
    expect(seen).toEqual([[1, 2], [3, 4], [5]])
    expect(delivery.busy()).toBe(false)
  })

  it('brings a batch again until it is taken, before anything else', async () => {
    const delivery = aDelivery()
    const seen = noting(delivery, (attempt) => attempt <= 2)
    delivery.send(items(1, 2, 3))
    await delivery.idle()
    expect(seen).toEqual([[1, 2], [1, 2], [1, 2], [3]])
    expect(failures.map(({ givenUp }) => givenUp)).toEqual([false, false])
  })

  it('gives a batch up after five attempts, says so, and goes on', async () => {
    const delivery = aDelivery()
    const seen = noting(delivery, (attempt) => attempt <= 5)
    delivery.send(items(1, 2, 3))
    await delivery.idle()
    expect(seen).toEqual([...Array.from({ length: 5 }, () => [1, 2]), [3]])
    expect(failures.map(({ givenUp }) => givenUp)).toEqual([false, false, false, false, true])
    expect(failures[0]?.error).toEqual(new RangeError('not now'))
  })

  it('brings what is sent while it brings something', async () => {
    const delivery = aDelivery()
    const seen: number[] = []
    delivery.listen(async ([first]) => {
      await Promise.resolve()
      if (first && first.number < 3) delivery.send(items(first.number + 1))
      seen.push(first?.number ?? 0)
    })
    delivery.send(items(1))
    await delivery.idle()
    expect(seen).toEqual([1, 2, 3])
  })

  it('shares nothing: neither with the sender nor between attempts', async () => {
    const delivery = aDelivery()
    const seen: number[] = []
    delivery.listen((batch) => {
      seen.push(...batch.map(({ number }) => number))
      for (const item of batch) Object.assign(item, { number: 9 })
      return seen.length < 2 ? Promise.reject(new RangeError('not now')) : Promise.resolve()
    })
    const sent = items(1)
    delivery.send(sent)
    Object.assign(sent[0] ?? {}, { number: 8 })
    await delivery.idle()
    expect(seen).toEqual([1, 1])
  })

  it('keeps items until there is a listener, if it is to', async () => {
    const delivery = aDelivery({ waits: true })
    delivery.send(items(1))
    expect(delivery.busy()).toBe(false)
    const seen = noting(delivery)
    await delivery.idle()
    expect(seen).toEqual([[1]])
  })

  it('otherwise loses what comes while there is no listener', async () => {
    const delivery = aDelivery({ waits: false })
    delivery.send(items(1))
    const seen = noting(delivery)
    delivery.send(items(2))
    await delivery.idle()
    expect(seen).toEqual([[2]])
  })

  it('brings nothing any more once it is closed, and closing waits for the listener', async () => {
    const delivery = aDelivery()
    let ended = false
    delivery.listen(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      ended = true
    })
    delivery.send(items(1, 2, 3))
    await new Promise((resolve) => setTimeout(resolve, 10))
    await delivery.close()
    expect(ended).toBe(true)
    const seen = noting(delivery)
    delivery.send(items(4))
    await delivery.idle()
    expect(seen).toEqual([])
  })
})
