/** Image slots of a package: their names, sizes and scales. */
import type { Use } from './use.ts'

/** What is known of one image slot. Sizes in points; pixels are points times the scale. */
export interface ImageSlot extends Use {
  /** What it shows. */
  readonly what: string
  /** The largest that any source gives; Wallet scales and crops what differs. Default: no source gives a size. */
  readonly width?: number
  readonly height?: number
  /**
   * How wide the image may be for its height, at least and at most; of what is outside of that, a good part is cropped.
   * Default: narrow and low images are fine.
   */
  readonly aspect?: readonly [least: number, most: number]
  /** The first iOS release that shows it. */
  readonly since: number
  /** Whether a pass without it is refused. */
  readonly required?: true
}

/**
 * All slots, by file name without scale and extension. Sources differ on the background (180 by 220, 343 by 503, 345 by
 * 505), the strip of an event ticket (98 or 144 high), the icon (29 or 38) and the footer (268 or 286 wide): the largest
 * stands here.
 *
 * @see https://developer.apple.com/design/human-interface-guidelines/wallet
 */
export const imageSlots = {
  icon: {
    what: 'The picture in notifications and mail.',
    width: 38,
    height: 38,
    aspect: [3 / 4, 4 / 3],
    since: 6,
    required: true,
  },
  logo: {
    what: 'The logo at the top left.',
    width: 160,
    height: 50,
    since: 6,
    styles: ['boardingPass', 'coupon', 'eventTicket', 'generic', 'storeCard'],
  },
  primaryLogo: {
    what: 'The logo of a poster and of a boarding pass that is drawn from its semantic tags.',
    width: 126,
    height: 30,
    since: 18,
    styles: ['eventTicket', 'boardingPass', 'posterGeneric'],
    schemes: ['posterEventTicket', 'semanticBoardingPass'],
  },
  secondaryLogo: {
    what: 'The second logo of a poster, at the bottom right.',
    width: 135,
    height: 12,
    since: 18,
    styles: ['eventTicket'],
    schemes: ['posterEventTicket'],
  },
  thumbnail: {
    what: 'A picture beside the fields.',
    width: 90,
    height: 90,
    aspect: [2 / 3, 3 / 2],
    since: 6,
    styles: ['eventTicket', 'generic'],
  },
  strip: {
    what: 'A picture behind the primary field.',
    width: 375,
    height: 144,
    aspect: [2, 5],
    since: 6,
    styles: ['coupon', 'eventTicket', 'storeCard'],
  },
  background: {
    what: 'A picture behind the whole front, blurred and cropped.',
    width: 345,
    height: 505,
    aspect: [1 / 2, 1],
    since: 6,
    styles: ['eventTicket'],
  },
  artwork: {
    what: 'The picture of a poster, from edge to edge.',
    width: 358,
    height: 448,
    aspect: [3 / 5, 1],
    since: 18,
    styles: ['eventTicket', 'posterGeneric'],
    schemes: ['posterEventTicket'],
  },
  venueMap: {
    what: 'A map of the venue, in the event guide of a poster.',
    since: 18,
    styles: ['eventTicket'],
    schemes: ['posterEventTicket'],
  },
  footer: { what: 'A picture above the barcode.', width: 286, height: 15, since: 6, styles: ['boardingPass'] },
  personalizationLogo: {
    what: 'The logo on the form of a pass that asks to be personalized.',
    width: 150,
    height: 40,
    since: 10,
    styles: ['storeCard'],
  },
} as const satisfies Readonly<Record<string, ImageSlot>>

/** The name of an image slot. */
export type ImageSlotName = keyof typeof imageSlots

/** The scales that an image may come in. */
const imageScales = [1, 2, 3] as const

const pattern = /^([A-Za-z]+)(?:@([23])x)?\.png$/

/** The slot and scale of a file name such as `strip@2x.png`; undefined for any other file. */
export const imageSlotOf = (name: string): { readonly slot: ImageSlotName; readonly scale: 1 | 2 | 3 } | undefined => {
  const parts = pattern.exec(name)
  const slot = parts?.[1]
  if (!(parts && slot && Object.hasOwn(imageSlots, slot))) return undefined
  const scale = imageScales.find((known) => String(known) === parts[2]) ?? 1
  return { slot: slot as ImageSlotName, scale }
}
