/** Signing times as CMS writes them: UTCTime through 2049, GeneralizedTime from 2050, whole seconds (RFC 5652, 11.3). */

/** Which of ASN.1's two types of time: `utc` has two digits for the year, `generalized` four. */
export type TimeForm = 'utc' | 'generalized'

/**
 * The moment without its fraction of a second, as milliseconds since 1970. Rounded down: a second that has not begun is
 * in the future, and 59.9995 rounded up is a 60 that nobody can read.
 */
export const wholeSeconds = (moment: Date): number => Math.floor(moment.getTime() / 1000) * 1000

/** The form that a moment takes. */
export const timeForm = (milliseconds: number): TimeForm => {
  const year = new Date(milliseconds).getUTCFullYear()
  return year >= 1950 && year <= 2049 ? 'utc' : 'generalized'
}

/** How many characters a form has. */
export const timeLength: Readonly<Record<TimeForm, number>> = { utc: 13, generalized: 15 }

/** The characters of a moment in its form: `261121192300Z`, `20500101000000Z`. The year must have four digits. */
export const timeText = (milliseconds: number, form: TimeForm): string => {
  const iso = new Date(milliseconds).toISOString()
  const date = `${iso.slice(form === 'utc' ? 2 : 0, 4)}${iso.slice(5, 7)}${iso.slice(8, 10)}`
  return `${date}${iso.slice(11, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`
}

const digits = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/

/** Reads such characters; undefined if they break a rule of RFC 5652, 11.3, or name no moment, like a second of 60. */
export const parseTime = (text: string, form: TimeForm): Date | undefined => {
  const match = text.length === timeLength[form] ? digits.exec(text) : null
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  const century = year < 50 ? 2000 : 1900
  const moment = Date.UTC(form === 'utc' ? century + year : year, month - 1, day, hour, minute, second)
  // Date.UTC carries what is too large into the next field; then the text comes back changed.
  return timeText(moment, form) === text ? new Date(moment) : undefined
}

const looseForms: Readonly<Record<TimeForm, RegExp>> = {
  utc: /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})$/,
  generalized: /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,]\d{1,9})?(Z|[+-]\d{4})?$/,
}

const offsetText = (zone: string): string => (zone === 'Z' ? '+00:00' : `${zone.slice(0, 3)}:${zone.slice(3)}`)

/**
 * Reads a time in any form that ASN.1 has for it (X.680, 46 and 47): without seconds, with a fraction of them, and with an
 * offset from UTC. Undefined if it names no moment.
 */
export const parseLooseTime = (text: string, form: TimeForm): Date | undefined => {
  const match = looseForms[form].exec(text)
  if (!match) return undefined
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', zone = 'Z'] = match
  const plain = parseTime(`${year}${month}${day}${hour}${minute}${second}Z`, form)
  const shifted = plain && Date.parse(plain.toISOString().replace('.000Z', offsetText(zone)))
  return shifted === undefined || Number.isNaN(shifted) ? undefined : new Date(shifted)
}
