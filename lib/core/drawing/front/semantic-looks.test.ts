import { describe, expect, it } from 'vitest'
import { aShownPass } from '../../../../test/builders/shown-pass.ts'
import type { JsonObject } from '../../format/json.ts'
import { textsIn } from '../plain-shapes.ts'
import type { ShownPass } from '../shown-pass.ts'
import { drawFront } from './draw-front.ts'

const written = (look: 'posterEvent' | 'semanticBoarding', semantics: JsonObject, shown: Partial<ShownPass> = {}) =>
  // Runtimes differ in the blank before AM and PM.
  textsIn(
    drawFront(
      aShownPass({
        look,
        fields: 0,
        hasImages: false,
        barcode: { altText: '' },
        shown: { logoText: '', organizationName: '', pass: { semantics }, ...shown },
      }),
    ).shapes,
  ).map(({ text }) => text.replace(/\s/g, ' '))

describe('the poster of an event', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['the moment in its own zone', { eventStartDate: '2027-07-16T20:30:00-05:00' }, ['16 Jul 2027', '20:30']],
    [
      'the moment in the zone of the event',
      { eventStartDateInfo: { date: '2027-07-16T20:30:00Z', timeZone: 'Asia/Tokyo' } },
      ['17 Jul 2027', '05:30'],
    ],
    [
      'a day alone',
      { eventStartDateInfo: { date: '2027-07-16T20:30:00Z', ignoreTimeComponents: true } },
      ['16 Jul 2027'],
    ],
    ['that a date is not announced', { eventStartDateInfo: { unannounced: true } }, ['TBA']],
    ['that a date is not known', { eventStartDateInfo: { undetermined: true } }, ['TBD']],
    ['its name', { eventName: 'Night Music' }, ['Night Music']],
    [
      'who plays',
      { eventType: 'PKEventTypeSports', eventName: 'Final', homeTeamName: 'Gulls', awayTeamName: 'Mill City' },
      ['Gulls – Mill City'],
    ],
    [
      'the seats that are side by side',
      {
        seats: [
          { seatSection: '104', seatRow: 'C', seatNumber: '12' },
          { seatSection: '104', seatRow: 'C', seatNumber: '13' },
          { seatSection: '9', seatRow: 'C', seatNumber: '1' },
        ],
      },
      ['Section 104 · Row C · Seat 12, 13'],
    ],
    ['the admission where there are no seats', { admissionLevel: 'General admission' }, ['General admission']],
    ['the venue and its region', { venueName: 'Amphitheatre', venueRegionName: 'Bristol' }, ['Amphitheatre · Bristol']],
    ['nothing of what is of another type', { eventName: 7, seats: 'A', venueName: null, eventStartDate: true }, ['7']],
  ])('says %s', (_, semantics, texts) => {
    expect(written('posterEvent', semantics)).toEqual(texts)
  })

  it('writes its words in the language of the pass', () => {
    const seats = [{ seatSection: 'A', seatNumber: '3' }]
    expect(written('posterEvent', { seats }, { language: 'de-AT' })).toEqual(['Block A · Sitz 3'])
    expect(written('posterEvent', { seats }, { language: 'constructor' })).toEqual(['Section A · Seat 3'])
  })

  it('reads tags in fields as well', () => {
    const pass = { eventTicket: { primaryFields: [{ key: 'e', value: 'x', semantics: { eventName: 'In a field' } }] } }
    expect(written('posterEvent', {}, { pass })).toEqual(['In a field'])
  })
})

describe('a boarding pass by its semantic tags', () => {
  const journey = {
    airlineCode: 'XX',
    flightNumber: 412,
    departureAirportCode: 'EDI',
    departureCityName: 'Edinburgh',
    departureLocationTimeZone: 'Europe/London',
    originalDepartureDate: '2027-04-12T07:45:00Z',
    destinationAirportCode: 'CPH',
    destinationCityName: 'Copenhagen',
    destinationLocationTimeZone: 'Europe/Copenhagen',
    originalArrivalDate: '2027-04-12T09:40:00Z',
  }

  it('shows each time in the zone of its place', () => {
    expect(written('semanticBoarding', journey)).toEqual([
      '12 Apr 2027',
      'XX 412',
      'Edinburgh',
      'EDI',
      '08:45',
      'Copenhagen',
      'CPH',
      '11:40',
    ])
  })

  it('shows the times as they are now', () => {
    const delayed = { ...journey, currentDepartureDate: '2027-04-12T09:05:00Z' }
    expect(written('semanticBoarding', delayed)).toContain('10:05')
  })

  it('says who flies, and where to sit and to board', () => {
    const more = {
      passengerName: { givenName: 'Birna', familyName: 'Jónsdóttir' },
      seats: [{ seatNumber: '20F' }],
      departureGate: '5A',
      boardingZone: '2',
      boardingGroup: '3',
      originalBoardingDate: '2027-04-12T07:10:00Z',
    }
    expect(written('semanticBoarding', { ...journey, ...more }).slice(8)).toEqual([
      ...['Boards', '08:10', 'Gate', '5A', 'Zone', '2', 'Seat', '20F'],
      ...['Passenger', 'Birna Jónsdóttir'],
    ])
  })
})
