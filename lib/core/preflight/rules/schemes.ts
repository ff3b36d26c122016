/** The rules on schemes: newer looks that a pass asks for, and what becomes of them. */
import { appleTool, documented, inferred } from '../../finding.ts'
import type { Json } from '../../format/json.ts'
import { intendedName } from '../../format/misspelling.ts'
import { type SchemeName, schemeNames, schemes } from '../../format/schemes.ts'
import { styleNames } from '../../format/styles.ts'
import type { PassRule, PassSubject, Place } from '../rule.ts'
import { type SchemeFault, schemeFaults, wantedSchemes } from '../schemes.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')
const guidelines = documented('https://developer.apple.com/design/human-interface-guidelines/wallet')

const key = '/preferredStyleSchemes'

const styleKeys: readonly string[] = styleNames

const isScheme = (name: string): name is SchemeName => schemeNames.some((known) => known === name)

/** The names that a pass asks for, with their places; what is no text is left to the tables. */
const askedBy = ({ pass }: PassSubject): readonly (readonly [index: number, name: string])[] => {
  const asked: readonly Json[] = Array.isArray(pass.preferredStyleSchemes) ? pass.preferredStyleSchemes : []
  return asked.flatMap((name, index) => (typeof name === 'string' ? [[index, name] as const] : []))
}

const askingRules: readonly PassRule[] = [
  {
    code: 'scheme-unknown',
    severity: 'warning',
    what: 'The pass asks for a scheme that does not exist.',
    why: 'Wallet tries the schemes in their order and passes over what it does not know.',
    fix: `write ${schemeNames.join(' or ')}, and the style of the pass after it`,
    since: 18,
    source: passPage,
    on: 'pass',
    reads: ['preferredStyleSchemes'],
    *find(subject) {
      for (const [index, name] of askedBy(subject)) {
        if (isScheme(name) || styleKeys.includes(name)) continue
        const meant = intendedName(name, [...schemeNames, ...styleKeys])
        yield {
          path: `${key}/${index}`,
          message: `there is no scheme ${JSON.stringify(name.slice(0, 40))}`,
          ...(meant && { fix: `write "${meant}"` }),
        }
      }
    },
  },
  {
    code: 'scheme-of-other-style',
    severity: 'warning',
    what: 'The pass asks for a scheme, or a style, of which it has not the style key.',
    why: 'A scheme is another look of one style: a pass of another style never gets it.',
    fix: 'ask for the scheme that belongs to the style of the pass',
    since: 18,
    source: passPage,
    on: 'pass',
    reads: ['preferredStyleSchemes', 'styles'],
    *find(subject) {
      const { styles } = subject
      if (styles.length === 0) return
      for (const [index, name] of askedBy(subject)) {
        const base = isScheme(name) ? schemes[name].base : styleNames.find((style) => style === name)
        if (!base || styles.includes(base)) continue
        yield { path: `${key}/${index}`, message: `${name} belongs to ${base}, and this pass is ${styles.join(', ')}` }
      }
    },
  },
  {
    code: 'scheme-base-not-last',
    severity: 'warning',
    what: 'The schemes that a pass asks for do not end with its style.',
    why: "Apple's examples end with the plain style, which Wallet falls back to. Before a scheme, the plain style is always the first that fits.",
    fix: 'write the style of the pass last',
    since: 18,
    source: inferred,
    on: 'pass',
    reads: ['preferredStyleSchemes', 'styles'],
    *find(subject) {
      const asked = askedBy(subject)
      const last = asked.at(-1)?.[1]
      const scheme = asked.map(([, name]) => name).find(isScheme)
      if (!scheme || last === undefined) return
      const { base } = schemes[scheme]
      if (subject.styles.includes(base) && last !== base) {
        yield {
          path: key,
          message: `the schemes end with ${JSON.stringify(last.slice(0, 40))}`,
          fix: `write "${base}" last`,
        }
      }
    },
  },
]

function* faultsOf(subject: PassSubject, has: (fault: SchemeFault) => boolean): Iterable<Place> {
  for (const scheme of wantedSchemes(subject.pass)) {
    for (const fault of schemeFaults(subject.pass, subject.files, scheme).filter(has)) {
      yield { path: fault.path, message: `for ${scheme}, ${fault.message}` }
    }
  }
}

const onContents = {
  on: 'pass',
  reads: ['preferredStyleSchemes', 'semantics', 'nfc', 'layout'],
  files: true,
} as const

const wantingRules: readonly PassRule[] = [
  {
    code: 'scheme-incomplete',
    severity: 'warning',
    what: 'The pass asks for a scheme and lacks something that the scheme needs.',
    why: 'Wallet checks a pass against each scheme that it asks for and falls back to the plain style where something is missing.',
    fix: 'give what is missing, or do not ask for the scheme',
    since: 18,
    source: appleTool,
    ...onContents,
    find: (subject) => faultsOf(subject, ({ severity }) => severity !== 'warning'),
  },
  {
    code: 'scheme-sparse',
    severity: 'warning',
    what: 'The pass asks for a scheme and lacks something that makes it useful.',
    why: 'Apple recommends it: without, parts of the pass stay empty or say what cannot be.',
    fix: 'give it',
    since: 18,
    source: appleTool,
    ...onContents,
    find: (subject) => faultsOf(subject, ({ severity }) => severity === 'warning'),
  },
  {
    code: 'scheme-shows-no-barcode',
    severity: 'warning',
    what: 'A poster of an event ticket relies on a barcode.',
    why: 'Posters show no barcode: their holders enter by NFC. Only the plain style, on older systems, shows it.',
    fix: 'give nfc for entry, or do not ask for posterEventTicket',
    since: 18,
    source: guidelines,
    on: 'pass',
    reads: ['preferredStyleSchemes', 'barcodes', 'barcode', 'nfc', 'styles'],
    *find({ pass }) {
      if (!wantedSchemes(pass).includes('posterEventTicket') || (pass.nfc ?? null) !== null) return
      const first = ['barcodes', 'barcode'].find((name) => (pass[name] ?? null) !== null)
      if (first) yield { path: `/${first}`, message: 'a poster shows no barcode, and there is no nfc' }
    },
  },
]

/** The rules on `preferredStyleSchemes` and what it asks for. */
export const schemeRules: readonly PassRule[] = [...askingRules, ...wantingRules]
