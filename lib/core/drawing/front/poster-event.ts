/** The poster of an event ticket: its artwork, when it takes place, and at its foot what, where in the house, and where. */
import type { Box, Shape, TextShape } from '../scene.ts'
import type { ShownPass } from '../shown-pass.ts'
import { lineHeight } from '../text/line.ts'
import { mirrored } from './frame.ts'
import type { Front } from './front.ts'
import { drawWhole, fadedIf, grouped } from './images.ts'
import { drawLine, drawLines } from './line.ts'
import { drawPoster, headerColour, headerEnd, posterMargin } from './poster.ts'
import { type TagObject, type Tags, tagsOf } from './tags.ts'
import { wordIn } from './words.ts'

type When = readonly [day: string, time: string]

/** When the event begins, where less than the moment is known: a day without a time, or neither as yet. */
const whenOf = (tags: Tags): When => {
  const info = tags.within('eventStartDateInfo')
  if (info?.isTrue('unannounced')) return ['TBA', '']
  if (info?.isTrue('undetermined')) return ['TBD', '']
  const zone = info?.text('timeZone') ?? ''
  const day = info?.moment('date', zone, 'date') || tags.moment('date', zone, 'eventStartDate')
  if (info?.isTrue('ignoreTimeComponents')) return [day, '']
  return [day, info?.moment('time', zone, 'date') || tags.moment('time', zone, 'eventStartDate')]
}

const whenSize = 14

const drawWhen = (front: Front, when: When): readonly TextShape[] => {
  const { rightToLeft } = front.shown
  const style = { role: 'value', align: 'end', size: whenSize, weight: 'semibold', rightToLeft } as const
  const lines = when.map((text) => ({ ...style, text, fill: headerColour(front) }))
  return drawLines(lines, headerEnd(front, when.length * lineHeight(whenSize)))
}

/** Who plays against whom, or what the event is called. */
const titleOf = (tags: Tags): string => {
  const teams = [
    tags.text('homeTeamName', 'homeTeamAbbreviation'),
    tags.text('awayTeamName', 'awayTeamAbbreviation'),
  ].filter((team) => team !== '')
  const isSports = tags.text('eventType') === 'PKEventTypeSports'
  return isSports && teams.length === 2 ? teams.join(' – ') : tags.text('eventName')
}

const separator = ' · '

/** Section, row and seat; of several seats of a row all numbers. */
const seatingOf = (tags: Tags, { language }: ShownPass): string => {
  const seats = tags.objects('seats')
  const [first] = seats
  if (!first) return tags.text('admissionLevel', 'admissionLevelAbbreviation')
  const place = (seat: TagObject): string => `${seat.text('seatSection')}\n${seat.text('seatRow')}`
  const together = seats.filter((seat) => place(seat) === place(first))
  const numbers = together.flatMap((seat) => seat.text('seatNumber') || []).join(', ')
  const parts = [
    ['section', first.text('seatSection')],
    ['row', first.text('seatRow')],
    ['seat', numbers],
  ] as const
  const named = parts.flatMap(([word, value]) => (value === '' ? [] : [`${wordIn(language, word)} ${value}`]))
  return named.join(separator) || first.text('seatDescription') || tags.text('admissionLevel')
}

const venueOf = (tags: Tags): string =>
  [tags.text('venueName'), tags.text('venueRegionName')].filter((text) => text !== '').join(separator)

const lineSizes = { title: 22, seating: 15, venue: 13 } as const
const barPadding = 14
const lineGap = 2

const secondaryLogoRoom = { width: 135, height: 12 }

const drawSecondaryLogo = (front: Front, bar: Box): readonly Shape[] => {
  const { shown, size } = front
  const image = shown.images.get('secondaryLogo')
  if (!image) return []
  const { width, height } = secondaryLogoRoom
  const corner = { x: bar.width - posterMargin - width, y: bar.y + bar.height - barPadding - height - 1, width, height }
  const room = mirrored(corner, size.width, shown.rightToLeft)
  const side = shown.rightToLeft ? 'left' : 'right'
  return [grouped('secondary-logo', room, [drawWhole(image, room, side)], fadedIf(front))]
}

/** The poster of an event ticket. */
export const drawPosterEvent = (front: Front): Shape => {
  const { shown, palette, size } = front
  const { rightToLeft } = shown
  const tags = tagsOf(shown)
  const inner = size.width - 2 * posterMargin
  const besideLogo = shown.images.has('secondaryLogo') ? inner - secondaryLogoRoom.width - 12 : inner
  const lines = [
    { text: titleOf(tags), role: 'heading', size: lineSizes.title, weight: 'semibold' },
    { text: seatingOf(tags, shown), role: 'value', size: lineSizes.seating, weight: 'semibold' },
    { text: venueOf(tags), role: 'value', size: lineSizes.venue, weight: 'regular' },
  ] as const
  const filled = lines.filter(({ text }) => text !== '')
  const textHeight = filled.reduce((sum, line) => sum + lineHeight(line.size) + lineGap, -lineGap)
  const drawTexts = (bar: Box): readonly Shape[] => {
    let y = bar.y + barPadding
    return filled.flatMap(({ text, role, weight, size: letters }, index) => {
      // The second logo stands beside the last line, whichever that is.
      const width = index === filled.length - 1 ? besideLogo : inner
      const height = lineHeight(letters)
      const box = mirrored({ x: posterMargin, y, width, height }, size.width, rightToLeft)
      y += height + lineGap
      return drawLine(text, box, { role, size: letters, weight, fill: palette.foreground, rightToLeft })
    })
  }
  return drawPoster(front, {
    logoText: shown.textOf(shown.pass.eventLogoText),
    headerShapes: drawWhen(front, whenOf(tags)),
    barHeight: Math.max(textHeight, secondaryLogoRoom.height) + 2 * barPadding,
    draw: (bar) => [...drawTexts(bar), ...drawSecondaryLogo(front, bar)],
  })
}
