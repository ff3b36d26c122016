/** Who travels together on a flight, in which cabin, and in which seats. */
import { type Passenger, party } from './passengers.ts'
import type { Random } from './random.ts'
import type { Departure } from './schedule.ts'

/** A passenger with a seat such as `14C`. */
export interface SeatedPassenger extends Passenger {
  readonly seat: string
}

/** People on one booking of one flight, in seats side by side. */
export interface Booking {
  readonly pnr: string
  readonly cabin: keyof typeof cabins
  /** The number of the ticket's flight coupon: 1 on the way out, 2 on the way back. */
  readonly coupon: number
  /** What the fare includes, in words. */
  readonly baggage: string
  readonly people: readonly SeatedPassenger[]
}

/** The cabins, with their letters in bar codes, their rows, and their seats with one and with two aisles. */
export const cabins = {
  Business: { compartment: 'J', firstRow: 1, rows: 4, narrow: 'ACDF', wide: 'ACDGHK' },
  Economy: { compartment: 'Y', firstRow: 7, rows: 25, narrow: 'ABCDEF', wide: 'ABCDEFGHJK' },
} as const

// No digits and letters that look alike.
const referenceLetters: readonly [string, ...string[]] = ['A', ...'BCDEFGHJKLMNPQRSTUVWXYZ23456789']

const cabinBag = '1 cabin bag up to 8 kg'
const economyBaggage = [
  cabinBag,
  `${cabinBag} and 1 checked bag up to 23 kg`,
  `${cabinBag} and 2 checked bags up to 23 kg each`,
] as const
const businessBaggage = '2 cabin bags up to 8 kg each and 2 checked bags up to 32 kg each'

/** Free seats side by side, marked as taken. */
const seats = (
  random: Random,
  cabin: Booking['cabin'],
  isWide: boolean,
  size: number,
  taken: Set<string>,
): string[] => {
  const { firstRow, rows, narrow, wide } = cabins[cabin]
  const letters = isWide ? wide : narrow
  for (;;) {
    const row = firstRow + random.below(rows)
    const start = random.below(letters.length - size + 1)
    const chosen = Array.from(letters.slice(start, start + size), (letter) => `${row}${letter}`)
    if (chosen.some((seat) => taken.has(seat))) continue
    for (const seat of chosen) taken.add(seat)
    return chosen
  }
}

/** The bookings of a flight, for as many passengers as its schedule says; no seat twice. */
export const bookingsOf = (random: Random, flight: Departure): readonly Booking[] => {
  const bookings: Booking[] = []
  const taken = new Set<string>()
  for (let left = flight.passengers; left > 0; ) {
    const size = Math.min(left, random.pick([1, 1, 1, 2, 2, 3]))
    const cabin = random.below(5) === 0 ? 'Business' : 'Economy'
    const chosen = seats(random, cabin, flight.wide ?? false, size, taken)
    bookings.push({
      pnr: Array.from({ length: 6 }, () => random.pick(referenceLetters)).join(''),
      cabin,
      coupon: 1 + random.below(2),
      baggage: cabin === 'Business' ? businessBaggage : random.pick(economyBaggage),
      people: party(random, size).map((passenger, index) => ({ ...passenger, seat: chosen[index] ?? '' })),
    })
    left -= size
  }
  return bookings
}
