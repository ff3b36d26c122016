import { describe, expect, it } from 'vitest'
import { SharedFiles } from './shared-files.ts'

describe('the shared files of a template', () => {
  it('are kept in eight variants at most, each as large as the template once it is packed', () => {
    const shared = new SharedFiles(new Map())
    const without = (slot: string) => shared.without({ slots: new Set([slot]), strings: false })
    const first = without('0')
    for (const slot of ['1', '2', '3', '4', '5', '6', '7']) without(slot)
    expect(without('0')).toBe(first)
    without('8')
    expect(without('0')).not.toBe(first)
  })
})
