/** The fronts of the classic styles: which parts each has, from the top downwards and at the foot. */
import type { ImageSlotName } from '../../format/images.ts'
import type { StyleName } from '../../format/styles.ts'
import type { Shape } from '../scene.ts'
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
import { drawBackdrop, fadedIf, grouped } from './images.ts'
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

const blur = 9

/** The front of a classic style. */
export const drawClassic = (front: Front): Shape => {
  const { size, palette, shown } = front
  const { style } = shown
  const { top, foot, backdrop } = layouts[style]?.(front) ?? plain
  const image = backdrop && shown.images.get(backdrop)
  const box = { x: 0, y: 0, ...size }
  return grouped(
    'card',
    box,
    [
      { kind: 'rect', box, fill: palette.background },
      ...(image ? [grouped('background', box, [drawBackdrop(image, box, blur)], fadedIf(front))] : []),
      ...drawFromTop(front, top),
      ...drawAtBottom(front, foot),
    ],
    { clip: cardOutline(style, size) },
  )
}
