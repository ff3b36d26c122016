/** Dates of fields as a device writes them. */
import { dateFault } from '../../format/dates.ts'
import type { JsonObject } from '../../format/json.ts'
import type { Viewer } from '../shown-pass.ts'

type Style = 'short' | 'medium' | 'long' | 'full'

const stylesByName: ReadonlyMap<unknown, Style> = new Map([
  ['PKDateStyleShort', 'short'],
  ['PKDateStyleMedium', 'medium'],
  ['PKDateStyleLong', 'long'],
  ['PKDateStyleFull', 'full'],
])

const offset = /([+-])(\d\d):(\d\d)$/

const minute = 60_000
const day = 24 * 60 * minute

const offsetOf = (text: string): number => {
  const [, sign, hours, minutes] = offset.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minute
}

/** The days since 1970 in a time zone. */
const dayOf = (instant: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' })
  const [month, date, year] = parts.format(instant).split('/').map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1) / day
}

const firstLetter = /^\p{L}/u

/** A day next to today, in a word with a capital, as it stands alone; undefined for all others. */
const nearDay = (instant: number, timeZone: string, { locale, now }: Viewer): string | undefined => {
  const away = dayOf(instant, timeZone) - dayOf(now, timeZone)
  if (Math.abs(away) > 1) return
  const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(away, 'day')
  return word.replace(firstLetter, (letter) => letter.toLocaleUpperCase(locale))
}

/**
 * The date of a field with a style for dates or times; undefined for any other field. A field that ignores time zones shows
 * the time of the zone that it is written in; one that is relative says "Today", "Tomorrow" or "Yesterday".
 *
 * @see https://developer.apple.com/documentation/walletpasses/passfieldcontent
 */
export const shownDate = (field: JsonObject, surroundings: Viewer): string | undefined => {
  const { value } = field
  const [dateStyle, timeStyle] = [stylesByName.get(field.dateStyle), stylesByName.get(field.timeStyle)]
  if (typeof value !== 'string' || dateFault(value) || (dateStyle === undefined && timeStyle === undefined)) return
  const isOwnZone = field.ignoresTimeZone === true
  // Not every runtime knows zones by their offset: the clock is moved instead.
  const instant = Date.parse(value) + (isOwnZone ? offsetOf(value) : 0)
  const timeZone = isOwnZone ? 'UTC' : surroundings.timeZone
  const write = (styles: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(surroundings.locale, { ...styles, timeZone }).format(instant)
  // The two long styles of times name the zone, which is not that of a moved clock.
  const time = isOwnZone && (timeStyle === 'long' || timeStyle === 'full') ? 'medium' : timeStyle
  const near = field.isRelative === true && dateStyle ? nearDay(instant, timeZone, surroundings) : undefined
  if (near !== undefined) return time ? `${near}, ${write({ timeStyle: time })}` : near
  return write({ ...(dateStyle ? { dateStyle } : {}), ...(time ? { timeStyle: time } : {}) })
}
