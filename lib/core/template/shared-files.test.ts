import { describe, expect, it } from 'vitest'
import { SharedFiles } from './shared-files.ts'

const noSlots: ReadonlySet<string> = new Set()

describe('the shared files of a template', () => {
  it('are the very same map for the same question', () => {
    const shared = new SharedFiles(new Map([['es.lproj/logo.png', new Uint8Array(8)]]))
    const spanish = () => shared.without({ slots: noSlots, strings: false, languages: new Set(['es', 'en']) })
    expect(spanish()).toBe(spanish())
    expect(shared.without({ slots: noSlots, strings: false })).toBe(shared.without({ slots: noSlots, strings: false }))
  })

  it('are kept in many small variants, such as one for each language', () => {
    const shared = new SharedFiles(new Map())
    const of = (language: number) =>
      shared.without({ slots: noSlots, strings: false, languages: new Set([`x${language}`]) })
    const first = of(0)
    for (let language = 1; language < 40; language++) of(language)
    expect(of(0)).toBe(first)
  })

  it('are kept in eight variants at most if all together are larger than 32 MiB', () => {
    const shared = new SharedFiles(new Map([['strip@3x.png', new Uint8Array(5 * 1024 * 1024)]]))
    const without = (slot: string) => shared.without({ slots: new Set([slot]), strings: false })
    const first = without('0')
    for (const slot of ['1', '2', '3', '4', '5', '6', '7']) without(slot)
    expect(without('0') === first).toBe(true)
    without('8')
    expect(without('0') === first).toBe(false)
  })
})
