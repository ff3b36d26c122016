/** The rules on what the languages of a pass have in common. */
import { documented, inferred } from '../../finding.ts'
import { stringsPath } from '../../format/languages.ts'
import { shownName } from '../../format/package-path.ts'
import { keyPath, type LanguageTexts, localizationOf, textsIn } from '../localization.ts'
import { readPersonalization } from '../personalization.ts'
import type { PassRule, PassSubject, Place } from '../rule.ts'

const packagePage = documented('https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass')
const archivedGuide = documented(
  'https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html',
)

/** What is there of pass.json in the sample stands for all passes of a template. */
const onTranslations = { on: 'pass', reads: 'sample', files: true } as const

/** A list of keys as a message shows it: the first few. */
const shownKeys = (keys: readonly string[]): string => {
  const shown = keys.slice(0, 5).map(shownName).join(', ')
  return keys.length > 5 ? `${shown} and ${keys.length - 5} more` : shown
}

/** Where more keys than these are missing, the file is another one; naming all of them helps nobody. */
const mostKeys = 20

function* missingKeys(all: ReadonlyMap<string, string>, { language, path, entries }: LanguageTexts): Iterable<Place> {
  const missing = [...all.keys()].filter((key) => !entries.has(key))
  for (const key of missing.slice(0, mostKeys)) {
    yield {
      path: keyPath(path, key),
      message: `the key ${shownName(key)} is missing in ${language}, though ${all.get(key)} has it`,
    }
  }
  if (missing.length > mostKeys) yield { path, message: `${missing.length - mostKeys} more keys are missing` }
}

/** All keys that any language has, and the language that has it. */
const keysOf = (texts: readonly LanguageTexts[]): ReadonlyMap<string, string> => {
  const keys = new Map<string, string>()
  for (const { entries, language } of texts) {
    for (const key of entries.keys()) if (!keys.has(key)) keys.set(key, language)
  }
  return keys
}

/** The texts that a key may stand for: those of pass.json, and those of the form of a pass that is personalized. */
const isLookedUp = ({ pass, files }: PassSubject): ((key: string) => boolean) => {
  const texts = textsIn(pass)
  const { json } = readPersonalization(files) ?? {}
  const asked = json ? textsIn(json) : undefined
  return (key) => texts.has(key) || (asked?.has(key) ?? false)
}

const whiteSpace = /\s/

/** The keys that are texts themselves, as people write them, and not names that stand for texts. */
const spokenKeys = (subject: PassSubject, { entries }: LanguageTexts): readonly string[] => {
  const lookedUp = isLookedUp(subject)
  return [...entries].filter(([key, text]) => key !== text && whiteSpace.test(key) && lookedUp(key)).map(([key]) => key)
}

/** The rules on translations. */
export const translationRules: readonly PassRule[] = [
  {
    code: 'strings-missing',
    severity: 'warning',
    what: 'A language has a folder but no texts, though other languages have.',
    why: 'A device takes the folder of its language as it is: people see lookup keys in place of texts.',
    fix: 'add a pass.strings with all keys to the folder of the language',
    source: packagePage,
    ...onTranslations,
    *find(subject) {
      const { folders, texts } = localizationOf(subject.files)
      if (texts.length === 0 || texts.length === folders.size) return
      const lookedUp = isLookedUp(subject)
      if (!texts.some(({ entries }) => [...entries.keys()].some(lookedUp))) return
      for (const [language, names] of folders) {
        if (names.has('pass.strings')) continue
        const path = stringsPath(language)
        yield { path, message: `${path} is missing, though ${texts[0]?.path} is there` }
      }
    },
  },
  {
    code: 'strings-key-missing',
    severity: 'warning',
    what: 'A key has a text in one language and none in another.',
    why: 'Where a key has no text, people see the key itself.',
    fix: 'add the key to the strings file of this language',
    source: packagePage,
    on: 'pass',
    reads: [],
    files: true,
    *find({ files }) {
      const texts = localizationOf(files).texts.filter(({ whole }) => whole)
      const keys = keysOf(texts)
      for (const each of texts) if (each.entries.size < keys.size) yield* missingKeys(keys, each)
    },
  },
  {
    code: 'strings-key-orphaned',
    severity: 'info',
    what: 'A key of a strings file is no text of the pass.',
    why: 'Nothing looks it up: it is left over from a change, or misspelt here or there.',
    fix: 'leave it out, or correct the key',
    source: inferred,
    ...onTranslations,
    *find(subject) {
      const lookedUp = isLookedUp(subject)
      const told = new Set<string>()
      for (const { path, entries } of localizationOf(subject.files).texts) {
        const orphans = [...entries.keys()].filter((key) => !(told.has(key) || lookedUp(key)))
        for (const key of orphans) told.add(key)
        if (orphans.length > 0) yield { path, message: `nothing in the pass looks up ${shownKeys(orphans)}` }
      }
    },
  },
  {
    code: 'language-default-missing',
    severity: 'warning',
    what: 'The only language with texts is a translation of what stands in pass.json.',
    why: 'Devices take the only language that there is: everybody sees the translation, and nobody the texts of pass.json.',
    fix: 'add a folder for the language of pass.json, too, with the same keys',
    source: archivedGuide,
    ...onTranslations,
    *find(subject) {
      const { texts } = localizationOf(subject.files)
      const [only] = texts
      if (texts.length !== 1 || !only || [...only.entries].some(([key, text]) => key === text)) return
      const [key] = spokenKeys(subject, only)
      if (key === undefined) return
      yield {
        path: only.path,
        message: `${only.language} is the only language, but pass.json has the text ${shownName(key)} in another one`,
      }
    },
  },
]
