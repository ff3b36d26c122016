/** What a new template of each style starts with: fields as passes of the style mostly have them, and their values. */
import type { JsonObject } from '../../core/format/json.ts'

/** The styles that a template can be started in. */
export const starterStyles = ['boardingPass', 'coupon', 'eventTicket', 'generic', 'storeCard'] as const

/** A style that a template can be started in. */
export type StarterStyle = (typeof starterStyles)[number]

/** What is peculiar to the style. */
export interface Starter {
  /** What Wallet reads out for somebody who does not see the pass. */
  readonly description: string
  /** The contents of the style object. */
  readonly content: JsonObject
  /** Other keys of `pass.json`. */
  readonly keys?: JsonObject
  /** JSON Schemas of the values; all of them are required. */
  readonly values: Readonly<Record<string, JsonObject>>
  /** Sample values, whose dates lie in a year. */
  readonly sample: (year: number) => JsonObject
}

const text = (description: string): JsonObject => ({ type: 'string', minLength: 1, maxLength: 64, description })

const moment = (description: string): JsonObject => ({ type: 'string', format: 'date-time', description })

const terms = { key: 'terms', label: 'Terms', value: 'Say here what holders of this pass should know.' }

/** The starters. */
export const starters: Readonly<Record<StarterStyle, Starter>> = {
  boardingPass: {
    description: 'Boarding pass',
    content: {
      transitType: 'PKTransitTypeAir',
      headerFields: [{ key: 'gate', label: 'Gate', value: '${gate}', changeMessage: 'Your gate is now %@.' }],
      primaryFields: [
        { key: 'origin', label: 'Vienna', value: '${origin}', changeMessage: 'You now leave from %@.' },
        { key: 'destination', label: 'Lisbon', value: '${destination}', changeMessage: 'You now fly to %@.' },
      ],
      auxiliaryFields: [
        {
          key: 'boarding',
          label: 'Boarding',
          value: '${boarding}',
          dateStyle: 'PKDateStyleShort',
          timeStyle: 'PKDateStyleShort',
          changeMessage: 'Boarding is now at %@.',
        },
        { key: 'seat', label: 'Seat', value: '${seat}', changeMessage: 'Your seat is now %@.' },
      ],
      secondaryFields: [
        { key: 'passenger', label: 'Passenger', value: '${passenger}', changeMessage: 'The passenger is now %@.' },
      ],
      backFields: [terms],
    },
    keys: { relevantDate: '${boarding}', relevantDates: [{ date: '${boarding}' }] },
    values: {
      passenger: text('name of the passenger'),
      origin: text('code of the airport'),
      destination: text('code of the airport'),
      boarding: moment('when boarding begins'),
      gate: text('gate'),
      seat: text('seat'),
    },
    sample: (year) => ({
      passenger: 'Ada Lovelace',
      origin: 'VIE',
      destination: 'LIS',
      boarding: `${year}-06-12T09:40:00+02:00`,
      gate: 'B12',
      seat: '14C',
    }),
  },
  coupon: {
    description: 'Coupon',
    content: {
      primaryFields: [
        { key: 'offer', label: 'On everything', value: '${offer}', changeMessage: 'The offer is now %@.' },
      ],
      auxiliaryFields: [
        {
          key: 'expires',
          label: 'Good until',
          value: '${expires}',
          dateStyle: 'PKDateStyleMedium',
          timeStyle: 'PKDateStyleNone',
          changeMessage: 'The coupon is now good until %@.',
        },
      ],
      backFields: [terms],
    },
    keys: { expirationDate: '${expires}' },
    values: { offer: text('what there is to gain'), expires: moment('until when the coupon is good') },
    sample: (year) => ({ offer: '20% off', expires: `${year}-12-31T23:59:00+01:00` }),
  },
  eventTicket: {
    description: 'Event ticket',
    content: {
      primaryFields: [{ key: 'event', label: 'Event', value: '${event}', changeMessage: 'The event is now %@.' }],
      secondaryFields: [
        { key: 'venue', label: 'Venue', value: '${venue}', changeMessage: 'The venue is now %@.' },
        { key: 'seat', label: 'Seat', value: '${seat}', changeMessage: 'Your seat is now %@.' },
      ],
      auxiliaryFields: [
        {
          key: 'starts',
          label: 'Starts',
          value: '${starts}',
          dateStyle: 'PKDateStyleMedium',
          timeStyle: 'PKDateStyleShort',
          changeMessage: 'The event now starts on %@.',
        },
      ],
      backFields: [terms],
    },
    keys: { relevantDate: '${starts}', relevantDates: [{ date: '${starts}' }] },
    values: {
      event: text('name of the event'),
      venue: text('name of the venue'),
      seat: text('seat'),
      starts: moment('when the event starts'),
    },
    sample: (year) => ({
      event: 'Spring concert',
      venue: 'Harbour Hall',
      seat: 'C 14',
      starts: `${year}-04-18T19:30:00+02:00`,
    }),
  },
  generic: {
    description: 'Membership card',
    content: {
      headerFields: [{ key: 'level', label: 'Level', value: '${level}', changeMessage: 'Your level is now %@.' }],
      primaryFields: [{ key: 'member', label: 'Member', value: '${member}', changeMessage: 'The card is now for %@.' }],
      secondaryFields: [
        { key: 'number', label: 'Number', value: '${serialNumber}', changeMessage: 'Your number is now %@.' },
      ],
      backFields: [terms],
    },
    values: { member: text('name of the member'), level: text('kind of membership') },
    sample: () => ({ member: 'Ada Lovelace', level: 'Patron' }),
  },
  storeCard: {
    description: 'Store card',
    content: {
      headerFields: [
        { key: 'points', label: 'Points', value: { $eval: 'points' }, changeMessage: 'You now have %@ points.' },
      ],
      primaryFields: [
        {
          key: 'balance',
          label: 'Balance',
          value: { $eval: 'balance' },
          currencyCode: 'EUR',
          changeMessage: 'Your balance is now %@.',
        },
      ],
      secondaryFields: [
        { key: 'holder', label: 'Holder', value: '${holder}', changeMessage: 'The card is now for %@.' },
      ],
      backFields: [terms],
    },
    values: {
      holder: text('name of the holder'),
      balance: { type: 'number', minimum: 0, description: 'in euros' },
      points: { type: 'integer', minimum: 0 },
    },
    sample: () => ({ holder: 'Ada Lovelace', balance: 24.5, points: 120 }),
  },
}
