import { describe, expect, it, vi } from 'vitest'
import type { PassTypeIdentifier, SerialNumber } from '../../core/format/identifiers.ts'
import { installed } from '../notices/notices.ts'
import { makeTrail } from './trail.ts'

const pass = {
  passTypeIdentifier: 'pass.com.example.card' as PassTypeIdentifier,
  serialNumber: 'A-1' as SerialNumber,
}

const event = { pass, at: 1, key: 'fetched-1', kind: 'fetched', detail: { version: 1 } }

const device = { deviceLibraryIdentifier: 'phone' as never, passTypeIdentifier: pass.passTypeIdentifier }

const notice = installed({ pass, device }, 1)

const aTrail = (work: () => Promise<void>) => {
  const counted: string[] = []
  let begun = 0
  const begin = () => {
    begun++
    return work()
  }
  const metrics = {
    count: (name: string) => {
      counted.push(name)
    },
    measure: () => undefined,
  }
  const trail = makeTrail({ events: { append: begin }, bus: { publish: begin }, metrics })
  return { trail, counted, begun: () => begun }
}

describe('a trail', () => {
  it('keeps nobody waiting for an event', () => {
    const { trail, begun } = aTrail(() => new Promise(() => undefined))
    expect(trail.note(event)).toBe(undefined)
    expect(begun()).toBe(1)
  })

  it('is settled when every event is written', async () => {
    let end = (): void => undefined
    const { trail } = aTrail(
      () =>
        new Promise((resolve) => {
          end = resolve
        }),
    )
    trail.note(event)
    let isSettled = false
    const settled = trail.settled().then(() => {
      isSettled = true
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(isSettled).toBe(false)
    end()
    await settled
    expect(isSettled).toBe(true)
  })

  it.each([
    ['rejects', () => Promise.reject(new TypeError('down'))],
    [
      'throws',
      () => {
        throw new TypeError('down')
      },
    ],
  ])('counts what is lost to a store that %s, and fails at nothing', async (_, work) => {
    const { trail, counted } = aTrail(work)
    trail.note(event)
    await trail.tell(notice)
    await trail.settled()
    expect(counted.sort()).toEqual(['EventsLost', 'NoticesLost'])
  })

  it('waits a second at most for a notice to be told', async () => {
    vi.useFakeTimers()
    try {
      const { trail } = aTrail(() => new Promise(() => undefined))
      let isOver = false
      const told = trail.tell(notice).then(() => {
        isOver = true
      })
      await vi.advanceTimersByTimeAsync(999)
      expect(isOver).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      await told
      expect(isOver).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  it('begins no more than a hundred writes that do not end', () => {
    const { trail, counted, begun } = aTrail(() => new Promise(() => undefined))
    for (let count = 0; count < 130; count++) trail.note(event)
    expect([begun(), counted.length]).toEqual([100, 30])
  })
})
