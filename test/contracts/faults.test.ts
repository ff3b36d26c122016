import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { type Fault, retried, scriptedFaults, seededFaults, withFaults } from './faults.ts'

/** A port with one method, which counts its calls. */
const aCounter = () => {
  let calls = 0
  const add = (more: number): Promise<number> => {
    calls += more
    return Promise.resolve(calls)
  }
  return { calls: () => calls, port: { add } }
}

const countedFaults = (seed: number, mayLag: readonly string[]): Record<Fault, number> => {
  const counts: Record<Fault, number> = { pass: 0, refuse: 0, lose: 0, stale: 0 }
  const schedule = seededFaults(seed, mayLag)
  for (let call = 0; call < 1000; call++) counts[schedule.next('list')]++
  return counts
}

describe('a port with faults', () => {
  it('a call that passes is made and answered', async () => {
    const { port, calls } = aCounter()
    expect(await withFaults(port, scriptedFaults('pass')).add(2)).toBe(2)
    expect(calls()).toBe(2)
  })

  it('a call that is refused is not made', async () => {
    const { port, calls } = aCounter()
    await expect(withFaults(port, scriptedFaults('refuse')).add(2)).rejects.toThrow(UnavailableError)
    expect(calls()).toBe(0)
  })

  it('a call whose answer is lost was made', async () => {
    const { port, calls } = aCounter()
    await expect(withFaults(port, scriptedFaults('lose')).add(2)).rejects.toThrow(UnavailableError)
    expect(calls()).toBe(2)
  })

  it('a stale answer is an earlier one to the same question', async () => {
    const { port, calls } = aCounter()
    const faulty = withFaults(port, scriptedFaults('stale', 'pass', 'stale', 'stale'))
    expect([await faulty.add(2), await faulty.add(3), await faulty.add(2), await faulty.add(3)]).toEqual([2, 5, 2, 5])
    expect(calls()).toBe(5)
  })

  it('an error of the port itself comes through', async () => {
    const port = { add: (): Promise<never> => Promise.reject(new RangeError('too much')) }
    await expect(withFaults(port, scriptedFaults()).add()).rejects.toThrow(RangeError)
  })

  it('faults by chance are the same for the same seed, and others for another', () => {
    expect(countedFaults(1, ['list'])).toEqual(countedFaults(1, ['list']))
    expect(countedFaults(1, ['list'])).not.toEqual(countedFaults(2, ['list']))
  })

  it('faults by chance are of all kinds, but only what may lag is stale', () => {
    expect(Math.min(...Object.values(countedFaults(1, ['list'])))).toBeGreaterThan(100)
    expect(countedFaults(1, []).stale).toBe(0)
  })
})

describe('a caller that repeats', () => {
  it('repeats what was refused or whose answer was lost', async () => {
    const { port, calls } = aCounter()
    expect(await retried(withFaults(port, scriptedFaults('refuse', 'lose', 'refuse'))).add(2)).toBe(4)
    expect(calls()).toBe(4)
  })

  it('gives up when the port is unavailable for good', async () => {
    let calls = 0
    const port = {
      add: (): Promise<never> => {
        calls++
        return Promise.reject(new UnavailableError('gone'))
      },
    }
    await expect(retried(port).add()).rejects.toThrow('gone')
    expect(calls).toBe(40)
  })

  it('repeats nothing after another error', async () => {
    const { port, calls } = aCounter()
    const failing = retried({
      add: async (more: number): Promise<number> => {
        await port.add(more)
        throw new RangeError('too much')
      },
    })
    await expect(failing.add(1)).rejects.toThrow(RangeError)
    expect(calls()).toBe(1)
  })
})
