/** The rules on strings files by themselves, and on a text that loses what it was for. */
import { documented, inferred } from '../../finding.ts'
import { isJunk } from '../../format/junk.ts'
import { stringsPath } from '../../format/languages.ts'
import { shownName } from '../../format/package-path.ts'
import type { StringsFault } from '../../format/strings-reader.ts'
import { keyPath, type LanguageTexts, localizationOf } from '../localization.ts'
import type { PassRule, PassSubject, Place } from '../rule.ts'

const packagePage = documented('https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass')
const fieldPage = documented('https://developer.apple.com/documentation/walletpasses/passfieldcontent')

const onTexts = { on: 'pass', reads: [], files: true } as const

const upTo = 40

const quote = (text: string): string => shownName(text.length > upTo ? `${text.slice(0, upTo)}…` : text)

/** The faults of all strings files that are of one kind. */
function* faultsOf({ files }: PassSubject, ...kinds: readonly StringsFault['kind'][]): Iterable<Place> {
  for (const { path, faults } of localizationOf(files).texts) {
    for (const { kind, line, reason, key } of faults) {
      if (!kinds.includes(kind)) continue
      const place = key === undefined ? path : keyPath(path, key)
      const message = key === undefined ? reason : `the key ${quote(key)} stands twice`
      yield { path: place, message: `line ${line}: ${message}` }
    }
  }
}

const placeholder = /%(?:\d+\$)?@/

/** The change messages that are lookup keys or stand for themselves, each once. */
const changeMessages = ({ fields }: PassSubject): ReadonlySet<string> =>
  new Set(fields.flatMap(({ field: { changeMessage } }) => (typeof changeMessage === 'string' ? [changeMessage] : [])))

function* lostPlaceholders(messages: ReadonlySet<string>, { path, language, entries }: LanguageTexts): Iterable<Place> {
  for (const message of messages) {
    const text = entries.get(message)
    if (text !== undefined && !placeholder.test(text)) {
      yield { path: keyPath(path, message), message: `the change message ${quote(message)} has no %@ in ${language}` }
    }
  }
}

const stringsFile = /^([^/]+)\.lproj\/([^/]+\.strings?)$/i

/** The rules on strings files. */
export const stringsRules: readonly PassRule[] = [
  {
    code: 'strings-unreadable',
    severity: 'warning',
    what: 'A strings file cannot be read.',
    why: 'One broken line is enough that the file is not read at all, and everybody of that language sees lookup keys.',
    fix: 'write each text as "key" = "text"; with \\" for quotes and \\n for line breaks inside of it',
    source: packagePage,
    ...onTexts,
    find: (subject) => faultsOf(subject, 'syntax'),
  },
  {
    code: 'strings-property-list',
    severity: 'info',
    what: 'A strings file is a property list.',
    why: "Apple's systems read property lists in place of strings files; what stands in this one was not checked.",
    fix: 'write each text as "key" = "text"; so that other readers can read it too',
    source: inferred,
    ...onTexts,
    find: (subject) => faultsOf(subject, 'property-list'),
  },
  {
    code: 'strings-encoding',
    severity: 'warning',
    what: 'A strings file is not in an encoding that Wallet recognises.',
    why: 'Texts beyond ASCII are UTF-16 with a byte order mark, or UTF-8; UTF-16 without the mark is read as something else.',
    fix: 'save it as UTF-8, or as UTF-16 with a byte order mark',
    source: packagePage,
    ...onTexts,
    find: (subject) => faultsOf(subject, 'unmarked', 'encoding'),
  },
  {
    code: 'strings-key-duplicate',
    severity: 'warning',
    what: 'A key stands twice in a strings file.',
    why: 'Only one of the texts is shown, and it is not documented which.',
    fix: 'keep one of them',
    source: inferred,
    ...onTexts,
    find: (subject) => faultsOf(subject, 'duplicate'),
  },
  {
    code: 'strings-name',
    severity: 'warning',
    what: 'A strings file is not named pass.strings.',
    why: 'Wallet reads the texts of a language from pass.strings alone.',
    fix: 'name it pass.strings',
    source: packagePage,
    ...onTexts,
    *find({ files }) {
      for (const path of files.keys()) {
        const [, language, name] = isJunk(path) ? [] : (stringsFile.exec(path) ?? [])
        if (language === undefined || name === undefined || name === 'pass.strings') continue
        yield { path, message: `${shownName(path)} is not read`, fix: `name it ${stringsPath(language)}` }
      }
    },
  },
  {
    code: 'strings-placeholder-lost',
    severity: 'warning',
    what: 'A translated change message has no %@.',
    why: 'Wallet puts the new value in place of %@, and stays silent in languages whose message has none.',
    fix: 'write %@ where the new value belongs in this language',
    source: fieldPage,
    on: 'pass',
    reads: ['layout'],
    files: true,
    *find(subject) {
      const { texts } = localizationOf(subject.files)
      if (texts.length === 0) return
      const messages = changeMessages(subject)
      for (const each of texts) yield* lostPlaceholders(messages, each)
    },
  },
]
