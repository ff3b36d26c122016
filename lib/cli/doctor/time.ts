/** Times in a diagnosis. */

/** A day, in milliseconds. */
export const day = 24 * 60 * 60 * 1000

/** The day of a moment. @param time milliseconds since 1970 */
export const dateText = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** How many whole days are left until a moment. Both in milliseconds since 1970. */
export const daysLeft = (until: number, now: number): string => `${Math.floor((until - now) / day)} days`

const units: readonly (readonly [name: string, seconds: number])[] = [
  ['h', 3600],
  ['min', 60],
]

/** How far a moment is from another: `3 s behind`, `2 h ahead`. Both in milliseconds since 1970. */
export const distance = (time: number, from: number): string => {
  const seconds = Math.abs(time - from) / 1000
  const [name, length] = units.find((unit) => seconds >= 2 * unit[1]) ?? ['s', 1]
  return `${Math.round(seconds / length)} ${name} ${time < from ? 'behind' : 'ahead'}`
}

/** How far clocks may be apart, in milliseconds. */
export const clockTolerance = 60_000
