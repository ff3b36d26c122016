/** Image slots of a package: their names, sizes and scales. */

/** What is known of one image slot. Sizes in points; pixels are points times the scale. */
export interface ImageSlot {
  readonly width: number
  readonly height: number
  /** The first iOS release that shows it. */
  readonly since: number
}

/**
 * All slots of the classic styles, by file name without scale and extension. The sizes are the largest that Wallet
 * shows; it scales and crops what differs.
 *
 * @see https://developer.apple.com/design/human-interface-guidelines/wallet
 */
export const imageSlots = {
  icon: { width: 38, height: 38, since: 6 },
  logo: { width: 160, height: 50, since: 6 },
  thumbnail: { width: 90, height: 90, since: 6 },
  strip: { width: 375, height: 144, since: 6 },
  background: { width: 180, height: 220, since: 6 },
  footer: { width: 286, height: 15, since: 6 },
  personalizationLogo: { width: 150, height: 40, since: 10 },
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
