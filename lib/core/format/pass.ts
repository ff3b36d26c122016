/** `pass.json` as a table, and as the TypeScript type that the table makes. */
import { barcodeFormats } from './barcodes.ts'
import { field } from './fields.ts'
import { isPassTypeIdentifier, isTeamIdentifier } from './identifiers.ts'
import {
  anything,
  boolean,
  type Choice,
  colour,
  date,
  exactly,
  list,
  localizable,
  number,
  optional,
  required,
  structure,
  tags,
  text,
  type ValueOf,
} from './kinds.ts'
import { type FieldGroup, fieldGroups } from './styles.ts'

const uuidPattern = /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/
const hidden = { severity: 'warning' } as const
const fields = optional(list(field))

const group = Object.fromEntries(fieldGroups.map((name) => [name, fields])) as Readonly<
  Record<FieldGroup, typeof fields>
>

/** A style object: its groups of fields. */
const style = optional(structure(group))

const transitTypes = [
  'PKTransitTypeAir',
  'PKTransitTypeBoat',
  'PKTransitTypeBus',
  'PKTransitTypeGeneric',
  'PKTransitTypeTrain',
] as const

const barcodeFormat: Choice<keyof typeof barcodeFormats> = {
  kind: 'choice',
  names: Object.keys(barcodeFormats) as (keyof typeof barcodeFormats)[],
}

const barcode = structure({
  format: required(barcodeFormat),
  message: required(text()),
  messageEncoding: required(text({ minLength: 1, wants: 'is an IANA charset such as iso-8859-1' })),
  altText: optional(text()),
})

const url = text({ allows: URL.canParse, wants: 'is a URL' })

const location = structure({
  latitude: required(number({ min: -90, max: 90 })),
  longitude: required(number({ min: -180, max: 180 })),
  altitude: optional(number()),
  relevantText: optional(text()),
})

const beacon = structure({
  proximityUUID: required(text({ allows: (uuid) => uuidPattern.test(uuid), wants: 'is a UUID' })),
  major: optional(number({ min: 0, max: 65_535 })),
  minor: optional(number({ min: 0, max: 65_535 })),
  relevantText: optional(text()),
})

const nfc = structure({
  message: required(text()),
  encryptionPublicKey: required(text()),
  requiresAuthentication: optional(boolean),
})

/**
 * The table of `pass.json`.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass
 */
export const passTable = structure({
  formatVersion: required(exactly(1)),
  passTypeIdentifier: required(text({ allows: isPassTypeIdentifier, wants: 'begins with pass. and names a domain' })),
  serialNumber: required(text({ minLength: 1, wants: 'is not empty' })),
  teamIdentifier: required(text({ allows: isTeamIdentifier, wants: 'is ten capital letters and digits' })),
  organizationName: required(localizable),
  description: required(localizable),
  boardingPass: optional(structure({ ...group, transitType: required({ kind: 'choice', names: transitTypes }) })),
  coupon: style,
  eventTicket: style,
  generic: style,
  storeCard: style,
  associatedStoreIdentifiers: optional(list(number()), hidden),
  appLaunchURL: optional(text(), { ...hidden, since: 7 }),
  userInfo: optional(anything, { since: 7 }),
  expirationDate: optional(date, { since: 7 }),
  voided: optional(boolean, { since: 7 }),
  relevantDate: optional(date),
  relevantDates: optional(
    list(structure({ date: optional(date), startDate: optional(date), endDate: optional(date) })),
    {
      since: 18,
    },
  ),
  locations: optional(list(location)),
  beacons: optional(list(beacon), { since: 7 }),
  maxDistance: optional(number({ min: 0 }), { ...hidden, since: 7 }),
  backgroundColor: optional(colour, hidden),
  foregroundColor: optional(colour, hidden),
  labelColor: optional(colour, hidden),
  logoText: optional(localizable),
  suppressStripShine: optional(boolean, hidden),
  groupingIdentifier: optional(text(), { ...hidden, since: 7 }),
  sharingProhibited: optional(boolean, { ...hidden, since: 11 }),
  barcodes: optional(list(barcode), { since: 9 }),
  barcode: optional(barcode),
  webServiceURL: optional(url),
  authenticationToken: optional(text({ minLength: 16, wants: 'has at least 16 characters' })),
  nfc: optional(nfc, { since: 9 }),
  semantics: optional(tags, { since: 12 }),
})

/** `pass.json`, as far as the table knows it. Keys that it does not know are kept. */
export type PassJson = ValueOf<typeof passTable>
