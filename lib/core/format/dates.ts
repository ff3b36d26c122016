/** Dates as Wallet reads them: the W3C profile of ISO 8601 with a mandatory time and zone. */

/** What is wrong with a date: a code, and a sentence's worth of reason. */
export interface DateFault {
  readonly code: 'date-invalid' | 'date-time-missing' | 'date-zone-missing'
  readonly reason: string
}

const partsPattern = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.\d+)?)?)?)?(?:Z|[+-](\d\d):(\d\d))?$/

/** What a date looks like that Wallet reads, but for days and times that do not exist: those {@link dateFault} finds. */
export const datePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

const zonePattern = /(?:Z|[+-]\d\d:\d\d)$/

const isCalendarDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day))
  date.setUTCFullYear(year)
  return month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

const isClockTime = (hour: string, minute: string, second = '0'): boolean =>
  Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60

/**
 * What is wrong with a date, or undefined. Wanted is `YYYY-MM-DDThh:mm[:ss[.fraction]]` followed by `Z` or
 * `+hh:mm` / `-hh:mm`; devices log "Unable to parse" for anything else and drop the pass.
 *
 * @see https://www.w3.org/TR/NOTE-datetime
 */
export const dateFault = (text: string): DateFault | undefined => {
  const parts = partsPattern.exec(text)
  if (!parts) return { code: 'date-invalid', reason: 'is not a date of the form 2027-03-01T09:30:00+01:00' }
  const [, year = '', month = '', day = '', hour, minute, second, zoneHour = '0', zoneMinute = '0'] = parts
  if (!isCalendarDay(Number(year), Number(month), Number(day))) {
    return { code: 'date-invalid', reason: 'names a day that does not exist' }
  }
  if (hour === undefined || minute === undefined)
    return { code: 'date-time-missing', reason: 'has no hours and minutes' }
  if (!(isClockTime(hour, minute, second) && isClockTime(zoneHour, zoneMinute))) {
    return { code: 'date-invalid', reason: 'names a time that does not exist' }
  }
  if (!zonePattern.test(text)) return { code: 'date-zone-missing', reason: 'has no time zone' }
  return undefined
}
