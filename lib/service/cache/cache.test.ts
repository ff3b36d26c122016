import { describe, expect, it } from 'vitest'
import { makeCache } from './cache.ts'

const setClock = () => {
  const time = { now: 0 }
  return { time, clock: { now: () => time.now } }
}

const load = (value: string) => () => Promise.resolve(value)

describe('a cache', () => {
  it('loads once', async () => {
    const cache = makeCache<string>({ capacity: 2, ...setClock() })
    expect(await cache.get('a', load('1'))).toBe('1')
    expect(await cache.get('a', load('2'))).toBe('1')
  })

  it('shares a load that is under way', async () => {
    const cache = makeCache<string>({ capacity: 2, ...setClock() })
    const [first, second] = await Promise.all([cache.get('a', load('1')), cache.get('a', load('2'))])
    expect([first, second]).toEqual(['1', '1'])
  })

  it('does not keep a failure', async () => {
    const cache = makeCache<string>({ capacity: 2, ...setClock() })
    await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
    expect(await cache.get('a', load('1'))).toBe('1')
  })

  it('drops what was used longest ago when it is full', async () => {
    const cache = makeCache<string>({ capacity: 2, ...setClock() })
    await cache.get('a', load('1'))
    await cache.get('b', load('1'))
    await cache.get('a', load('2'))
    await cache.get('c', load('1'))
    expect(await cache.get('a', load('2'))).toBe('1')
    expect(await cache.get('b', load('2'))).toBe('2')
  })

  it('counts by weight, and keeps one value however heavy', async () => {
    const cache = makeCache<string>({ capacity: 10, weigh: (value) => value.length, ...setClock() })
    await cache.get('a', load('four'))
    await cache.get('b', load('sixsix'))
    expect(await cache.get('a', load('new'))).toBe('four')
    await cache.get('c', load('much too heavy'))
    expect(await cache.get('c', load('new'))).toBe('much too heavy')
    expect(await cache.get('a', load('new'))).toBe('new')
  })

  it('loads anew what is too old', async () => {
    const { time, clock } = setClock()
    const cache = makeCache<string>({ capacity: 2, maxAge: 10, clock })
    await cache.get('a', load('1'))
    time.now = 9
    expect(await cache.get('a', load('2'))).toBe('1')
    time.now = 10
    expect(await cache.get('a', load('2'))).toBe('2')
  })
})
