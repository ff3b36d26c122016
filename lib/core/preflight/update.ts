/** Rules on the next version of a pass, compared with the one that devices hold. */
import { type Bytes, sameBytes } from '../bytes.ts'
import { deviceLog, documented, type Explanation, type Finding, inferred } from '../finding.ts'
import { fieldGroupTable } from '../format/field-groups.ts'
import { canonicalJson, type Json, type JsonObject } from '../format/json.ts'
import { isManifestOrSignature } from '../format/package-path.ts'
import { askRules, type SubjectRule } from './ask-rules.ts'
import { inFileOrder } from './file-order.ts'
import { personalizationName } from './personalization.ts'
import { fieldsOf, type Place, type PlacedField, pathOf, stylesOf } from './rule.ts'

/** One version of a pass: `pass.json` and all files of the package, by path. */
export interface PassVersion {
  readonly pass: JsonObject
  readonly files: ReadonlyMap<string, Bytes>
}

interface Update {
  readonly previous: PassVersion
  readonly next: PassVersion
}

const updatingPage = documented(
  'https://developer.apple.com/documentation/walletpasses/adding-a-web-service-to-update-passes',
)
const fieldPage = documented('https://developer.apple.com/documentation/walletpasses/passfieldcontent')

function* changedKeys({ previous, next }: Update, keys: readonly string[], what: string): Iterable<Place> {
  for (const key of keys) {
    const [before, after] = [previous.pass[key], next.pass[key]]
    if (typeof before === 'string' && before !== after) {
      yield { path: `/${key}`, message: `${key} is not that of the previous version: ${what}` }
    }
  }
}

const hostOf = (url: Json | undefined): string | undefined =>
  typeof url === 'string' && URL.canParse(url) ? new URL(url).host : undefined

const visibleFields = ({ pass }: PassVersion): PlacedField[] =>
  fieldsOf(pass, stylesOf(pass)).filter(({ group }) => fieldGroupTable[group].front)

const shownOf = ({ field }: PlacedField): string => canonicalJson([field.value ?? null, field.attributedValue ?? null])

const isSilent = ({ field: { changeMessage } }: PlacedField): boolean =>
  typeof changeMessage !== 'string' || changeMessage === ''

function* silentChanges({ previous, next }: Update): Iterable<Place> {
  const before = new Map(visibleFields(previous).map((placed) => [placed.field.key, shownOf(placed)]))
  for (const placed of visibleFields(next)) {
    const { key } = placed.field
    const was = before.get(key)
    if (typeof key !== 'string' || was === undefined || was === shownOf(placed) || !isSilent(placed)) continue
    yield {
      path: pathOf(placed),
      message: `there is no message on the lock screen for the change of ${key.slice(0, 40)}`,
    }
  }
}

const contents = ({ files }: PassVersion): ReadonlyMap<string, Bytes> =>
  new Map([...files].filter(([path]) => !isManifestOrSignature(path)))

const isSame = ({ previous, next }: Update): boolean => {
  const [before, after] = [contents(previous), contents(next)]
  return (
    before.size > 0 &&
    before.size === after.size &&
    [...before].every(([path, bytes]) => {
      const other = after.get(path)
      return other !== undefined && sameBytes(bytes, other)
    })
  )
}

const rules: readonly SubjectRule<Update>[] = [
  {
    code: 'update-identity-changed',
    severity: 'error',
    what: 'An update has another serial number or pass type identifier than the pass it updates.',
    why: 'The two say which pass it is: with others a device sees another pass, and leaves the one that it has as it is.',
    fix: 'keep passTypeIdentifier and serialNumber in all versions of a pass',
    source: updatingPage,
    find: (update) => changedKeys(update, ['passTypeIdentifier', 'serialNumber'], 'devices see another pass'),
  },
  {
    code: 'update-token-changed',
    severity: 'error',
    what: 'An update has another authentication token than the pass it updates.',
    why: 'Devices that have not fetched the update go on with the old token, and are turned away.',
    fix: 'keep the authenticationToken in all versions of a pass',
    source: updatingPage,
    find: (update) => changedKeys(update, ['authenticationToken'], 'devices that hold the old one are turned away'),
  },
  {
    code: 'update-personalization-kept',
    severity: 'error',
    what: 'An update has personalization.json.',
    why: 'Once its holder has personalized a pass, the file must be gone: with it, Wallet asks again.',
    fix: 'leave personalization.json and its logo out of the personalized pass',
    source: documented('https://developer.apple.com/documentation/walletpasses/personalize'),
    *find({ previous, next }) {
      if (!next.files.has(personalizationName)) return
      const since = previous.files.has(personalizationName) ? 'still there' : 'there again'
      yield { path: personalizationName, message: `${personalizationName} is ${since}: Wallet would ask again` }
    },
  },
  {
    code: 'update-team-changed',
    severity: 'warning',
    what: 'An update is of another team than the pass it updates.',
    why: 'The identifier of a pass type belongs to one team. What a device does with a pass that changes its team is not documented.',
    fix: 'keep teamIdentifier, and sign with a certificate of the same team',
    source: inferred,
    find: (update) => changedKeys(update, ['teamIdentifier'], 'a pass type belongs to one team'),
  },
  {
    code: 'update-web-service-lost',
    severity: 'warning',
    what: 'An update has no web service any more.',
    why: 'A device that has fetched it never asks for another version.',
    fix: 'keep webServiceURL, unless this is the last version of the pass',
    source: updatingPage,
    *find({ previous, next }) {
      if (hostOf(previous.pass.webServiceURL) !== undefined && (next.pass.webServiceURL ?? '') === '') {
        yield { path: '/webServiceURL', message: 'webServiceURL is gone: there is no way to change the pass again' }
      }
    },
  },
  {
    code: 'update-web-service-moved',
    severity: 'info',
    what: 'An update names another web service than the pass it updates.',
    why: 'Devices ask the old one until they have fetched the update, and some will only much later.',
    fix: 'keep the old web service until every device has registered with the new one',
    source: inferred,
    *find({ previous, next }) {
      const [before, after] = [hostOf(previous.pass.webServiceURL), hostOf(next.pass.webServiceURL)]
      if (before === undefined || after === undefined || before === after) return
      yield { path: '/webServiceURL', message: `the web service moves from ${before} to ${after}` }
    },
  },
  {
    code: 'update-change-silent',
    severity: 'info',
    what: 'A visible field changes, and has no changeMessage.',
    why: 'Wallet shows a message on the lock screen only for changes of fields that have one.',
    fix: 'give the field a changeMessage with %@, if its holder should be told',
    source: fieldPage,
    find: silentChanges,
  },
  {
    code: 'update-unchanged',
    severity: 'warning',
    what: 'An update is the same as the pass it updates.',
    why: 'Devices fetch it for nothing, and log "Server requested update to serial number …, but the pass was unchanged."',
    fix: 'announce a pass only when it has changed',
    source: deviceLog,
    *find(update) {
      if (isSame(update)) yield { path: '', message: 'the update has the same files as the version before' }
    },
  },
]

/** What is known of every code that {@link updateFindings} gives. */
export const updateRules: readonly Explanation[] = rules

/**
 * What is wrong with a pass as the successor of another version of it, besides what is wrong with it alone. Paths are
 * those of the next version, in its order.
 */
export const updateFindings = (previous: PassVersion, next: PassVersion): readonly Finding[] =>
  inFileOrder(askRules(rules, { previous, next }), next.pass)
