/** 200 boarding passes of the fictional Kittiwake Air: records that fill the sample template `boarding-pass`. */
import { airports, dayOfYear, instantOf, localTime } from './airports.ts'
import { bcbp } from './bcbp.ts'
import { type Booking, bookingsOf, cabins, type SeatedPassenger } from './bookings.ts'
import { seeded } from './random.ts'
import { type Departure, departures } from './schedule.ts'

interface Times {
  readonly boardingTime: string
  readonly departureTime: string
  readonly arrivalTime: string
}

interface Flight extends Times {
  readonly flightNumber: number
  readonly fromCode: string
  readonly fromCity: string
  readonly fromTimeZone: string
  readonly toCode: string
  readonly toCity: string
  readonly toTimeZone: string
  readonly gate?: string
  /** The times as they were sold, if the flight is late. */
  readonly scheduled?: Times
}

/** The values of one boarding pass. */
export interface FlightRecord extends Flight {
  /** The ticket number and the number of the flight coupon. */
  readonly serialNumber: string
  readonly givenName: string
  readonly familyName: string
  readonly pnr: string
  readonly cabin: string
  readonly seat: string
  readonly group: number
  readonly sequence: string
  readonly baggage: string
  readonly barcode: string
}

const minute = 60_000

// No airline's accounting code: a ticket number begins with one.
const accountingCode = '000'

const timesOf = (departure: Departure, late: number): Times => {
  const from = airports[departure.from]
  const leaves = instantOf(from, departure.departs) + late * minute
  return {
    boardingTime: localTime(from, leaves - (departure.wide ? 50 : 35) * minute),
    departureTime: localTime(from, leaves),
    arrivalTime: localTime(airports[departure.to], leaves + departure.duration * minute),
  }
}

const flightOf = (departure: Departure): Flight => {
  const { flightNumber, from, to, gate, late } = departure
  return {
    flightNumber,
    fromCode: from,
    fromCity: airports[from].city,
    fromTimeZone: airports[from].timeZone,
    toCode: to,
    toCity: airports[to].city,
    toTimeZone: airports[to].timeZone,
    ...(gate ? { gate } : {}),
    ...timesOf(departure, late ?? 0),
    ...(late ? { scheduled: timesOf(departure, 0) } : {}),
  }
}

/** Business boards first, then the rear of the aircraft in three groups. */
const groupOf = ({ cabin }: Booking, seat: string): number =>
  cabin === 'Business' ? 1 : 4 - Math.floor((Number.parseInt(seat, 10) - cabins.Economy.firstRow) / 9)

const barcodeOf = (flight: Flight, { pnr, cabin }: Booking, passenger: SeatedPassenger, sequence: number): string =>
  bcbp({
    ...passenger,
    pnr,
    from: flight.fromCode,
    to: flight.toCode,
    carrier: 'XX',
    flightNumber: flight.flightNumber,
    // The day that was sold: a flight that leaves late keeps its date.
    dayOfYear: dayOfYear((flight.scheduled ?? flight).departureTime),
    compartment: cabins[cabin].compartment,
    sequence,
  })

/** The records, the same at every call. */
export const flightRecords = (): readonly FlightRecord[] => {
  const random = seeded(2027)
  let ticket = 2_417_004_219
  return departures.flatMap((departure) => {
    const flight = flightOf(departure)
    let sequence = 0
    return bookingsOf(random, departure).flatMap((booking) =>
      booking.people.map((passenger): FlightRecord => {
        ticket += 1 + random.below(40)
        sequence += 1 + random.below(12)
        const { givenName, familyName, seat } = passenger
        return {
          serialNumber: `${accountingCode}${ticket}-${booking.coupon}`,
          givenName,
          familyName,
          pnr: booking.pnr,
          ...flight,
          cabin: booking.cabin,
          seat,
          group: groupOf(booking, seat),
          sequence: String(sequence).padStart(3, '0'),
          baggage: booking.baggage,
          barcode: barcodeOf(flight, booking, passenger, sequence),
        }
      }),
    )
  })
}

/** The records as a file: one values object a line. */
export const flightsFile = (): string =>
  flightRecords()
    .map((record) => `${JSON.stringify(record)}\n`)
    .join('')
