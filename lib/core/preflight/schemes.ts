/** What the newer looks, which a pass may ask for, want of the pass. */
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { localizedPath } from '../format/languages.ts'
import { type SchemeName, schemeNames, schemes } from '../format/schemes.ts'
import { instantOf } from './instant.ts'
import { fieldsOf, stylesOf } from './rule.ts'

/** Something that a pass lacks for a scheme. */
export interface SchemeFault {
  /** Where it belongs: a JSON pointer into `pass.json`, or a file. */
  readonly path: string
  /** What is wrong, as a sentence: "the tag eventName is missing". */
  readonly message: string
  /**
   * What Apple's own builder makes of it: it refuses to build with an `error`. `unchecked`: Apple's articles require it,
   * the builder does not look.
   */
  readonly severity: 'error' | 'warning' | 'unchecked'
}

/** One thing that a scheme wants. */
interface Want {
  /** What is missing; undefined for a pass that has it, and where it is not wanted. */
  readonly lacks: (content: SchemeContent) => Pick<SchemeFault, 'path' | 'message'> | undefined
  readonly severity: SchemeFault['severity']
}

/** What a scheme is made of. */
interface SchemeContent {
  readonly pass: JsonObject
  /** The semantic tags, wherever the pass has them. */
  readonly tags: ReadonlyMap<string, Json>
  readonly files: ReadonlyMap<string, unknown>
}

const isEmpty = (value: Json | undefined): boolean => {
  if (isObject(value)) return Object.values(value).every(isEmpty)
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

type When = (tags: ReadonlyMap<string, Json>) => boolean

/** A semantic tag; other names that sources give for it count as well. */
const tag = (severity: SchemeFault['severity'], names: readonly string[], when: When = () => true): Want => ({
  severity,
  lacks({ tags }) {
    if (!when(tags) || names.some((name) => !isEmpty(tags.get(name)))) return undefined
    return { path: `/semantics/${names[0]}`, message: `the semantic tag ${names[0]} is missing` }
  },
})

const ofType =
  (type: string): When =>
  (tags) =>
    tags.get('eventType') === type

const isSports = ofType('PKEventTypeSports')
const isLive = ofType('PKEventTypeLivePerformance')

// Apple's own builder takes PDF files for every slot; whatever else is there is no picture to Wallet.
const scaleAndType = /(?:@[23]x)?\.(?:png|pdf)$/

const imageOf = (path: string): string => (localizedPath(path)?.name ?? path).replace(scaleAndType, '')

const hasImage = (files: ReadonlyMap<string, unknown>, names: readonly string[]): boolean => {
  for (const path of files.keys()) if (names.includes(imageOf(path))) return true
  return false
}

const nfc: Want = {
  severity: 'error',
  lacks: ({ pass }) => ((pass.nfc ?? null) === null ? { path: '/nfc', message: 'nfc is missing' } : undefined),
}

const nfcAuthentication: Want = {
  severity: 'error',
  lacks: ({ pass }) =>
    isObject(pass.nfc) && (pass.nfc.requiresAuthentication ?? null) === null
      ? { path: '/nfc/requiresAuthentication', message: 'nfc does not say whether it requires authentication' }
      : undefined,
}

const artwork: Want = {
  severity: 'error',
  lacks: ({ files }) =>
    hasImage(files, ['artwork', 'background'])
      ? undefined
      : { path: 'artwork.png', message: 'there is neither artwork.png nor background.png' },
}

const endAfterStart: Want = {
  severity: 'warning',
  lacks({ tags }) {
    const start = instantOf(tags.get('eventStartDate'))
    const end = instantOf(tags.get('eventEndDate'))
    if (start === undefined || end === undefined || end >= start) return undefined
    return { path: '/semantics/eventEndDate', message: 'the event ends before it starts' }
  },
}

const airTravel: Want = {
  severity: 'error',
  lacks: ({ pass: { boardingPass } }) =>
    isObject(boardingPass) && boardingPass.transitType === 'PKTransitTypeAir'
      ? undefined
      : { path: '/boardingPass/transitType', message: 'the transit type is not PKTransitTypeAir' },
}

/**
 * What Apple's articles and Apple's own builder want of a pass for each scheme.
 *
 * @see https://developer.apple.com/documentation/walletpasses/creating-an-event-pass-using-semantic-tags
 * @see https://developer.apple.com/documentation/walletpasses/creating-an-airline-boarding-pass-using-semantic-tags
 */
const wants: Readonly<Record<SchemeName, readonly Want[]>> = {
  posterEventTicket: [
    tag('error', ['eventName']),
    tag('error', ['venueName']),
    tag('unchecked', ['venueRegionName']),
    tag('unchecked', ['venueRoom']),
    tag('error', ['homeTeamAbbreviation'], isSports),
    tag('error', ['awayTeamAbbreviation'], isSports),
    tag('error', ['performerNames'], isLive),
    tag('warning', ['artistIDs'], isLive),
    nfc,
    nfcAuthentication,
    artwork,
    tag('warning', ['eventStartDate', 'eventStartDateInfo']),
    endAfterStart,
    tag('warning', ['seats']),
  ],
  semanticBoardingPass: [
    airTravel,
    tag('error', ['airlineCode']),
    tag('error', ['flightNumber']),
    tag('error', ['departureAirportCode']),
    tag('warning', ['departureCityName']),
    tag('error', ['departureLocationTimeZone', 'departureAirportTimeZone']),
    tag('error', ['destinationAirportCode']),
    tag('warning', ['destinationCityName']),
    tag('warning', ['destinationLocationTimeZone', 'destinationAirportTimeZone']),
    tag('error', ['originalDepartureDate']),
    tag('error', ['originalBoardingDate']),
    tag('error', ['originalArrivalDate']),
    tag('error', ['passengerName']),
    tag('warning', ['seats']),
  ],
}

/** The semantic tags of a pass, and those of its fields, which count the same. Tags of the pass go first. */
export const semanticTags = (pass: JsonObject): ReadonlyMap<string, Json> => {
  const tags = new Map<string, Json>()
  const sources = [pass.semantics, ...fieldsOf(pass, stylesOf(pass)).map(({ field }) => field.semantics)]
  for (const source of sources) {
    if (!isObject(source)) continue
    for (const [name, value] of Object.entries(source)) if (!tags.has(name)) tags.set(name, value)
  }
  return tags
}

/** The schemes that a pass asks for and that belong to its style, in its order. */
export const wantedSchemes = (pass: JsonObject): readonly SchemeName[] => {
  const asked: readonly Json[] = Array.isArray(pass.preferredStyleSchemes) ? pass.preferredStyleSchemes : []
  const styles = stylesOf(pass)
  return asked.flatMap((name) => schemeNames.filter((known) => known === name && styles.includes(schemes[known].base)))
}

/**
 * Everything that a pass lacks for a scheme; Wallet shows the plain style instead of a scheme whose wants are not met.
 *
 * @param files the files of the package, by path
 */
export const schemeFaults = (
  pass: JsonObject,
  files: ReadonlyMap<string, unknown>,
  scheme: SchemeName,
): readonly SchemeFault[] => {
  const content = { pass, tags: semanticTags(pass), files }
  return wants[scheme].flatMap(({ severity, lacks }) => {
    const lack = lacks(content)
    return lack ? [{ ...lack, severity }] : []
  })
}
