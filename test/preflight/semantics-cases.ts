/** The examples for the rules on semantic tags, events to come, actions and userInfo. */
import { aField, good } from './a-pass.ts'
import type { RuleCase } from './case.ts'
import { rows } from './rows.ts'

const eventTicket = { base: good.eventTicket }
const boardingPass = { base: good.boardingPass }

const tags = (semantics: object) => ({ semantics })

const entry = { identifier: 'e1', name: 'First night', type: 'event' }

/** A ticket to several events: these. */
const upcoming = (...entries: readonly object[]) => ({
  preferredStyleSchemes: ['posterEventTicket', 'eventTicket'],
  upcomingPassInformation: entries.map((changes) => ({ ...entry, ...changes })),
})

const image = (changes: object = {}) => ({
  images: {
    headerImage: { URLs: [{ URL: 'https://example.com/a.png', SHA256: 'a1'.repeat(32), size: 1_000, ...changes }] },
  },
})

const imagePath = '/upcomingPassInformation/0/images/headerImage/URLs/0'

const action = { identifier: 'a1', type: 'call', url: 'tel:+4312345' }

/** The examples. */
export const semanticsCases: readonly RuleCase[] = [
  ...rows(69, 'type-wrong', 'warning', [
    {
      says: 'a flight number as text',
      broken: tags({ flightNumber: '123' }),
      twin: tags({ flightNumber: 123 }),
      path: '/semantics/flightNumber',
      options: boardingPass,
    },
    {
      says: 'an amount of money as a number',
      broken: tags({ totalPrice: { amount: 12.5, currencyCode: 'EUR' } }),
      twin: tags({ totalPrice: { amount: '12.50', currencyCode: 'EUR' } }),
      path: '/semantics/totalPrice/amount',
    },
    {
      says: 'seats that are one object',
      broken: tags({ seats: { seatNumber: '14C' } }),
      twin: tags({ seats: [{ seatNumber: '14C' }] }),
      path: '/semantics/seats',
      options: boardingPass,
    },
    {
      says: 'a wish for silence as a number, in a field',
      broken: { eventTicket: { primaryFields: [aField('a', { semantics: { silenceRequested: 'yes' } })] } },
      twin: { eventTicket: { primaryFields: [aField('a', { semantics: { silenceRequested: true } })] } },
      path: '/eventTicket/primaryFields/0/semantics/silenceRequested',
      options: eventTicket,
    },
  ]),
  ...rows(69, 'date-zone-missing', 'warning', [
    {
      says: 'a date without a time zone',
      broken: tags({ eventStartDate: '2027-03-01T19:00:00' }),
      twin: tags({ eventStartDate: '2027-03-01T19:00:00Z' }),
      path: '/semantics/eventStartDate',
      options: eventTicket,
    },
  ]),
  ...rows(69, 'name-unknown', 'warning', [
    {
      says: 'an unknown kind of event',
      broken: tags({ eventType: 'Concert' }),
      twin: tags({ eventType: 'PKEventTypeLivePerformance' }),
      path: '/semantics/eventType',
      options: eventTicket,
    },
  ]),
  ...rows(0, 'semantic-code-unknown', 'warning', [
    {
      says: 'an airport of four letters',
      broken: tags({ departureAirportCode: 'LOWW' }),
      twin: tags({ departureAirportCode: 'VIE' }),
      path: '/semantics/departureAirportCode',
      options: boardingPass,
    },
    {
      says: 'an airline of three letters',
      broken: tags({ airlineCode: 'AUA' }),
      twin: tags({ airlineCode: '3K' }),
      path: '/semantics/airlineCode',
      options: boardingPass,
    },
    {
      says: 'a price in no currency',
      broken: tags({ totalPrice: { amount: '1.00', currencyCode: 'EUO' } }),
      twin: tags({ totalPrice: { amount: '1.00', currencyCode: 'USD' } }),
      path: '/semantics/totalPrice/currencyCode',
    },
  ]),
  ...rows(0, 'flight-code-contradicted', 'warning', [
    {
      says: 'a flight code of another number',
      broken: tags({ airlineCode: 'XX', flightNumber: 124, flightCode: 'XX123' }),
      twin: tags({ airlineCode: 'XX', flightNumber: 123, flightCode: 'XX0123' }),
      path: '/semantics/flightCode',
      options: boardingPass,
    },
    {
      says: 'a flight code of another airline',
      broken: tags({ airlineCode: 'XY', flightCode: 'XX 123' }),
      twin: tags({ airlineCode: 'XX', flightCode: 'XX 123' }),
      path: '/semantics/flightCode',
      options: boardingPass,
    },
  ]),
  ...rows(0, 'semantic-tag-repeated', 'info', [
    {
      says: 'a tag of the pass and of a field as well',
      broken: {
        ...tags({ eventName: 'The Fern' }),
        eventTicket: { primaryFields: [aField('a', { semantics: { eventName: 'The Fern' } })] },
      },
      twin: {
        ...tags({ eventName: 'The Fern' }),
        eventTicket: { primaryFields: [aField('a', { semantics: { venueName: 'Hall' } })] },
      },
      path: '/eventTicket/primaryFields/0/semantics/eventName',
      options: eventTicket,
    },
  ]),
  ...rows(0, 'film-silence-incomplete', 'info', [
    {
      says: 'a silent film of which a device does not know the end',
      broken: tags({ eventType: 'PKEventTypeMovie', silenceRequested: true, eventStartDate: '2027-03-01T19:00:00Z' }),
      twin: tags({
        eventType: 'PKEventTypeMovie',
        silenceRequested: true,
        eventStartDate: '2027-03-01T19:00:00Z',
        eventEndDate: '2027-03-01T21:00:00Z',
        venueLocation: { latitude: 48.2, longitude: 16.4 },
      }),
      path: '/semantics/silenceRequested',
      options: eventTicket,
    },
  ]),
  ...rows(70, 'key-unused', 'warning', [
    {
      says: 'events to come on a store card',
      broken: { upcomingPassInformation: [entry] },
      twin: upcoming({}),
      path: '/upcomingPassInformation',
      options: {},
      twinOptions: eventTicket,
    },
  ]),
  ...rows(70, 'upcoming-identifier-duplicate', 'warning', [
    {
      says: 'two events to come with one identifier',
      broken: upcoming({}, { name: 'Second night' }),
      twin: upcoming({}, { identifier: 'e2' }),
      path: '/upcomingPassInformation/1/identifier',
      options: eventTicket,
    },
  ]),
  ...rows(0, 'upcoming-field', 'warning', [
    {
      says: 'a date without a time zone in a field of an event to come',
      broken: upcoming({ backFields: [{ key: 'a', value: '2027-03-01T19:00', dateStyle: 'PKDateStyleShort' }] }),
      twin: upcoming({ backFields: [{ key: 'a', value: '2027-03-01T19:00Z', dateStyle: 'PKDateStyleShort' }] }),
      path: '/upcomingPassInformation/0/backFields/0/value',
      options: eventTicket,
    },
    {
      says: 'two fields of an event to come with one key',
      broken: upcoming({ backFields: [aField('a'), aField('a')] }),
      twin: upcoming({ backFields: [aField('a'), aField('b')] }),
      path: '/upcomingPassInformation/0/backFields/1/key',
      options: eventTicket,
    },
  ]),
  ...rows(70, 'name-unknown', 'warning', [
    {
      says: 'an entry that is no event',
      broken: upcoming({ type: 'flight' }),
      twin: upcoming({}),
      path: '/upcomingPassInformation/0/type',
      options: eventTicket,
    },
  ]),
  ...rows(70, 'upcoming-image-unreachable', 'warning', [
    {
      says: 'an image that is not fetched over https',
      broken: upcoming(image({ URL: 'http://example.com/a.png' })),
      twin: upcoming(image()),
      path: `${imagePath}/URL`,
      options: eventTicket,
    },
    {
      says: 'an image of three megabytes',
      broken: upcoming(image({ size: 3_000_000 })),
      twin: upcoming(image({ size: 2_000_000 })),
      path: `${imagePath}/size`,
      options: eventTicket,
    },
  ]),
  ...rows(70, 'text-invalid', 'warning', [
    {
      says: 'a digest that is too short',
      broken: upcoming(image({ SHA256: 'a1b2' })),
      twin: upcoming(image()),
      path: `${imagePath}/SHA256`,
      options: eventTicket,
    },
  ]),
  ...rows(0, 'upcoming-key-case', 'info', [
    {
      says: "keys as they are spelt in Apple's builder",
      broken: upcoming({ urls: { sellURL: 'https://example.com' } }),
      twin: upcoming({ URLs: { sellURL: 'https://example.com' } }),
      path: '/upcomingPassInformation/0/urls',
      options: eventTicket,
    },
  ]),
  ...rows(71, 'actions-too-many', 'warning', [
    {
      says: 'three actions',
      broken: { featuredActions: ['a1', 'a2', 'a3'].map((identifier) => ({ ...action, identifier })) },
      twin: { featuredActions: ['a1', 'a2'].map((identifier) => ({ ...action, identifier })) },
      path: '/featuredActions',
    },
  ]),
  ...rows(
    71,
    'key-missing',
    'warning',
    ['identifier', 'type'].map((key) => ({
      says: `an action without ${key}`,
      broken: { featuredActions: [{ ...action, [key]: undefined }] },
      twin: { featuredActions: [{ ...action, type: 'somethingNew' }] },
      path: `/featuredActions/0/${key}`,
    })),
  ),
  ...rows(71, 'action-identifier-duplicate', 'warning', [
    {
      says: 'two actions with one identifier',
      broken: { featuredActions: [action, { ...action, type: 'place' }] },
      twin: { featuredActions: [action, { ...action, identifier: 'a2' }] },
      path: '/featuredActions/1/identifier',
    },
  ]),
  ...rows(72, 'user-info-not-object', 'warning', [
    { says: 'JSON as text', broken: { userInfo: '{"id":1' }, twin: { userInfo: { id: 1 } }, path: '/userInfo' },
    { says: 'a list', broken: { userInfo: [1] }, twin: { userInfo: { list: [1] } }, path: '/userInfo' },
  ]),
]
