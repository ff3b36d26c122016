/** The rules on passes that ask their holder to personalize them. */
import type { Bytes } from '../../bytes.ts'
import { documented } from '../../finding.ts'
import { personalizationTable } from '../../format/personalization.ts'
import { localizationOf } from '../localization.ts'
import { imagesOf } from '../package-images.ts'
import { personalizationName, readPersonalization } from '../personalization.ts'
import type { PassRule, Place } from '../rule.ts'
import { shapeFindings } from '../shape.ts'

const page = documented('https://developer.apple.com/documentation/walletpasses/personalize')
const archivedGuide = documented(
  'https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/PassPersonalization.html',
)

type Files = ReadonlyMap<string, Bytes>

const fields = 'requiredPersonalizationFields'

function* contentFaults(files: Files, severity: 'error' | 'warning'): Iterable<Place> {
  const { json, fault } = readPersonalization(files) ?? {}
  if (fault !== undefined && severity === 'error') yield { path: personalizationName, message: `the file ${fault}` }
  if (!json) return
  for (const finding of shapeFindings(personalizationTable, json)) {
    const { path, message, fix } = finding
    if (finding.severity === severity) yield { path: `${personalizationName}#${path}`, message, fix }
  }
  const asked = json[fields]
  if (Array.isArray(asked) && asked.length === 0 && severity === 'error') {
    yield { path: `${personalizationName}#/${fields}`, message: 'asks for nothing', fix: 'name at least one field' }
  }
}

const logos = (files: Files) => imagesOf(files).images.filter(({ slot }) => slot === 'personalizationLogo')

const logoNames = ['personalizationLogo.png', 'personalizationLogo@2x.png', 'personalizationLogo@3x.png']

/** The logo is at the root in every scale, or in the folder of every language in every scale. */
function* missingLogos(files: Files): Iterable<Place> {
  const found = logos(files)
  if (found.length === 0) return
  const localized = found.every(({ language }) => language !== undefined)
  const folders = localized
    ? Array.from(localizationOf(files).folders.keys(), (language) => `${language}.lproj/`)
    : ['']
  for (const folder of folders) {
    for (const name of logoNames) {
      if (!files.has(folder + name)) yield { path: folder + name, message: `${folder}${name} is missing` }
    }
  }
}

const onForm = { on: 'pass', files: true, since: 10 } as const

/** The rules on `personalization.json`, and what a pass needs so that the form comes up. */
export const personalizationRules: readonly PassRule[] = [
  {
    code: 'personalization-invalid',
    severity: 'error',
    what: 'personalization.json does not say what Wallet wants to know.',
    why: 'The form comes up only if the file names what it asks for, by the names that Wallet knows, and describes it.',
    fix: `give "${fields}" and "description"`,
    source: page,
    reads: [],
    ...onForm,
    find: ({ files }) => contentFaults(files, 'error'),
  },
  {
    code: 'personalization-doubtful',
    severity: 'warning',
    what: 'personalization.json has something that Wallet most likely drops.',
    why: 'Wallet ignores what it does not know, and what is of no use.',
    fix: 'correct it, or leave it out',
    source: page,
    reads: [],
    ...onForm,
    find: ({ files }) => contentFaults(files, 'warning'),
  },
  {
    code: 'personalization-logo-missing',
    severity: 'error',
    what: 'A personalizable pass has no personalizationLogo.',
    why: 'Wallet shows the form only with its logo.',
    fix: 'add personalizationLogo.png, @2x and @3x, 150 by 40 points',
    source: archivedGuide,
    reads: [],
    ...onForm,
    *find({ files }) {
      if (!files.has(personalizationName) || logos(files).length > 0) return
      yield { path: 'personalizationLogo.png', message: 'personalizationLogo.png is missing' }
    },
  },
  {
    code: 'personalization-logo-scale',
    severity: 'warning',
    what: 'The personalizationLogo is missing in a scale or a language.',
    why: 'A missing scale is drawn from another one, and blurred; a missing language may show no form at all.',
    fix: 'add the logo in three scales, at the root or for every language',
    source: archivedGuide,
    reads: [],
    ...onForm,
    find: ({ files }) => (files.has(personalizationName) ? missingLogos(files) : []),
  },
  {
    code: 'personalization-web-service',
    severity: 'error',
    what: 'A personalizable pass has no web service.',
    why: 'The answers of the holder go to the web service; without one there is no form.',
    fix: 'give "webServiceURL" and "authenticationToken"',
    source: page,
    reads: ['webServiceURL'],
    ...onForm,
    *find({ files, pass }) {
      if (!files.has(personalizationName) || (pass.webServiceURL ?? '') !== '') return
      yield { path: '/webServiceURL', message: 'the pass asks for personalization, but has no web service' }
    },
  },
  {
    code: 'personalization-style',
    severity: 'error',
    what: 'A personalizable pass is no store card.',
    why: 'Only the pass of a rewards program, which is a store card, can be personalized.',
    fix: 'make it a storeCard, or leave personalization.json out',
    source: page,
    reads: ['styles'],
    ...onForm,
    *find(subject) {
      const [style] = subject.styles
      // The files are asked for last: it takes time to put them together.
      if (style === undefined || subject.styles.includes('storeCard') || !subject.files.has(personalizationName)) return
      yield { path: `/${style}`, message: `the pass asks for personalization, but is of the style ${style}` }
    },
  },
  {
    code: 'personalization-nfc',
    severity: 'error',
    what: 'A personalizable pass has no NFC message.',
    why: 'Only a pass that talks to readers over NFC can be personalized.',
    fix: 'give "nfc", or leave personalization.json out',
    source: page,
    reads: ['nfc'],
    ...onForm,
    *find({ files, pass }) {
      if (!files.has(personalizationName) || (pass.nfc ?? null) !== null) return
      yield { path: '/nfc', message: 'the pass asks for personalization, but has no NFC message' }
    },
  },
  {
    code: 'personalization-logo-unused',
    severity: 'info',
    what: 'The package has a personalizationLogo, but no personalization.json.',
    why: 'The logo is shown on the form alone, which the pass does not have.',
    fix: 'leave the logo out, or add personalization.json',
    source: page,
    reads: [],
    ...onForm,
    *find({ files }) {
      if (files.has(personalizationName)) return
      const [logo] = logos(files)
      if (logo) yield { path: logo.path, message: `${logo.path} is there without personalization.json` }
    },
  },
]
