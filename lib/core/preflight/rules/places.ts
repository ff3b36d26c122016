/** The rules on the places at which a pass is relevant, and on what makes each style relevant. */
import { documented } from '../../finding.ts'
import { isObject, type Json } from '../../format/json.ts'
import { styles as styleTable } from '../../format/styles.ts'
import type { PassRule, PassSubject } from '../rule.ts'

const page = documented('https://developer.apple.com/documentation/walletpasses/pass')
const guide = documented(
  'https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html',
)

/** The most locations, and the most different beacons, that Wallet looks at. */
const most = 10

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

const dateKeys = ['relevantDate', 'relevantDates'] as const
const placeKeys = ['locations', 'beacons'] as const

const isGiven = (value: Json | undefined): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null

const plainStyleOf = ({ styles }: PassSubject) => styles.find((style) => !styleTable[style].beside)

/** The rules on `locations`, `beacons` and relevance by style. */
export const placeRules: readonly PassRule[] = [
  {
    code: 'locations-too-many',
    severity: 'warning',
    what: 'The pass has more than ten locations.',
    why: 'Wallet looks at ten locations and ignores the rest.',
    fix: 'keep the ten that matter most to the holder of this pass',
    source: page,
    on: 'pass',
    reads: ['locations'],
    *find({ pass: { locations } }) {
      const { length } = listOf(locations)
      if (length > most) yield { path: '/locations', message: `there are ${length} locations; Wallet looks at ${most}` }
    },
  },
  {
    code: 'beacons-too-many',
    severity: 'warning',
    what: 'The beacons of the pass have more than ten different UUIDs.',
    why: 'Wallet looks for ten beacon UUIDs and ignores the rest.',
    fix: 'give beacons of the same place the same UUID, and tell them apart by major and minor',
    since: 7,
    source: page,
    on: 'pass',
    reads: ['beacons'],
    *find({ pass: { beacons } }) {
      const uuids = new Set<string>()
      for (const beacon of listOf(beacons)) {
        if (isObject(beacon) && typeof beacon.proximityUUID === 'string') uuids.add(beacon.proximityUUID.toUpperCase())
      }
      if (uuids.size > most) {
        yield { path: '/beacons', message: `there are ${uuids.size} different UUIDs; Wallet looks for ${most}` }
      }
    },
  },
  {
    code: 'relevance-date-unused',
    severity: 'warning',
    what: 'A coupon or a store card has a date of relevance.',
    why: 'Wallet brings coupons and store cards up by place only; makers of passes report that a date in the past even makes them look expired.',
    fix: 'leave the date out; say until when the pass is good with expirationDate',
    source: guide,
    on: 'pass',
    reads: [...dateKeys, 'styles'],
    *find(subject) {
      const style = plainStyleOf(subject)
      if (!style || styleTable[style].relevance.date) return
      for (const key of dateKeys) {
        if (isGiven(subject.pass[key])) yield { path: `/${key}`, message: `a ${style} is not relevant by date` }
      }
    },
  },
  {
    code: 'relevance-place-missing',
    severity: 'warning',
    what: 'A pass of this style has a date of relevance, and no place.',
    why: 'Wallet brings passes of this style up at a place; a date only narrows that down.',
    fix: 'give locations or beacons',
    source: guide,
    on: 'pass',
    reads: [...dateKeys, ...placeKeys, 'styles'],
    *find(subject) {
      const { pass } = subject
      const style = plainStyleOf(subject)
      // Where a date has no effect at all, that is told instead.
      if (!(style && styleTable[style].relevance.date) || styleTable[style].relevance.place !== 'needed') return
      const key = dateKeys.find((name) => isGiven(pass[name]))
      if (key === undefined || placeKeys.some((name) => isGiven(pass[name]))) return
      yield { path: `/${key}`, message: `a ${style} needs a place to be relevant, and has only a date` }
    },
  },
  {
    code: 'relevant-text-organization',
    severity: 'info',
    what: 'The text that Wallet shows at a place repeats the name of the organization.',
    why: 'The lock screen shows the name already; the text is to say what is near.',
    fix: 'say what is near: "Store on 3rd and Main"',
    source: guide,
    on: 'pass',
    reads: ['organizationName', ...placeKeys],
    *find({ pass }) {
      const { organizationName } = pass
      const name = typeof organizationName === 'string' ? organizationName.trim().toLowerCase() : ''
      if (name === '') return
      for (const key of placeKeys) {
        for (const [index, place] of listOf(pass[key]).entries()) {
          const text = isObject(place) ? place.relevantText : undefined
          if (typeof text === 'string' && text.toLowerCase().includes(name)) {
            yield { path: `/${key}/${index}/relevantText`, message: 'the text repeats the name of the organization' }
          }
        }
      }
    },
  },
]
