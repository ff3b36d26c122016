/** The lock screen of an iPhone after an update: one notification for each message. */
import type { Box, Colour, GroupShape, Scene, Shape } from '../scene.ts'
import type { ShownPass, Viewer } from '../shown-pass.ts'
import { cleanLine } from '../text/clean.ts'
import { lineHeight, textLine, textLines } from '../text/line.ts'
import { drawParagraph } from '../text/paragraph.ts'

const screen = { width: 375, margin: 10, radius: 28, clockTop: 34 } as const
const card = { padding: 14, gap: 8, radius: 20, icon: 38, iconGap: 10 } as const
const sizes = { date: 17, clock: 64, name: 15, message: 15, moment: 13 } as const

const colours = {
  wallpaper: '#1f2a44',
  clock: '#ffffff',
  card: '#f4f5f8',
  name: '#000000',
  message: '#1c1c1e',
  moment: '#5f5f66',
} as const satisfies Record<string, Colour>

/** Updates of one pass are gathered: no phone shows more. */
const mostMessages = 8
const mostLines = 4

const momentWidth = 80

const written = (options: Intl.DateTimeFormatOptions, { locale, timeZone, now }: Viewer): string =>
  cleanLine(new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(now))

const clockBox = {
  x: screen.margin,
  y: screen.clockTop,
  width: screen.width - 2 * screen.margin,
  height: lineHeight(sizes.date) + lineHeight(sizes.clock),
} as const

const drawClock = ({ viewer, rightToLeft }: ShownPass): readonly Shape[] => {
  const rows = [
    { text: written({ weekday: 'long', month: 'long', day: 'numeric' }, viewer), size: sizes.date },
    { text: written({ hour: 'numeric', minute: '2-digit' }, viewer), size: sizes.clock },
  ]
  const style = { role: 'other', weight: 'semibold', fill: colours.clock, align: 'centre', rightToLeft } as const
  return textLines(
    rows.map((row) => ({ ...style, ...row, leastSize: row.size / 2 })),
    clockBox,
  )
}

const drawIcon = ({ images, colours: own }: ShownPass, box: Box): Shape => {
  const icon = images.get('icon')
  const radius = 9
  if (!icon) return { kind: 'rect', box, radius, fill: own.background }
  return { kind: 'image', box, png: icon.png, fit: 'cover', pixels: icon, radius }
}

const now = (locale: string): string => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second')

const drawNotification = (shown: ShownPass, message: string, y: number): GroupShape => {
  const { rightToLeft, organizationName, viewer } = shown
  const width = screen.width - 2 * screen.margin
  const x = screen.margin
  const place = (from: number, size: number): number => (rightToLeft ? x + width - from - size : x + from)
  const textAt = card.padding + card.icon + card.iconGap
  const textWidth = width - textAt - card.padding
  const nameHeight = lineHeight(sizes.name)
  const top = y + card.padding
  const nameWidth = textWidth - momentWidth
  const name = textLine(
    organizationName,
    { x: place(textAt, nameWidth), y: top, width: nameWidth, height: nameHeight },
    {
      role: 'heading',
      size: sizes.name,
      weight: 'semibold',
      fill: colours.name,
      rightToLeft,
    },
  )
  const moment = textLine(
    now(viewer.locale),
    { x: place(textAt + nameWidth, momentWidth), y: top, width: momentWidth, height: nameHeight },
    {
      role: 'other',
      size: sizes.moment,
      leastSize: 9,
      weight: 'regular',
      fill: colours.moment,
      align: 'end',
      rightToLeft,
    },
  )
  const text = drawParagraph(
    [{ text: message }],
    { x: place(textAt, textWidth), y: top + nameHeight, width: textWidth },
    { role: 'message', size: sizes.message, weight: 'regular', fill: colours.message, rightToLeft, mostLines },
  )
  const height = Math.max(card.icon, nameHeight + text.height) + 2 * card.padding
  const box = { x, y, width, height }
  const icon = drawIcon(shown, {
    x: place(card.padding, card.icon),
    y: y + (height - card.icon) / 2,
    width: card.icon,
    height: card.icon,
  })
  const background: Shape = { kind: 'rect', box, radius: card.radius, fill: colours.card, opacity: 0.94 }
  const shapes = [background, icon, ...name, ...moment, ...text.shapes]
  return { kind: 'group', name: 'notification', box, shapes }
}

/**
 * What the lock screen says after an update.
 *
 * @param messages of the fields that have changed, with their values filled in; at most eight are shown
 */
export const drawLockScreen = (shown: ShownPass, messages: readonly string[]): Scene => {
  const notifications: GroupShape[] = []
  let y = clockBox.y + clockBox.height + 2 * screen.margin
  for (const message of messages.slice(0, mostMessages).map(cleanLine)) {
    if (message === '') continue
    const drawn = drawNotification(shown, message, y)
    notifications.push(drawn)
    y += drawn.box.height + card.gap
  }
  const height = Math.ceil(y + 2 * screen.margin)
  const box = { x: 0, y: 0, width: screen.width, height }
  const background: Shape = { kind: 'rect', box, radius: screen.radius, fill: colours.wallpaper }
  return {
    width: screen.width,
    height,
    title: shown.description,
    language: shown.language,
    shapes: [{ kind: 'group', name: 'lock-screen', box, shapes: [background, ...drawClock(shown), ...notifications] }],
  }
}
