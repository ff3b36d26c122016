/** The keys of `pass.json` that say when and where it matters, and when it expires. */
import { boolean, date, list, number, optional, required, structure, text } from './kinds.ts'

const cosmetic = { severity: 'warning' } as const

const locationPage = { url: 'https://developer.apple.com/documentation/walletpasses/pass/locations' }

const location = structure({
  latitude: required(number({ min: -90, max: 90 }), { what: 'Degrees north of the equator.', ...locationPage }),
  longitude: required(number({ min: -180, max: 180 }), { what: 'Degrees east of Greenwich.', ...locationPage }),
  altitude: optional(number(), { what: 'Metres above sea level.', ...cosmetic, ...locationPage }),
  relevantText: optional(text(), { what: 'What the lock screen says near the place.', ...cosmetic, ...locationPage }),
})

const beaconPage = { url: 'https://developer.apple.com/documentation/walletpasses/pass/beacons' }

const uuid = text({
  pattern: /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
  wants: 'is a UUID such as 5A4BCFCE-174E-4BAC-A814-092E77F6B7E5',
})

const beacon = structure({
  proximityUUID: required(uuid, { what: 'The UUID that the beacon sends.', ...beaconPage }),
  major: optional(number({ min: 0, max: 65_535 }), { what: 'The major number that it sends.', ...beaconPage }),
  minor: optional(number({ min: 0, max: 65_535 }), { what: 'The minor number that it sends.', ...beaconPage }),
  relevantText: optional(text(), { what: 'What the lock screen says near the beacon.', ...cosmetic, ...beaconPage }),
  name: optional(text(), { what: 'A name that Wallet does not show.', ...cosmetic, ...beaconPage }),
})

const relevantDate = structure({
  date: optional(date, { what: 'The moment that matters.', since: 18 }),
  startDate: optional(date, { what: 'When the time that matters begins.', since: 18 }),
  endDate: optional(date, { what: 'When the time that matters ends.', since: 18 }),
  relevantDate: optional(date, { what: 'An older name of date.', since: 18 }),
})

/** The keys. */
export const relevanceKeys = {
  expirationDate: optional(date, { what: 'When the pass expires.', since: 7 }),
  voided: optional(boolean, { what: 'Whether the pass is no longer usable, for example used up.', since: 7 }),
  relevantDate: optional(date, { what: 'When the pass matters, for systems before iOS 18.' }),
  relevantDates: optional(list(relevantDate), { what: 'When the pass matters.', since: 18 }),
  locations: optional(list(location), { what: 'Places where the pass matters, at most ten.', ...locationPage }),
  beacons: optional(list(beacon), { what: 'Beacons near which the pass matters.', since: 7, ...beaconPage }),
  maxDistance: optional(number({ above: 0 }), {
    what: 'How near a place has to be, in metres.',
    since: 7,
    ...cosmetic,
  }),
}
