/** The languages that the pages of links speak: a row each. The first is spoken where none is asked for. */
import { arabic } from './arabic.ts'
import { dutch } from './dutch.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { hebrew } from './hebrew.ts'
import { italian } from './italian.ts'
import type { PageTexts } from './page-texts.ts'
import { portuguese } from './portuguese.ts'
import { spanish } from './spanish.ts'

/** All of them. */
export const pageLanguages: readonly [PageTexts, ...PageTexts[]] = [
  english,
  german,
  spanish,
  french,
  italian,
  dutch,
  portuguese,
  arabic,
  hebrew,
]
