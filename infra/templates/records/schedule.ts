/** The departures of 2027 that the sample records are for. */
import type { AirportCode } from './airports.ts'

/** A departure. */
export interface Departure {
  readonly flightNumber: number
  readonly from: AirportCode
  readonly to: AirportCode
  /** Local time of departure as it was sold. */
  readonly departs: string
  /** Minutes in the air and on the ground, from gate to gate. */
  readonly duration: number
  /** None yet, if left out. */
  readonly gate?: string
  /** Minutes that the flight is late. Default 0. */
  readonly late?: number
  /** Whether the aircraft has two aisles. Default no. */
  readonly wide?: boolean
  /** How many of its passengers are in the records. */
  readonly passengers: number
}

/**
 * Short and long flights, over midnight and over the date line of UTC, on both sides of the days on which clocks
 * change, with zones of half hours, and one on the last day of the year.
 */
export const departures: readonly Departure[] = [
  { flightNumber: 201, from: 'EDI', to: 'KEF', departs: '2027-01-04T07:20', duration: 145, gate: '12', passengers: 12 },
  { flightNumber: 318, from: 'EDI', to: 'LIS', departs: '2027-02-17T06:40', duration: 185, gate: '7', passengers: 14 },
  {
    flightNumber: 319,
    from: 'LIS',
    to: 'EDI',
    departs: '2027-02-21T20:05',
    duration: 180,
    gate: 'S24',
    passengers: 13,
  },
  {
    flightNumber: 27,
    from: 'EDI',
    to: 'BOS',
    departs: '2027-03-16T10:55',
    duration: 440,
    gate: '16',
    wide: true,
    passengers: 14,
  },
  {
    flightNumber: 28,
    from: 'BOS',
    to: 'EDI',
    departs: '2027-03-20T19:35',
    duration: 375,
    gate: 'E8',
    wide: true,
    passengers: 12,
  },
  { flightNumber: 412, from: 'EDI', to: 'CPH', departs: '2027-04-12T08:45', duration: 115, gate: '5A', passengers: 13 },
  { flightNumber: 530, from: 'BGO', to: 'EDI', departs: '2027-05-17T17:30', duration: 95, gate: 'C38', passengers: 11 },
  {
    flightNumber: 641,
    from: 'EDI',
    to: 'WAW',
    departs: '2027-06-11T13:10',
    duration: 160,
    gate: '9',
    late: 35,
    passengers: 13,
  },
  {
    flightNumber: 702,
    from: 'ATH',
    to: 'EDI',
    departs: '2027-07-24T11:25',
    duration: 255,
    gate: 'B17',
    passengers: 14,
  },
  { flightNumber: 745, from: 'EDI', to: 'IST', departs: '2027-08-05T15:50', duration: 260, gate: '14', passengers: 13 },
  { flightNumber: 61, from: 'YYT', to: 'EDI', departs: '2027-09-03T21:50', duration: 285, gate: '4', passengers: 11 },
  {
    flightNumber: 83,
    from: 'EDI',
    to: 'DEL',
    departs: '2027-10-02T20:15',
    duration: 565,
    gate: '18',
    wide: true,
    passengers: 13,
  },
  {
    flightNumber: 90,
    from: 'GRU',
    to: 'EDI',
    departs: '2027-10-28T23:40',
    duration: 680,
    wide: true,
    passengers: 12,
  },
  {
    flightNumber: 45,
    from: 'EDI',
    to: 'YYZ',
    departs: '2027-11-02T12:30',
    duration: 465,
    gate: '17',
    wide: true,
    passengers: 12,
  },
  {
    flightNumber: 77,
    from: 'HND',
    to: 'EDI',
    departs: '2027-12-09T00:35',
    duration: 850,
    gate: '114',
    late: 80,
    wide: true,
    passengers: 12,
  },
  { flightNumber: 366, from: 'ZRH', to: 'EDI', departs: '2027-12-31T17:55', duration: 130, passengers: 11 },
]
