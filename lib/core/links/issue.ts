/**
 * The issue of a record: random text that its authentication token and its links carry. It also tells how many devices are
 * to be expected, so that whoever has a token knows where registrations lie without reading anything.
 */

/** How many devices hold a pass of a template: a few, or as many as like (a public coupon). */
export type Audience = 'few' | 'many'

/** Random text has 16 characters: this makes 18 of them, which no random text has. */
const manyMark = '-m'
const randomCharacters = 16

/** The issue of a new record, from 16 random characters of base64url. */
export const issueFor = (audience: Audience, random: string): string =>
  audience === 'many' ? `${random}${manyMark}` : random

/** The audience that an issue was made for. */
export const audienceOf = (issue: string): Audience =>
  issue.length === randomCharacters + manyMark.length && issue.endsWith(manyMark) ? 'many' : 'few'
