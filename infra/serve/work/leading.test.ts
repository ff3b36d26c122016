import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { whileLeading } from './leading.ts'
import type { Lead } from './shared-items.ts'

/** In milliseconds. */
const lasts = 150

/** A lead that one of several has, as the table keeps it; taking it fails while `broken`. */
const aLead = () => {
  const state = { owner: '', until: 0, broken: false }
  const leadOf = (name: string): Lead => ({
    take: () => {
      if (state.broken) return Promise.reject(new Error('the table does not answer'))
      if (state.owner !== name && state.until > Date.now()) return Promise.resolve(false)
      Object.assign(state, { owner: name, until: Date.now() + lasts })
      return Promise.resolve(true)
    },
    release: () => {
      if (state.owner === name) state.until = 0
      return Promise.resolve()
    },
  })
  return { state, leadOf }
}

/** An instance that notes when it works. */
const anInstance = (name: string, lead: Lead, events: string[]) => {
  const stopping = new AbortController()
  const options = { lead, lasts, signal: stopping.signal, onFault: () => events.push(`${name} hears of a fault`) }
  const ended = whileLeading(options, async (signal) => {
    events.push(`${name} begins`)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    events.push(`${name} ends`)
  })
  return async () => {
    stopping.abort()
    await ended
  }
}

describe('what only one of several instances does', () => {
  it('is handed over when that one stops', async () => {
    const { leadOf } = aLead()
    const events: string[] = []
    const stopFirst = anInstance('first', leadOf('first'), events)
    const stopSecond = anInstance('second', leadOf('second'), events)
    await sleep(2 * lasts)
    expect(events).toEqual(['first begins'])
    await stopFirst()
    // It looks every third of the time, and would otherwise wait for two thirds at least.
    await sleep(lasts / 2)
    await stopSecond()
    expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  })

  it('ends when another one has the lead', async () => {
    const { state, leadOf } = aLead()
    const events: string[] = []
    const stop = anInstance('first', leadOf('first'), events)
    await sleep(lasts / 2)
    Object.assign(state, { owner: 'second', until: Date.now() + 60_000 })
    await sleep(lasts)
    expect(events).toEqual(['first begins', 'first ends'])
    await stop()
  })

  it('ends when nobody knows any more who has the lead', async () => {
    const { state, leadOf } = aLead()
    const events: string[] = []
    const stop = anInstance('first', leadOf('first'), events)
    await sleep(lasts / 3)
    state.broken = true
    await sleep(2 * lasts)
    expect(events).toContain('first hears of a fault')
    expect(events.at(1)).not.toBe('first ends')
    expect(events).toContain('first ends')
    await stop()
  })
})
