/** The examples for the rules on schemes, and on what only one style or scheme uses. */
import { pngStub } from '../builders/template.ts'
import { aField, good } from './a-pass.ts'
import type { RuleCase } from './case.ts'
import { rows } from './rows.ts'

const eventTicket = { base: good.eventTicket }
const boardingPass = { base: good.boardingPass }

const tags = {
  eventName: 'The Fern',
  venueName: 'Hall',
  venueRegionName: 'Vienna',
  venueRoom: 'Great hall',
  eventType: 'PKEventTypeLivePerformance',
  performerNames: ['The Fern'],
  artistIDs: ['1'],
  seats: [{ seatRow: '1', seatNumber: '2' }],
  eventStartDate: '2027-03-01T19:00:00Z',
  eventEndDate: '2027-03-01T22:00:00Z',
}

const nfc = {
  message: 'A-1',
  encryptionPublicKey:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEvKoxLyiCcCiLxzBKUCxOMBh0Gs3BLLd9MqHPaLVIqp7Pcu3dQjVYnLtVJ1ezXn4Pt6eoSCIDrM6f2dbQo0wUcA==',
  requiresAuthentication: true,
}

/** A ticket that asks for a poster and has all that it needs, with changes to its tags. */
const poster = (changes: object = {}) => ({
  preferredStyleSchemes: ['posterEventTicket', 'eventTicket'],
  semantics: { ...tags, ...changes },
  nfc,
  sharingProhibited: true,
})

const pictures = { ...eventTicket, files: { 'artwork.png': pngStub() } }

const flight = {
  airlineCode: 'XX',
  flightNumber: 123,
  flightCode: 'XX123',
  departureAirportCode: 'VIE',
  departureCityName: 'Vienna',
  departureLocationTimeZone: 'Europe/Vienna',
  destinationAirportCode: 'OSL',
  destinationCityName: 'Oslo',
  destinationLocationTimeZone: 'Europe/Oslo',
  originalBoardingDate: '2027-03-01T09:00:00Z',
  originalDepartureDate: '2027-03-01T09:30:00Z',
  originalArrivalDate: '2027-03-01T11:45:00Z',
  passengerName: { givenName: 'Ada', familyName: 'Example' },
  seats: [{ seatNumber: '14C' }],
}

/** A boarding pass that asks to be drawn from its tags, with changes to them. */
const semantic = (changes: object = {}) => ({
  preferredStyleSchemes: ['semanticBoardingPass', 'boardingPass'],
  semantics: { ...flight, ...changes },
})

const missing = (key: string, make: (changes: object) => object, options: object) => ({
  says: `without ${key}`,
  broken: make({ [key]: undefined }),
  twin: make({}),
  path: `/semantics/${key}`,
  options,
})

const link = 'https://example.com/bags'

/** The examples. */
export const schemeCases: readonly RuleCase[] = [
  ...rows(63, 'scheme-incomplete', 'warning', [
    ...['eventName', 'venueName', 'venueRegionName', 'venueRoom', 'performerNames'].map((key) =>
      missing(key, poster, pictures),
    ),
    {
      says: 'a poster of a match without the teams',
      broken: poster({ eventType: 'PKEventTypeSports', awayTeamAbbreviation: 'B' }),
      twin: poster({ eventType: 'PKEventTypeSports', homeTeamAbbreviation: 'A', awayTeamAbbreviation: 'B' }),
      path: '/semantics/homeTeamAbbreviation',
      options: pictures,
    },
    {
      says: 'a poster without nfc',
      broken: { ...poster(), nfc: undefined },
      twin: poster(),
      path: '/nfc',
      options: pictures,
    },
    {
      says: 'a poster whose nfc is null',
      broken: { ...poster(), nfc: null },
      twin: poster(),
      path: '/nfc',
      options: pictures,
    },
    {
      says: 'a poster whose picture is a JPEG file',
      broken: poster(),
      twin: poster(),
      path: 'artwork.png',
      options: { ...eventTicket, files: { 'artwork.jpg': pngStub() } },
      twinOptions: pictures,
    },
    {
      says: 'a poster without a picture',
      broken: poster(),
      twin: poster(),
      path: 'artwork.png',
      options: eventTicket,
      twinOptions: pictures,
    },
  ]),
  ...rows(64, 'scheme-incomplete', 'warning', [
    ...['airlineCode', 'flightNumber', 'departureAirportCode', 'originalBoardingDate', 'passengerName'].map((key) =>
      missing(key, semantic, boardingPass),
    ),
    {
      says: 'a boarding pass for a train, drawn from its tags',
      broken: {
        ...semantic(),
        boardingPass: { transitType: 'PKTransitTypeTrain', primaryFields: [aField('from'), aField('to')] },
      },
      twin: semantic(),
      path: '/boardingPass/transitType',
      options: boardingPass,
    },
  ]),
  ...rows(64, 'scheme-sparse', 'warning', [missing('departureCityName', semantic, boardingPass)]),
  ...rows(65, 'scheme-unknown', 'warning', [
    {
      says: 'a scheme that does not exist',
      broken: { preferredStyleSchemes: ['posterTicket', 'eventTicket'] },
      twin: { preferredStyleSchemes: ['eventTicket'] },
      path: '/preferredStyleSchemes/0',
      options: eventTicket,
    },
  ]),
  ...rows(65, 'scheme-of-other-style', 'warning', [
    {
      says: 'the scheme of an event ticket on a store card',
      broken: { preferredStyleSchemes: ['posterEventTicket', 'storeCard'] },
      twin: { preferredStyleSchemes: ['storeCard'] },
      path: '/preferredStyleSchemes/0',
    },
  ]),
  ...rows(65, 'scheme-base-not-last', 'warning', [
    {
      says: 'the plain style before the scheme',
      broken: { ...poster(), preferredStyleSchemes: ['eventTicket', 'posterEventTicket'] },
      twin: poster(),
      path: '/preferredStyleSchemes',
      options: pictures,
    },
    {
      says: 'the scheme alone',
      broken: { ...poster(), preferredStyleSchemes: ['posterEventTicket'] },
      twin: poster(),
      path: '/preferredStyleSchemes',
      options: pictures,
    },
  ]),
  ...rows(66, 'key-unused', 'warning', [
    {
      says: 'a key of the event guide without the poster',
      broken: { bagPolicyURL: link },
      twin: { ...poster(), bagPolicyURL: link },
      path: '/bagPolicyURL',
      options: pictures,
    },
    {
      says: 'a key of the event guide on a store card',
      broken: { sellURL: link },
      path: '/sellURL',
    },
    {
      says: 'a key of boarding passes that are drawn from tags, without the scheme',
      broken: { changeSeatURL: link },
      twin: { ...semantic(), changeSeatURL: link, orderFoodURL: link },
      path: '/changeSeatURL',
      options: boardingPass,
    },
    {
      says: 'automatic colours without the poster',
      broken: { useAutomaticColors: true },
      twin: { ...poster(), useAutomaticColors: true },
      path: '/useAutomaticColors',
      options: pictures,
    },
  ]),
  ...rows(66, 'field-group-unused', 'warning', [
    {
      says: 'tiles on an event ticket without the poster',
      broken: { eventTicket: { primaryFields: [aField('a')], additionalInfoFields: [aField('b')] } },
      twin: { ...poster(), eventTicket: { primaryFields: [aField('a')], additionalInfoFields: [aField('b')] } },
      path: '/eventTicket/additionalInfoFields',
      options: pictures,
    },
    {
      says: 'footer fields on a coupon',
      broken: { coupon: { footerFields: [aField('b')] } },
      twin: { coupon: { footerFields: [], auxiliaryFields: [aField('b')] } },
      path: '/coupon/footerFields',
      options: { base: good.coupon },
    },
    {
      says: 'secondary fields on a poster',
      broken: { posterGeneric: { secondaryFields: [aField('b')] } },
      twin: { posterGeneric: { footerFields: [aField('b')] } },
      path: '/posterGeneric/secondaryFields',
      options: { base: good.generic },
    },
  ]),
  ...rows(66, 'image-unused', 'warning', [
    {
      says: 'a footer on a store card',
      broken: {},
      path: 'footer.png',
      options: { files: { 'footer.png': pngStub() } },
      twinOptions: { files: { 'strip.png': pngStub() } },
    },
  ]),
  ...rows(0, 'semantic-tag-unused', 'info', [
    {
      says: 'a tag of flights on a store card',
      broken: { semantics: { airlineCode: 'XX' } },
      twin: { semantics: { balance: { amount: '1.00', currencyCode: 'EUR' } } },
      path: '/semantics/airlineCode',
    },
  ]),
  ...rows(67, 'scheme-sparse', 'warning', [
    missing('seats', poster, pictures),
    missing('artistIDs', poster, pictures),
    {
      says: 'a poster of an event that ends before it starts',
      broken: poster({ eventEndDate: '2027-03-01T18:00:00Z' }),
      twin: poster(),
      path: '/semantics/eventEndDate',
      options: pictures,
    },
  ]),
  ...rows(0, 'event-ends-before-start', 'warning', [
    {
      says: 'an event that ends before it starts, in another time zone',
      broken: { semantics: { eventStartDate: '2027-03-01T19:00:00Z', eventEndDate: '2027-03-01T19:30:00+01:00' } },
      twin: { semantics: { eventStartDate: '2027-03-01T19:00:00Z', eventEndDate: '2027-03-01T19:30:00Z' } },
      path: '/semantics/eventEndDate',
      options: eventTicket,
    },
  ]),
  ...rows(68, 'scheme-shows-no-barcode', 'warning', [
    {
      says: 'a poster that relies on a barcode',
      broken: {
        ...poster(),
        nfc: undefined,
        barcodes: [{ format: 'PKBarcodeFormatQR', message: '1', messageEncoding: 'utf-8' }],
      },
      twin: { ...poster(), barcodes: [{ format: 'PKBarcodeFormatQR', message: '1', messageEncoding: 'utf-8' }] },
      path: '/barcodes',
      options: pictures,
    },
  ]),
]
