/** Looks at what is stored, at what waits, and at the clock. */
import type { Breakers } from '../../ports/breakers.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Records } from '../../ports/records.ts'
import { type KeyRing, keyRingAt, type Secrets } from '../../ports/secrets.ts'
import type { Vital, Vitals } from '../../ports/vitals.ts'
import { longestWait } from '../work/oldest-pending.ts'
import { ill, type Look, type Seen, well, worrying } from './look.ts'

const second = 1000
const minute = 60 * second

const within = (milliseconds: number): string =>
  milliseconds < 2 * minute
    ? `${Math.round(milliseconds / second)} seconds`
    : `${Math.floor(milliseconds / minute)} minutes`

const advice: Readonly<Record<Vital['kind'], string>> = {
  table: 'look at the table in DynamoDB, its key in KMS, and the role of the function api',
  bucket: 'look at the bucket in S3, and the role of the function api',
  queue: 'look at the queue in SQS, and the role of the function api',
}

/** A table, bucket or queue. */
export const lookAtVital = ({ kind, name, look }: Vital): Look => ({
  ...{ subject: kind, name },
  fix: advice[kind],
  take: async () => {
    const { waiting } = await look()
    return well(waiting === undefined ? 'answers' : `answers; about ${waiting} messages wait`)
  },
})

const ringSeen = (ring: KeyRing, now: number): Seen => {
  const { current, next, keys } = keyRingAt(ring, now)
  const coming = next ? `; key ${next.id} takes over at ${new Date(next.from).toISOString()}` : ''
  return well(`${keys.size} keys, of which ${current} is in use${coming}`)
}

const secretAdvice = 'look at the secret in Secrets Manager, its key in KMS, and the role of the function api'

/** The key rings and the API keys. */
export const looksAtSecrets = (
  { keyRing, personalDataKeys, barcodeKeys, apiKeys }: Omit<Secrets, 'signers'>,
  { now }: Clock,
): readonly Look[] => [
  {
    ...{ subject: 'secret', name: 'hmac-keys', fix: secretAdvice },
    take: async () => ringSeen(await keyRing(), now()),
  },
  {
    ...{ subject: 'secret', name: 'personal-data-keys', fix: secretAdvice },
    take: async () => ringSeen(await personalDataKeys(), now()),
  },
  {
    ...{ subject: 'secret', name: 'barcode-keys', fix: secretAdvice },
    take: async () => ringSeen(await barcodeKeys(), now()),
  },
  {
    ...{ subject: 'secret', name: 'api-keys', fix: secretAdvice },
    take: async () => well(`${(await apiKeys()).length} API keys`),
  },
]

/** The breakers. */
export const lookAtBreakers = ({ list }: Pick<Breakers, 'list'>): Look => ({
  subject: 'breakers',
  fix: advice.table,
  take: async () => {
    const open = await list()
    if (open.length === 0) return well('none is open')
    const each = open.map(({ name, reason, since }) => `${name} (${reason}, since ${new Date(since).toISOString()})`)
    return ill(
      `what is broken waits: ${each.join('; ')}`,
      'see what passwright explain says of the code, and mend it; what waits goes on by itself within minutes',
    )
  },
})

const slow = 5 * minute
const stuck = 15 * minute

/** What waits to be built and announced. */
export const lookAtWaiting = (ports: {
  readonly records: Pick<Records, 'get' | 'pending'>
  readonly clock: Clock
}): Look => ({
  subject: 'waiting-changes',
  fix: advice.table,
  take: async () => {
    const age = await longestWait(ports)
    if (age === undefined) return well('no change waits')
    const message = `the oldest change has waited for ${within(age)}`
    const fix = 'look at open breakers, the queue of builds and its dead letters, and the errors of the function build'
    if (age > stuck) return ill(message, fix)
    return age > slow ? worrying(message, fix) : well(message)
  },
})

/** Times come in whole seconds, and take their time to come. */
const tolerated = 10 * second
/** Passes that are signed in the future are refused, and soon AWS refuses requests, too. */
const wrong = minute

/** The clock, held against the others that are about. */
export const lookAtClock = (vitals: Vitals, { now }: Clock): Look => ({
  subject: 'clock',
  fix: advice.table,
  take: async () => {
    const told = vitals.map(async ({ look }) => {
      const { at } = await look()
      return at === undefined ? Promise.reject(new TypeError('without a time')) : now() - at
    })
    const ahead = await Promise.any(told).catch(() => undefined)
    if (ahead === undefined) return worrying('there is nothing to hold the clock against', advice.table)
    const distance = Math.abs(ahead)
    if (distance <= tolerated) return well('agrees with that of the others')
    const message = `is ${within(distance)} ${ahead > 0 ? 'ahead' : 'behind'}`
    const fix = 'set the clock of this machine by NTP: passes are signed with its time'
    return distance > wrong ? ill(message, fix) : worrying(message, fix)
  },
})
