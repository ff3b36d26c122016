/** Passes as drawings take them, full to the brim: every field that a look has room for, and more. */
import type { ShownBarcode, ShownField, ShownImage, ShownPass } from '../../lib/core/drawing/shown-pass.ts'
import { type FieldGroup, fieldGroups } from '../../lib/core/format/field-groups.ts'
import { type ImageSlot, type ImageSlotName, imageSlots } from '../../lib/core/format/images.ts'
import type { JsonObject } from '../../lib/core/format/json.ts'
import type { SchemeName } from '../../lib/core/format/schemes.ts'
import type { StyleName } from '../../lib/core/format/styles.ts'

/** Everything that a front may look like. */
export interface Look {
  readonly style: StyleName
  readonly scheme?: SchemeName
  readonly images: readonly ImageSlotName[]
}

/** All looks by name. */
export const looks = {
  boardingPass: { style: 'boardingPass', images: ['logo', 'footer'] },
  coupon: { style: 'coupon', images: ['logo', 'strip'] },
  storeCard: { style: 'storeCard', images: ['logo', 'strip'] },
  eventOnStrip: { style: 'eventTicket', images: ['logo', 'strip'] },
  eventOnBackground: { style: 'eventTicket', images: ['logo', 'background', 'thumbnail'] },
  generic: { style: 'generic', images: ['logo', 'thumbnail'] },
  posterEvent: {
    style: 'eventTicket',
    scheme: 'posterEventTicket',
    images: ['artwork', 'primaryLogo', 'secondaryLogo'],
  },
  semanticBoarding: { style: 'boardingPass', scheme: 'semanticBoardingPass', images: ['primaryLogo'] },
  posterGeneric: { style: 'posterGeneric', images: ['artwork', 'primaryLogo'] },
} as const satisfies Readonly<Record<string, Look>>

/** The name of a look. */
export type LookName = keyof typeof looks

/** What a test changes of {@link aShownPass}. */
export interface ShownPassChanges {
  readonly look: LookName
  /** How many fields each group has. Default: more than any front shows. */
  readonly fields?: number
  /** What stands in every text. Default: its name. */
  readonly text?: (name: string) => string
  readonly rightToLeft?: boolean
  /** Default: a QR code. */
  readonly barcode?: Partial<ShownBarcode>
  /** Whether it has images. Default: yes. */
  readonly hasImages?: boolean
  readonly shown?: Partial<ShownPass>
}

const pixels = 3

const slots: Readonly<Record<ImageSlotName, ImageSlot>> = imageSlots

/** An image in the size of its slot; it cannot be decoded. */
const image = (slot: ImageSlotName): readonly [ImageSlotName, ShownImage] => {
  const { width = 38, height = 38 } = slots[slot]
  return [slot, { png: new Uint8Array(8), width: width * pixels, height: height * pixels, scale: pixels }]
}

type Text = (name: string) => string

const groupOf = (group: FieldGroup, count: number, text: Text): readonly ShownField[] =>
  Array.from({ length: count }, (_, index) => {
    const name = `${group}${index}`
    const value = text(`${name} value`)
    return {
      label: text(`${name} label`),
      value,
      watchValue: value,
      pieces: [{ text: value }],
      alignment: 'natural',
      row: index % 2 === 0 ? 0 : 1,
    }
  })

const semantics = (text: Text): JsonObject => ({
  eventName: text('event'),
  venueName: text('venue'),
  venueRegionName: text('region'),
  eventStartDate: '2027-07-16T20:30:00+01:00',
  seats: [{ seatSection: text('section'), seatRow: text('row'), seatNumber: text('seat') }],
  airlineCode: text('airline'),
  flightNumber: 412,
  passengerName: { givenName: text('given'), familyName: text('family') },
  boardingGroup: text('group'),
  ticketFareClass: text('class'),
  departureAirportCode: text('from'),
  departureCityName: text('from city'),
  departureLocationTimeZone: 'Europe/London',
  departureGate: text('gate'),
  departureTerminal: text('terminal'),
  destinationAirportCode: text('to'),
  destinationCityName: text('to city'),
  destinationLocationTimeZone: 'Europe/Copenhagen',
  originalBoardingDate: '2027-04-12T08:10:00+01:00',
  originalDepartureDate: '2027-04-12T08:45:00+01:00',
  originalArrivalDate: '2027-04-12T11:40:00+02:00',
})

/** A pass of a look with everything on it. */
export const aShownPass = ({
  look,
  fields = 6,
  text = (name) => name,
  rightToLeft = false,
  barcode,
  hasImages = true,
  shown,
}: ShownPassChanges): ShownPass => {
  const { style, images, scheme }: Look = looks[look]
  const groups = fieldGroups.map((group) => [group, groupOf(group, fields, text)])
  return {
    style,
    ...(scheme ? { scheme } : {}),
    language: rightToLeft ? 'ar' : 'en',
    rightToLeft,
    description: 'A pass',
    organizationName: text('organization'),
    logoText: text('logo'),
    colours: { background: '#203040', foreground: '#ffffff', label: '#a0b0c0', footer: '#102030' },
    fields: Object.fromEntries(groups) as ShownPass['fields'],
    images: new Map(hasImages ? images.map(image) : []),
    barcode: {
      format: 'PKBarcodeFormatQR',
      message: '0123456789',
      messageEncoding: 'utf-8',
      altText: text('alt'),
      ...barcode,
    },
    transitType: 'PKTransitTypeAir',
    voided: false,
    isExpired: false,
    pass: { semantics: semantics(text), eventLogoText: text('event logo') },
    textOf: (value) => (typeof value === 'string' ? value : ''),
    viewer: { locale: 'en-GB', timeZone: 'UTC', now: 0 },
    ...shown,
  }
}
