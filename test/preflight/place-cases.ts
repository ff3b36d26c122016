/** The examples for the rules on places and on relevance by style. */
import { good } from './a-pass.ts'
import type { RuleCase } from './case.ts'
import { rows } from './rows.ts'

const eventTicket = { base: good.eventTicket }
const generic = { base: good.generic }

const place = { latitude: 48.2, longitude: 16.4 }
const uuid = '5A4BCFCE-174E-4BAC-A814-092E77F6B7E5'
const uuids = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ proximityUUID: `${uuid.slice(0, -2)}${10 + index}` }))

/** The examples. */
export const placeCases: readonly RuleCase[] = [
  ...rows(39, 'locations-too-many', 'warning', [
    {
      says: 'eleven locations',
      broken: { locations: Array.from({ length: 11 }, () => place) },
      twin: { locations: Array.from({ length: 10 }, () => place) },
      path: '/locations',
    },
  ]),
  ...rows(39, 'number-out-of-range', 'error', [
    {
      says: 'a latitude beyond the pole',
      broken: { locations: [{ ...place, latitude: 90.1 }] },
      twin: { locations: [{ ...place, latitude: -90 }] },
      path: '/locations/0/latitude',
    },
    {
      says: 'a longitude beyond the date line',
      broken: { locations: [place, { ...place, longitude: -181 }] },
      twin: { locations: [place, { ...place, longitude: 180 }] },
      path: '/locations/1/longitude',
    },
  ]),
  ...rows(39, 'type-wrong', 'error', [
    {
      says: 'a latitude as text',
      broken: { locations: [{ ...place, latitude: '48.2' }] },
      twin: { locations: [place] },
      path: '/locations/0/latitude',
    },
  ]),
  ...rows(39, 'key-missing', 'error', [
    {
      says: 'a location without longitude',
      broken: { locations: [{ latitude: 48.2 }] },
      twin: { locations: [place] },
      path: '/locations/0/longitude',
    },
  ]),
  ...rows(40, 'beacons-too-many', 'warning', [
    {
      says: 'beacons of eleven different UUIDs',
      broken: { beacons: uuids(11) },
      twin: {
        beacons: [
          ...uuids(10),
          ...uuids(10).map(({ proximityUUID }) => ({ proximityUUID: proximityUUID.toLowerCase() })),
        ],
      },
      path: '/beacons',
    },
  ]),
  ...rows(40, 'text-invalid', 'error', [
    {
      says: 'a beacon with a broken UUID',
      broken: { beacons: [{ proximityUUID: uuid.slice(1) }] },
      twin: { beacons: [{ proximityUUID: uuid }] },
      path: '/beacons/0/proximityUUID',
    },
  ]),
  ...rows(40, 'number-out-of-range', 'error', [
    {
      says: 'a major number beyond 16 bits',
      broken: { beacons: [{ proximityUUID: uuid, major: 65_536 }] },
      twin: { beacons: [{ proximityUUID: uuid, major: 65_535 }] },
      path: '/beacons/0/major',
    },
    {
      says: 'a negative minor number',
      broken: { beacons: [{ proximityUUID: uuid, minor: -1 }] },
      twin: { beacons: [{ proximityUUID: uuid, minor: 0 }] },
      path: '/beacons/0/minor',
    },
  ]),
  ...rows(41, 'type-wrong', 'warning', [
    { says: 'a distance as text', broken: { maxDistance: '250' }, twin: { maxDistance: 250 }, path: '/maxDistance' },
  ]),
  ...rows(41, 'number-out-of-range', 'warning', [
    { says: 'a distance of nothing', broken: { maxDistance: 0 }, twin: { maxDistance: 0.5 }, path: '/maxDistance' },
  ]),
  ...rows(42, 'relevance-date-unused', 'warning', [
    {
      says: 'a store card with a date',
      broken: { relevantDate: '2027-03-01T19:00:00Z' },
      path: '/relevantDate',
    },
    {
      says: 'a coupon with dates',
      broken: { relevantDates: [{ date: '2027-03-01T19:00:00Z' }] },
      twin: { expirationDate: '2027-03-01T19:00:00Z' },
      path: '/relevantDates',
      options: { base: good.coupon },
    },
    {
      says: 'a store card with a date, which an event ticket may have',
      broken: { relevantDate: '2027-03-01T19:00:00Z', locations: [place] },
      twin: { relevantDate: '2027-03-01T19:00:00Z', locations: [place] },
      path: '/relevantDate',
      options: {},
      twinOptions: eventTicket,
    },
  ]),
  ...rows(42, 'relevance-place-missing', 'warning', [
    {
      says: 'a generic pass with a date and no place',
      broken: { relevantDate: '2027-03-01T19:00:00Z' },
      twin: { relevantDate: '2027-03-01T19:00:00Z', locations: [place] },
      path: '/relevantDate',
      options: generic,
    },
    {
      says: 'a generic pass with a date and an empty list of places',
      broken: { relevantDate: '2027-03-01T19:00:00Z', locations: [] },
      twin: { relevantDate: '2027-03-01T19:00:00Z', beacons: [{ proximityUUID: uuid }] },
      path: '/relevantDate',
      options: generic,
    },
  ]),
  ...rows(0, 'relevant-text-organization', 'info', [
    {
      says: 'the name of the organization in what the lock screen says',
      broken: { locations: [{ ...place, relevantText: 'An example is near' }] },
      twin: { locations: [{ ...place, relevantText: 'Store on 3rd and Main' }] },
      path: '/locations/0/relevantText',
    },
  ]),
]
