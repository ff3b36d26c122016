import { describe, expect, it } from 'vitest'
import { inTurn } from './in-turn.ts'

/** Work that says when it begins, and ends when it is told to. */
const aStage = () => {
  const told: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => async (): Promise<string> => {
    told.push(name)
    await new Promise<void>((resolve) => ends.set(name, resolve))
    return name
  }
  return { told, work, end: (name: string) => ends.get(name)?.() }
}

const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

describe('work in turn', () => {
  it('is done at once if it is about different things', () => {
    const { told, work } = aStage()
    const run = inTurn()
    void run('a', work('a'))
    void run('b', work('b'))
    expect(told).toEqual(['a', 'b'])
  })

  it('is done one after the other if it is about the same, in the order in which it was given', async () => {
    const { told, work, end } = aStage()
    const run = inTurn()
    const all = ['1', '2', '3'].map((name) => run('a', work(name)))
    await aMoment()
    expect(told).toEqual(['1'])
    end('1')
    await aMoment()
    expect(told).toEqual(['1', '2'])
    end('2')
    await aMoment()
    end('3')
    expect(await Promise.all(all)).toEqual(['1', '2', '3'])
  })

  it('goes on after work that failed, of which only its own caller hears', async () => {
    const run = inTurn()
    const failing = run('a', () => Promise.reject(new Error('failed')))
    const next = run('a', () => Promise.resolve('done'))
    await expect(failing).rejects.toThrow('failed')
    expect(await next).toBe('done')
  })
})
