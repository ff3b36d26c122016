/** The rules on what semantic tags say: codes, dates and numbers that contradict each other. */
import { documented, inferred } from '../../finding.ts'
import { isCurrency } from '../../format/currencies.ts'
import { isObject } from '../../format/json.ts'
import { instantOf } from '../instant.ts'
import type { PassRule, Place } from '../rule.ts'
import { wantedSchemes } from '../schemes.ts'
import { findTag, type TaggedPlace, taggedPlaces } from './semantic-places.ts'

const tagsPage = documented('https://developer.apple.com/documentation/walletpasses/semantictags')

const onTags = { on: 'pass', reads: ['semantics', 'layout'] } as const

/** The forms of codes that airlines, airports and amounts are known by. */
const codes: readonly { readonly tag: string; readonly form: RegExp; readonly wants: string }[] = [
  { tag: 'airlineCode', form: /^[A-Z0-9]{2}$/, wants: 'two letters or digits, by IATA' },
  { tag: 'departureAirportCode', form: /^[A-Z]{3}$/, wants: 'three letters, by IATA' },
  { tag: 'destinationAirportCode', form: /^[A-Z]{3}$/, wants: 'three letters, by IATA' },
]

/** Most likely a lookup key, whose text is in pass.strings: too long for any code. */
const longestCode = 6

const codeFault = ({ path, tags }: TaggedPlace, { tag, form, wants }: (typeof codes)[number]): Place | undefined => {
  const value = tags[tag]
  return typeof value !== 'string' || value.length > longestCode || form.test(value)
    ? undefined
    : { path: `${path}/${tag}`, message: `${JSON.stringify(value)} is not ${wants}`, fix: `write ${wants}` }
}

const currencyFault = ({ path, tags }: TaggedPlace, tag: string): Place | undefined => {
  const amount = tags[tag]
  const code = isObject(amount) ? amount.currencyCode : undefined
  // Another form than three capital letters is told by the tables.
  return typeof code !== 'string' || !threeCapitals.test(code) || isCurrency(code)
    ? undefined
    : {
        path: `${path}/${tag}/currencyCode`,
        message: `${code} is not a known currency`,
        fix: 'write a code such as EUR',
      }
}

const badCodes = (places: readonly TaggedPlace[]): readonly Place[] =>
  places
    .flatMap((place) => [
      ...codes.map((code) => codeFault(place, code)),
      ...['totalPrice', 'balance'].map((tag) => currencyFault(place, tag)),
    ])
    .filter((place) => place !== undefined)

const threeCapitals = /^[A-Z]{3}$/
const flight = /^([A-Z0-9]{2})\s?0*(\d{1,4})[A-Z]?$/

/** What of a flight's code its other tags contradict. */
const contradiction = (places: readonly TaggedPlace[], code: string): string | undefined => {
  const [, airline, digits] = flight.exec(code) ?? []
  if (airline === undefined || digits === undefined) return undefined
  const airlineCode = findTag(places, 'airlineCode')?.value
  if (typeof airlineCode === 'string' && airlineCode.length === 2 && airlineCode.toUpperCase() !== airline) {
    return `airlineCode is ${airlineCode}`
  }
  const number = findTag(places, 'flightNumber')?.value
  return typeof number === 'number' && number !== Number(digits) ? `flightNumber is ${number}` : undefined
}

/** The rules on tags. */
export const semanticsRules: readonly PassRule[] = [
  {
    code: 'semantic-code-unknown',
    severity: 'warning',
    what: 'A semantic tag has a code that cannot be one.',
    why: 'Wallet looks flights up by the codes of airlines and airports: with another one there are no live data.',
    fix: 'write the code of IATA',
    source: tagsPage,
    ...onTags,
    find: ({ pass, fields }) => badCodes(taggedPlaces(pass, fields)),
  },
  {
    code: 'flight-code-contradicted',
    severity: 'warning',
    what: 'The flight code says something else than airline code and flight number.',
    why: 'They are three ways to name one flight; Wallet looks it up by one of them and shows another.',
    fix: 'write the airline code and the flight number, joined, as the flight code',
    source: tagsPage,
    ...onTags,
    *find({ pass, fields }) {
      const places = taggedPlaces(pass, fields)
      const code = findTag(places, 'flightCode')
      const says = typeof code?.value === 'string' ? contradiction(places, code.value) : undefined
      if (code && says)
        yield { path: code.path, message: `the flight code is ${JSON.stringify(code.value)}, but ${says}` }
    },
  },
  {
    code: 'event-ends-before-start',
    severity: 'warning',
    what: 'The event ends before it starts.',
    why: 'Calendar, focus and reminders take the event from these dates.',
    fix: 'write the later date into "eventEndDate"',
    source: inferred,
    on: 'pass',
    reads: ['semantics', 'layout', 'preferredStyleSchemes'],
    *find({ pass, fields }) {
      // Of a poster it is told with all else that the scheme wants.
      if (wantedSchemes(pass).includes('posterEventTicket')) return
      const places = taggedPlaces(pass, fields)
      const end = findTag(places, 'eventEndDate')
      const start = instantOf(findTag(places, 'eventStartDate')?.value)
      const until = instantOf(end?.value)
      if (end && start !== undefined && until !== undefined && until < start) {
        yield { path: end.path, message: 'the event ends before it starts' }
      }
    },
  },
  {
    code: 'semantic-tag-repeated',
    severity: 'info',
    what: 'A semantic tag stands in several places of the pass.',
    why: 'Tags of fields count as those of the pass; which of several goes first is documented nowhere.',
    fix: 'give the tag once',
    source: inferred,
    ...onTags,
    *find({ pass, fields }) {
      const seen = new Map<string, string>()
      for (const { path, tags } of taggedPlaces(pass, fields)) {
        for (const name of Object.keys(tags)) {
          const first = seen.get(name)
          if (first === undefined) seen.set(name, path)
          else yield { path: `${path}/${name}`, message: `${name} is in ${first} already` }
        }
      }
    },
  },
  {
    code: 'film-silence-incomplete',
    severity: 'info',
    what: 'A ticket to a film asks for silence and lacks what a device needs to offer it.',
    why: 'Do Not Disturb is suggested for a film whose start, end and venue are known.',
    fix: 'give eventStartDate, eventEndDate and venueLocation',
    source: tagsPage,
    ...onTags,
    *find({ pass, fields }) {
      const places = taggedPlaces(pass, fields)
      const silence = findTag(places, 'silenceRequested')
      if (silence?.value !== true || findTag(places, 'eventType')?.value !== 'PKEventTypeMovie') return
      const missing = ['eventStartDate', 'eventEndDate', 'venueLocation'].filter((name) => !findTag(places, name))
      if (missing.length > 0)
        yield { path: silence.path, message: `for a silent film, ${missing.join(', ')} is missing` }
    },
  },
]
