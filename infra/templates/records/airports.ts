/** The airports that Kittiwake Air flies to, and the local time there. */

/** Since when clocks go forward: not at all, or by the rules of Europe or of North America. */
type SummerTime = 'none' | 'europe' | 'north-america'

/** A place that the airline flies to. */
export interface Airport {
  readonly city: string
  /** IANA name. */
  readonly timeZone: string
  /** Minutes east of Greenwich in winter. */
  readonly winter: number
  readonly summerTime: SummerTime
}

const airport = (city: string, timeZone: string, winter: number, summerTime: SummerTime): Airport => ({
  city,
  timeZone,
  winter,
  summerTime,
})

/** By IATA code. */
export const airports = {
  ATH: airport('Athens', 'Europe/Athens', 120, 'europe'),
  BGO: airport('Bergen', 'Europe/Oslo', 60, 'europe'),
  BOS: airport('Boston', 'America/New_York', -300, 'north-america'),
  CPH: airport('Copenhagen', 'Europe/Copenhagen', 60, 'europe'),
  DEL: airport('Delhi', 'Asia/Kolkata', 330, 'none'),
  EDI: airport('Edinburgh', 'Europe/London', 0, 'europe'),
  GRU: airport('São Paulo', 'America/Sao_Paulo', -180, 'none'),
  HND: airport('Tokyo', 'Asia/Tokyo', 540, 'none'),
  IST: airport('Istanbul', 'Europe/Istanbul', 180, 'none'),
  KEF: airport('Reykjavík', 'Atlantic/Reykjavik', 0, 'none'),
  LIS: airport('Lisbon', 'Europe/Lisbon', 0, 'europe'),
  WAW: airport('Warsaw', 'Europe/Warsaw', 60, 'europe'),
  YYT: airport("St. John's", 'America/St_Johns', -210, 'north-america'),
  YYZ: airport('Toronto', 'America/Toronto', -300, 'north-america'),
  ZRH: airport('Zürich', 'Europe/Zurich', 60, 'europe'),
} as const satisfies Readonly<Record<string, Airport>>

/** An IATA code that the table knows. */
export type AirportCode = keyof typeof airports

const minute = 60_000
const january = 0
const march = 2
const november = 10

/** Midnight UTC of the nth Sunday of a month; the 0th is the last one of the month before. */
const sunday = (year: number, month: number, nth: number): number => {
  const first = new Date(Date.UTC(year, month, 1))
  return Date.UTC(year, month, 1 + ((7 - first.getUTCDay()) % 7) + 7 * (nth - 1))
}

const isSummer = ({ winter, summerTime }: Airport, instant: number): boolean => {
  const year = new Date(instant).getUTCFullYear()
  switch (summerTime) {
    case 'none':
      return false
    case 'europe':
      // Last Sundays of March and October, 01:00 UTC everywhere.
      return instant >= sunday(year, march + 1, 0) + 60 * minute && instant < sunday(year, november, 0) + 60 * minute
    case 'north-america':
      // Second Sunday of March, first Sunday of November, 02:00 on the clocks of the place.
      return (
        instant >= sunday(year, march, 2) + (120 - winter) * minute &&
        instant < sunday(year, november, 1) + (60 - winter) * minute
      )
  }
}

const offsetAt = (place: Airport, instant: number): number => place.winter + (isSummer(place, instant) ? 60 : 0)

/** The instant (milliseconds since 1970) of a wall clock time such as `2027-04-12T08:45` at an airport. */
export const instantOf = (place: Airport, wallClock: string): number => {
  const asIfUtc = Date.parse(`${wallClock}:00Z`)
  return asIfUtc - offsetAt(place, asIfUtc - place.winter * minute) * minute
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** An instant in local time of an airport, with its zone: `2027-04-12T08:45:00+01:00`. */
export const localTime = (place: Airport, instant: number): string => {
  const offset = offsetAt(place, instant)
  const wallClock = new Date(instant + offset * minute).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)
  const size = Math.abs(offset)
  return `${wallClock}${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

/** The day of the year of a local time, 1 to 366. */
export const dayOfYear = (time: string): number => {
  const day = Date.parse(`${time.slice(0, 'yyyy-mm-dd'.length)}T00:00:00Z`)
  return (day - Date.UTC(Number(time.slice(0, 4)), january, 1)) / (24 * 60 * minute) + 1
}
