import { describe, expect, it } from 'vitest'
import { batchFailures } from './failures.ts'

const returned = (value: unknown) => ({ ok: true, payload: JSON.stringify(value) })

describe('what a function says of a batch', () => {
  it.each([[null], [{}], [{ batchItemFailures: [] }], [{ batchItemFailures: null }]])('%j: none failed', (value) => {
    expect(batchFailures(returned(value), true)).toBe('none')
  })

  it('names those that failed', () => {
    const value = { batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }] }
    expect(batchFailures(returned(value), true)).toEqual(new Set(['a', 'b']))
  })

  it.each([
    [{ batchItemFailures: [{ itemIdentifier: '' }] }],
    [{ batchItemFailures: [{}] }],
    [{ batchItemFailures: 'x' }],
  ])('%j: all failed', (value) => {
    expect(batchFailures(returned(value), true)).toBe('all')
  })

  it('all failed when it threw', () => {
    expect(batchFailures({ ok: false, payload: '{}' }, true)).toBe('all')
  })

  it('reports on items count only where the event source takes them', () => {
    expect(batchFailures(returned({ batchItemFailures: [{ itemIdentifier: 'a' }] }), false)).toBe('none')
  })
})
