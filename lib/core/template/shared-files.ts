/** The files that all passes of a template share, less what a record replaces. */
import type { Bytes } from '../bytes.ts'
import { localizedPath } from '../format/languages.ts'
import { isPersonalization } from './personalization.ts'
import { withoutSlots } from './record-images.ts'

const stringsFile = /(?:^|\/)pass\.strings$/

/** What of the shared files a pass does without. */
export interface Left {
  /** Image slots that the record fills itself, or that the pass is not to have. */
  readonly slots: ReadonlySet<string>
  /** Whether the pass brings the strings files of all its languages itself. */
  readonly strings: boolean
  /** The languages that it carries; undefined for all. */
  readonly languages?: ReadonlySet<string> | undefined
  /** Whether it asks nobody to personalize it. */
  readonly personalization?: boolean
}

/**
 * A variant, once it is packed, is as large as its files, and has room for what a pass adds: beyond eight of them, those
 * that were made first are dropped as soon as all together are larger than this.
 */
const mostBytes = 32 * 1024 * 1024
const roomBytes = 64 * 1024
const fewVariants = 8

interface Variant {
  readonly files: ReadonlyMap<string, Bytes>
  readonly bytes: number
}

const sizeOf = (files: ReadonlyMap<string, Bytes>): number =>
  [...files.values()].reduce((size, bytes) => size + bytes.length, roomBytes)

const isLeftOut = (path: string, { strings, languages, personalization }: Left): boolean => {
  const localized = localizedPath(path)
  if (strings && stringsFile.test(path)) return true
  if (personalization && isPersonalization(path)) return true
  return languages !== undefined && localized !== undefined && !languages.has(localized.language)
}

/** The parts of a question, in words: equal for equal questions. */
const spelled = ({ slots, strings, languages, personalization }: Left): string =>
  [
    [...slots].sort().join(),
    languages ? [...languages].sort().join() : '*',
    strings ? 'strings' : '',
    personalization ? 'personalization' : '',
  ].join(' ')

/**
 * The shared files of one template. The same question is answered by the very same map: the builder digests and packs
 * a map once, and knows it again by its identity. There are few different questions (which slots do records replace,
 * which languages do their holders read).
 */
export class SharedFiles {
  readonly #all: ReadonlyMap<string, Bytes>
  readonly #variants = new Map<string, Variant>()
  #bytes = 0

  constructor(all: ReadonlyMap<string, Bytes>) {
    this.#all = all
  }

  /** The shared files without what the pass does without. */
  without(left: Left): ReadonlyMap<string, Bytes> {
    const { slots, strings, languages, personalization } = left
    if (slots.size === 0 && !(strings || languages || personalization)) return this.#all
    const question = spelled(left)
    const known = this.#variants.get(question)
    if (known) return known.files
    const files = new Map([...withoutSlots(this.#all, slots)].filter(([path]) => !isLeftOut(path, left)))
    this.#keep(question, { files, bytes: sizeOf(files) })
    return files
  }

  #keep(question: string, variant: Variant): void {
    this.#variants.set(question, variant)
    this.#bytes += variant.bytes
    for (const [oldest, { bytes }] of this.#variants) {
      if (this.#variants.size <= fewVariants || this.#bytes <= mostBytes) return
      this.#variants.delete(oldest)
      this.#bytes -= bytes
    }
  }
}
