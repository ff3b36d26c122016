/** The typefaces that pictures and PDF files are written in, as their packages have them. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fontkit, { type Font } from '@pdf-lib/fontkit'
import { families } from '../../lib/adapters/pictures/files.ts'

const { resolve } = createRequire(import.meta.url)

const read = (file: string): Font => fontkit.create(readFileSync(resolve(file)))

const both = ({ regular, semibold }: (typeof families)[keyof typeof families]) => ({
  regular: read(regular.file),
  semibold: read(semibold.file),
})

/** A typeface in both weights, and the characters whose widths are taken from it. */
export interface Typeface {
  readonly regular: Font
  readonly semibold: Font
  /** First and last of each range of code points. */
  readonly ranges: readonly (readonly [first: number, last: number])[]
  /** Whether its letters look different beside others. */
  readonly joins: boolean
}

/** Latin, Greek and Cyrillic with their punctuation and currencies; Hebrew; Arabic. */
export const typefaces = (): readonly Typeface[] => [
  {
    ...both(families.latin),
    ranges: [
      [0x20, 0x7e],
      [0xa0, 0x24f],
      [0x2b0, 0x2ff],
      [0x370, 0x4ff],
      [0x1e00, 0x1eff],
      [0x2010, 0x205e],
      [0x20a0, 0x20bf],
      [0x2113, 0x2126],
      [0x2190, 0x2199],
      [0x2212, 0x2212],
    ],
    joins: false,
  },
  {
    ...both(families.hebrew),
    ranges: [[0x5be, 0x5f4]],
    joins: false,
  },
  {
    ...both(families.arabic),
    ranges: [[0x60c, 0x6ff]],
    joins: true,
  },
]
