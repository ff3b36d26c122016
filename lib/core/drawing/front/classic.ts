/** The fronts of the classic styles: which parts each has, from the top downwards and at the foot. */
import type { ImageSlotName } from '../../format/images.ts'
import type { StyleName } from '../../format/styles.ts'
import type { Box, Shape } from '../scene.ts'
import { barcodePart } from './barcode-box.ts'
import {
  auxiliaryRow,
  secondAuxiliaryRow,
  secondaryRow,
  sharedRow,
  unsharedAuxiliaryRow,
  unsharedSecondaryRow,
} from './field-rows.ts'
import { footerImage } from './footer-image.ts'
import { drawAtBottom, drawFromTop, type Front, type Part } from './front.ts'
import { headerRow } from './header-row.ts'
import { drawCropped, fadedIf, grouped } from './images.ts'
import { cardOutline } from './outline.ts'
import { besideEvent, besideLarge, journey, strip } from './primary.ts'

/** The parts of a front. */
interface Layout {
  readonly top: readonly Part[]
  readonly foot: readonly Part[]
  /** The image behind all of it. */
  readonly backdrop?: ImageSlotName
}

const onStrip: Layout = { top: [headerRow, strip, sharedRow], foot: [barcodePart] }

const event = {
  onStrip: { top: [headerRow, strip, secondaryRow, auxiliaryRow, secondAuxiliaryRow], foot: [barcodePart] },
  onBackground: {
    top: [headerRow, besideEvent, auxiliaryRow, secondAuxiliaryRow],
    foot: [barcodePart],
    backdrop: 'background',
  },
} as const satisfies Readonly<Record<string, Layout>>

const plain: Layout = {
  top: [headerRow, besideLarge, sharedRow, unsharedSecondaryRow, unsharedAuxiliaryRow],
  foot: [barcodePart],
}

/** The styles that are not laid out plainly. A poster is drawn here only where its own look is not asked for. */
const layouts: Readonly<Partial<Record<StyleName, (front: Front) => Layout>>> = {
  boardingPass: () => ({
    top: [headerRow, journey, auxiliaryRow, secondaryRow],
    foot: [footerImage, barcodePart],
  }),
  coupon: () => onStrip,
  storeCard: () => onStrip,
  eventTicket: ({ shown }) => (shown.images.has('strip') ? event.onStrip : event.onBackground),
}

// Wallet blurs a background and crops it a little, so that its edges do not show.
const blur = 9
const overhang = 12

const drawBackdrop = (front: Front, slot: ImageSlotName | undefined): readonly Shape[] => {
  const image = slot && front.shown.images.get(slot)
  if (!image) return []
  const { width, height } = front.size
  const box: Box = { x: -overhang, y: -overhang, width: width + 2 * overhang, height: height + 2 * overhang }
  return [grouped('background', { x: 0, y: 0, width, height }, [drawCropped(image, box, { blur })], fadedIf(front))]
}

/** The front of a classic style. */
export const drawClassic = (front: Front): Shape => {
  const { size, palette, shown } = front
  const { style } = shown
  const { top, foot, backdrop } = layouts[style]?.(front) ?? plain
  const box = { x: 0, y: 0, ...size }
  return grouped(
    'card',
    box,
    [
      { kind: 'rect', box, fill: palette.background },
      ...drawBackdrop(front, backdrop),
      ...drawFromTop(front, top),
      ...drawAtBottom(front, foot),
    ],
    { clip: cardOutline(style, size) },
  )
}
