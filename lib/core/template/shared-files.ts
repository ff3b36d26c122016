/** The files that all passes of a template share, less what a record replaces. */
import type { Bytes } from '../bytes.ts'
import { withoutSlots } from './record-images.ts'

const stringsFile = /(?:^|\/)pass\.strings$/

/** What a pass brings itself, so that the shared files must do without it. */
export interface Replaced {
  readonly slots: ReadonlySet<string>
  readonly strings: boolean
}

/** A variant, once it is packed, is as large as the template: those that were made first are dropped. */
const mostVariants = 8

/**
 * The shared files of one template. The same question is answered by the very same map: the builder digests and packs
 * a map once, and knows it again by its identity. There are few different questions (which slots do records replace).
 */
export class SharedFiles {
  readonly #all: ReadonlyMap<string, Bytes>
  readonly #variants = new Map<string, ReadonlyMap<string, Bytes>>()

  constructor(all: ReadonlyMap<string, Bytes>) {
    this.#all = all
  }

  /** The shared files without those that are replaced. */
  without({ slots, strings }: Replaced): ReadonlyMap<string, Bytes> {
    if (slots.size === 0 && !strings) return this.#all
    const question = [...slots].sort().join() + (strings ? '+strings' : '')
    const known = this.#variants.get(question)
    if (known) return known
    const kept = [...withoutSlots(this.#all, slots)].filter(([path]) => !(strings && stringsFile.test(path)))
    const variant = new Map(kept)
    const [oldest] = this.#variants.keys()
    if (oldest !== undefined && this.#variants.size === mostVariants) this.#variants.delete(oldest)
    this.#variants.set(question, variant)
    return variant
  }
}
