/** What is worth changing in the sample passes: ideas for whoever sees the gallery for the first time. */
import type { JsonObject } from '../../../lib/core/format/json.ts'

/** Something that may happen to a pass. */
export interface Idea {
  /** What the button says. */
  readonly title: string
  /** Values to go on with, one after the other, so that each time something changes. */
  readonly turns: readonly JsonObject[]
}

/** What the gallery knows of a sample template. */
export interface Tour {
  /** What its pass is. */
  readonly title: string
  /** The values that the form shows first. */
  readonly first: readonly string[]
  readonly ideas: readonly Idea[]
}

const tours: Readonly<Record<string, Tour>> = {
  'boarding-pass': {
    title: 'Boarding pass',
    first: ['gate', 'boardingTime', 'seat', 'group'],
    ideas: [
      { title: 'The gate changes', turns: [{ gate: '5A' }, { gate: 'B12' }, { gate: '23' }] },
      { title: 'A better seat', turns: [{ seat: '20F' }, { seat: '2A' }, { seat: '11C' }] },
      {
        title: 'The flight is late',
        turns: [
          { boardingTime: '2027-04-12T08:10:00+01:00', departureTime: '2027-04-12T08:45:00+01:00' },
          { boardingTime: '2027-04-12T08:50:00+01:00', departureTime: '2027-04-12T09:25:00+01:00' },
          { boardingTime: '2027-04-12T09:20:00+01:00', departureTime: '2027-04-12T09:55:00+01:00' },
        ],
      },
    ],
  },
  coupon: {
    title: 'Coupon',
    first: ['offer', 'item', 'expires', 'redeemed'],
    ideas: [
      { title: 'A better offer', turns: [{ offer: '20% off' }, { offer: '30% off' }, { offer: 'Half price' }] },
      {
        title: 'Valid for longer',
        turns: [{ expires: '2027-06-30T23:59:59+02:00' }, { expires: '2027-08-31T23:59:59+02:00' }],
      },
      { title: 'Redeem it', turns: [{ redeemed: false }, { redeemed: true }] },
    ],
  },
  'event-ticket': {
    title: 'Event ticket',
    first: ['startsAt', 'entrance', 'row', 'seat'],
    ideas: [
      { title: 'Another entrance', turns: [{ entrance: '2' }, { entrance: '5' }, { entrance: 'N1' }] },
      {
        title: 'It starts later',
        turns: [
          { startsAt: '2027-07-16T20:30:00+01:00' },
          { startsAt: '2027-07-16T21:00:00+01:00' },
          { startsAt: '2027-07-16T21:30:00+01:00' },
        ],
      },
      {
        title: 'A seat in front',
        turns: [
          { row: 'D', seat: '17' },
          { row: 'A', seat: '4' },
        ],
      },
    ],
  },
  membership: {
    title: 'Membership card',
    first: ['level', 'guests', 'validUntil', 'givenName'],
    ideas: [
      {
        title: 'Another level',
        turns: [{ level: { en: 'Patron', es: 'Mecenas' } }, { level: { en: 'Benefactor', es: 'Benefactora' } }],
      },
      { title: 'More guests', turns: [{ guests: 2 }, { guests: 4 }, { guests: 6 }] },
      {
        title: 'Renew it',
        turns: [{ validUntil: '2027-12-31T23:59:59+01:00' }, { validUntil: '2028-12-31T23:59:59+01:00' }],
      },
    ],
  },
  'store-card': {
    title: 'Store card',
    first: ['balance', 'points', 'level', 'holder'],
    ideas: [
      {
        title: 'Buy a coffee',
        turns: [
          { balance: 24.6, points: 1280 },
          { balance: 20.8, points: 1318 },
          { balance: 17, points: 1356 },
          { balance: 12.9, points: 1397 },
        ],
      },
      { title: 'Top up', turns: [{ balance: 24.6 }, { balance: 50 }, { balance: 75 }] },
      { title: 'Next level', turns: [{ level: 'Sheaf' }, { level: 'Harvest' }, { level: 'Seed' }] },
    ],
  },
}

/** The tour of a template; of one that nobody has thought of, an empty one. */
export const tourOf = (template: string): Tour =>
  (Object.hasOwn(tours, template) ? tours[template] : undefined) ?? { title: template, first: [], ideas: [] }

const fits = (turn: JsonObject, values: JsonObject): boolean =>
  Object.entries(turn).every(([name, value]) => JSON.stringify(values[name]) === JSON.stringify(value))

/** What an idea makes of values: its next turn. */
export const nextTurn = ({ turns }: Idea, values: JsonObject): JsonObject => {
  const now = turns.findIndex((turn) => fits(turn, values))
  return turns[(now + 1) % turns.length] ?? {}
}
