/** The typefaces that pictures and PDF files are written in, as their packages have them. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fontkit, { type Font } from '@pdf-lib/fontkit'

const { resolve } = createRequire(import.meta.url)

const read = (file: string): Font => fontkit.create(readFileSync(resolve(`@expo-google-fonts/${file}`)))

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
    regular: read('inter/400Regular/Inter_400Regular.ttf'),
    semibold: read('inter/600SemiBold/Inter_600SemiBold.ttf'),
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
    regular: read('noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'),
    semibold: read('noto-sans-hebrew/600SemiBold/NotoSansHebrew_600SemiBold.ttf'),
    ranges: [[0x5be, 0x5f4]],
    joins: false,
  },
  {
    regular: read('noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
    semibold: read('noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf'),
    ranges: [[0x60c, 0x6ff]],
    joins: true,
  },
]
