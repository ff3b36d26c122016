/** Dates in the heads of requests and answers (RFC 9110 section 5.6.7). */

// All three forms have the same parts. The weekday counts by its first three letters, as the preferred form has it.
const forms: readonly RegExp[] = [
  /^(?<weekday>[A-Z][a-z]{2}), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>[\d:]{8}) GMT$/,
  /^(?<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<shortYear>\d\d) (?<time>[\d:]{8}) GMT$/,
  /^(?<weekday>[A-Z][a-z]{2}) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>[\d:]{8}) (?<year>\d{4})$/,
]

/** A date in the preferred form. @param seconds whole seconds since 1970 */
export const httpDate = (seconds: number): string => new Date(seconds * 1000).toUTCString()

/** Whole seconds since 1970 of a date in the preferred form, if it is one that exists and its weekday is right. */
export const secondsOfHttpDate = (date: string): number | undefined => {
  const milliseconds = Date.parse(date)
  return httpDate(milliseconds / 1000) === date ? milliseconds / 1000 : undefined
}

/**
 * Reads a date in one of the three forms of HTTP: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`,
 * `Sun Nov  6 08:49:37 1994`. Which century two digits stand for is told by the weekday: it is never the same a century apart.
 *
 * @returns whole seconds since 1970; undefined for anything else, and for days that do not exist or have another weekday
 */
export const readHttpDate = (text: string): number | undefined => {
  const parts = forms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined)
  if (parts === undefined) return undefined
  const { weekday = '', day = '', month = '', year, shortYear = '', time = '' } = parts
  const years = year === undefined ? [`20${shortYear}`, `19${shortYear}`] : [year]
  return years
    .map((one) => secondsOfHttpDate(`${weekday.slice(0, 3)}, ${day.replace(' ', '0')} ${month} ${one} ${time} GMT`))
    .find((seconds) => seconds !== undefined)
}
