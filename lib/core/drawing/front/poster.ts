/** What the posters have in common: a picture from edge to edge, a row over its top, and a bar over its foot. */
import { rectanglePath, roundRectanglePath } from '../path-data.ts'
import type { Box, Colour, Shape } from '../scene.ts'
import { lineHeight } from '../text/line.ts'
import { margin, mirrored } from './frame.ts'
import type { Front } from './front.ts'
import { drawCropped, drawWhole, fadedIf, grouped } from './images.ts'
import { drawLine } from './line.ts'

const cornerRadius = 24

/** From the edges of a poster to what stands on it. */
export const posterMargin = margin + 2

/** The artwork, or the background in its place, which is not blurred here. */
const pictureOf = ({ shown }: Front) => shown.images.get('artwork') ?? shown.images.get('background')

const black: Colour = '#000000'
const white: Colour = '#ffffff'

const headerHeight = 62
const shadeHeight = 96
const shadeSteps = 24
const darkest = 0.55

/** Bands of darkness that lose themselves downwards, so that the header can be read on any picture. */
const shade = (width: number): readonly Shape[] =>
  Array.from({ length: shadeSteps }, (_, step) => {
    const height = shadeHeight / shadeSteps
    const box = { x: 0, y: step * height, width, height }
    return { kind: 'rect', box, fill: black, opacity: darkest * (1 - (step + 0.5) / shadeSteps) ** 1.4 } as const
  })

const isDarkened = (front: Front): boolean =>
  front.shown.pass.suppressHeaderDarkening !== true && pictureOf(front) !== undefined

/** The colour of what stands on the top of a poster. */
export const headerColour = (front: Front): Colour => (isDarkened(front) ? white : front.palette.foreground)

const drawPicture = (front: Front): readonly Shape[] => {
  const image = pictureOf(front)
  const box = { x: 0, y: 0, ...front.size }
  return image ? [grouped('artwork', box, [drawCropped(image, box)], fadedIf(front))] : []
}

const logoRoom = { width: 126, height: 30 }

/** The logo of a poster, or a text in its place. */
const drawLogo = (front: Front, text: string): readonly Shape[] => {
  const { shown, size } = front
  const image = shown.images.get('primaryLogo')
  const place = (width: number, height: number): Box =>
    mirrored({ x: posterMargin, y: (headerHeight - height) / 2, width, height }, size.width, shown.rightToLeft)
  const room = place(logoRoom.width, logoRoom.height)
  const side = shown.rightToLeft ? 'right' : 'left'
  if (image) return [grouped('logo', room, [drawWhole(image, room, side)], fadedIf(front))]
  return drawLine(text, place(logoRoom.width + 30, lineHeight(18)), {
    role: 'logo-text',
    size: 18,
    weight: 'semibold',
    fill: headerColour(front),
    rightToLeft: shown.rightToLeft,
  })
}

/** Where something stands at the other end of the header. */
export const headerEnd = ({ size, shown }: Front, height: number): Box =>
  mirrored(
    { x: size.width - posterMargin - 140, y: (headerHeight - height) / 2, width: 140, height },
    size.width,
    shown.rightToLeft,
  )

/** What a poster shows. */
export interface Poster {
  /** Stands in for a logo. */
  readonly logoText: string
  /** What is at the other end of the header. */
  readonly headerShapes: readonly Shape[]
  /** The height of the bar over the foot. */
  readonly barHeight: number
  readonly draw: (bar: Box) => readonly Shape[]
}

/** How much of the picture is seen through the bar. */
const barOpacity = 0.82

const drawBar = (front: Front, { barHeight, draw }: Poster): Shape => {
  const { size, palette } = front
  const bar = { x: 0, y: size.height - barHeight, width: size.width, height: barHeight }
  const image = pictureOf(front)
  const whole = { x: 0, y: 0, ...size }
  return grouped(
    'footer',
    bar,
    [
      ...(image ? [drawCropped(image, whole, { blur: 14 })] : []),
      { kind: 'rect', box: bar, fill: palette.footer, opacity: image ? barOpacity : 1 },
      ...draw(bar),
    ],
    { clip: rectanglePath(bar) },
  )
}

/** A poster: a card with a picture from edge to edge. */
export const drawPoster = (front: Front, poster: Poster): Shape => {
  const { size, palette } = front
  const box = { x: 0, y: 0, ...size }
  const header = { x: 0, y: 0, width: size.width, height: headerHeight }
  return grouped(
    'card',
    box,
    [
      { kind: 'rect', box, fill: palette.background },
      ...drawPicture(front),
      ...(isDarkened(front) ? [grouped('shade', { ...header, height: shadeHeight }, shade(size.width))] : []),
      grouped('header', header, [...drawLogo(front, poster.logoText), ...poster.headerShapes]),
      drawBar(front, poster),
    ],
    { clip: roundRectanglePath(box, cornerRadius) },
  )
}
