/** A boarding pass that is drawn from its semantic tags. */
import { roundRectanglePath } from '../path-data.ts'
import type { Box, Shape } from '../scene.ts'
import type { ShownPass } from '../shown-pass.ts'
import { lineHeight } from '../text/line.ts'
import { barcodePart } from './barcode-box.ts'
import { type CellLook, type CellText, cellHeight, drawCells, rowWidth } from './cells.ts'
import { rowOf } from './field-rows.ts'
import { innerWidth, margin, mirrored } from './frame.ts'
import { drawAtBottom, drawFromTop, type Front, type Part } from './front.ts'
import { drawWhole, fadedIf, grouped } from './images.ts'
import { drawLine, drawLines } from './line.ts'
import { type Tags, tagsOf } from './tags.ts'
import { drawTransit } from './transit-icons.ts'
import { type Word, wordIn } from './words.ts'

const logoRoom = { width: 126, height: 30 }
const headerHeight = 64
const headerLook: CellLook = { labelSize: 11, valueSize: 17, valueWeight: 'semibold', natural: 'end' }

const cell = (label: string, value: string): CellText => ({ label, value, alignment: 'natural' })

const flightCode = (tags: Tags): string =>
  tags.text('flightCode') || `${tags.text('airlineCode')} ${tags.text('flightNumber')}`.trim()

const departureZone = (tags: Tags): string => tags.text('departureLocationTimeZone', 'departureAirportTimeZone')

const arrivalZone = (tags: Tags): string => tags.text('destinationLocationTimeZone', 'destinationAirportTimeZone')

const drawAirline = (front: Front, tags: Tags, box: Box): readonly Shape[] => {
  const { shown, size, palette } = front
  const image = shown.images.get('primaryLogo')
  const room = mirrored(box, size.width, shown.rightToLeft)
  const side = shown.rightToLeft ? 'right' : 'left'
  if (image) return [grouped('logo', room, [drawWhole(image, room, side)], fadedIf(front))]
  return drawLine(shown.logoText || tags.text('transitProvider') || shown.organizationName, room, {
    role: 'logo-text',
    size: 17,
    weight: 'semibold',
    fill: palette.foreground,
    rightToLeft: shown.rightToLeft,
  })
}

/** The airline, and the flight at the other end. */
const header =
  (tags: Tags): Part =>
  (front) => ({
    height: headerHeight,
    draw: (top) => {
      const { shown, size, palette } = front
      const { rightToLeft } = shown
      const day = tags.moment('date', departureZone(tags), 'currentDepartureDate', 'originalDepartureDate')
      const fields = [cell(day, flightCode(tags))]
      const width = Math.min(rowWidth(fields, headerLook), 150)
      const height = cellHeight(headerLook)
      const flight = { x: size.width - margin - width, y: top + (headerHeight - height) / 2, width, height }
      const room = { x: margin, y: top + (headerHeight - logoRoom.height) / 2, ...logoRoom }
      return [
        grouped('header', { x: 0, y: top, width: size.width, height: headerHeight }, [
          ...drawAirline(front, tags, room),
          drawCells({
            name: 'fields',
            fields,
            box: mirrored(flight, size.width, rightToLeft),
            look: headerLook,
            palette,
            rightToLeft,
          }),
        ]),
      ]
    },
  })

/** One end of the journey. */
interface End {
  readonly city: string
  readonly code: string
  readonly time: string
}

const endSizes = { city: 13, code: 44, time: 15 } as const
const iconSide = 28
const iconGap = 10
const journeyHeight = Math.ceil(lineHeight(endSizes.city) + lineHeight(endSizes.code) + lineHeight(endSizes.time)) + 6

const drawEnd = ({ shown, palette }: Front, { city, code, time }: End, box: Box, align: 'start' | 'end') => {
  const label = { role: 'label', fill: palette.label, align, rightToLeft: shown.rightToLeft } as const
  const value = { ...label, role: 'value', fill: palette.foreground } as const
  const lines = [
    { ...label, text: city, size: endSizes.city, weight: 'semibold' },
    { ...value, text: code, size: endSizes.code, weight: 'regular' },
    { ...value, text: time, size: endSizes.time, weight: 'semibold' },
  ] as const
  return drawLines(lines, box)
}

/** Where the flight leads from and to, and when. */
const journey =
  (tags: Tags): Part =>
  (front) => ({
    height: journeyHeight,
    draw: (top) => {
      const { shown, size } = front
      const { rightToLeft } = shown
      const inner = innerWidth(size.width)
      const width = (inner - iconSide - 2 * iconGap) / 2
      const place = (x: number) => mirrored({ x, y: top, width, height: journeyHeight }, size.width, rightToLeft)
      const middle = top + lineHeight(endSizes.city) + lineHeight(endSizes.code) / 2
      const from: End = {
        city: tags.text('departureCityName', 'departureAirportName', 'departureLocationDescription'),
        code: tags.text('departureAirportCode'),
        time: tags.moment('time', departureZone(tags), 'currentDepartureDate', 'originalDepartureDate'),
      }
      const to: End = {
        city: tags.text('destinationCityName', 'destinationAirportName', 'destinationLocationDescription'),
        code: tags.text('destinationAirportCode'),
        time: tags.moment('time', arrivalZone(tags), 'currentArrivalDate', 'originalArrivalDate'),
      }
      return [
        grouped('primary', { x: margin, y: top, width: inner, height: journeyHeight }, [
          ...drawEnd(front, from, place(margin), 'start'),
          ...drawEnd(front, to, place(size.width - margin - width), 'end'),
        ]),
        drawTransit(front, [size.width / 2, middle], iconSide),
      ]
    },
  })

const passengerOf = (tags: Tags): string => {
  const name = tags.within('passengerName')
  const parts = ['namePrefix', 'givenName', 'middleName', 'familyName', 'nameSuffix']
  return parts.flatMap((part) => name?.text(part) || []).join(' ')
}

const seatsOf = (tags: Tags): string =>
  tags
    .objects('seats')
    .flatMap((seat) => seat.text('seatNumber') || seat.text('seatIdentifier') || [])
    .join(', ')

type Entry = readonly [word: Word, value: string]

const boarding = (tags: Tags): readonly Entry[] => [
  ['boards', tags.moment('time', departureZone(tags), 'currentBoardingDate', 'originalBoardingDate')],
  ['terminal', tags.text('departureTerminal')],
  ['gate', tags.text('departureGate')],
  ['zone', tags.text('boardingZone')],
  ['group', tags.text('boardingZone') === '' ? tags.text('boardingGroup') : ''],
  ['seat', seatsOf(tags)],
]

const passenger = (tags: Tags): readonly Entry[] => [
  ['passenger', passengerOf(tags)],
  ['class', tags.text('ticketFareClass')],
]

const rowGap = 12

/** What tags say, each under the word for it; what they say nothing of is left out. */
const named =
  (entries: readonly Entry[]) =>
  ({ language }: ShownPass): readonly CellText[] =>
    entries.flatMap(([word, value]) => (value === '' ? [] : [cell(wordIn(language, word), value)]))

const divider: Part = ({ palette, size }) => ({
  height: 1 + rowGap,
  draw: (top) => {
    const box = { x: margin, y: top + rowGap, width: innerWidth(size.width), height: 1 }
    return [{ kind: 'rect', box, fill: palette.foreground, opacity: 0.2 }]
  },
})

const largeLook: CellLook = { labelSize: 11, valueSize: 20, valueWeight: 'semibold' }
const smallLook: CellLook = { labelSize: 11, valueSize: 16 }

/** The front of a boarding pass by its semantic tags: the airline, the journey, where to board, who flies, the barcode. */
export const drawSemanticBoarding = (front: Front): Shape => {
  const { size, palette, shown } = front
  const tags = tagsOf(shown)
  const box = { x: 0, y: 0, ...size }
  const parts = [
    header(tags),
    journey(tags),
    divider,
    rowOf('auxiliary', largeLook, named(boarding(tags))),
    rowOf('secondary', smallLook, named(passenger(tags))),
  ]
  const shapes: readonly Shape[] = [
    { kind: 'rect', box, fill: palette.background },
    ...drawFromTop(front, parts),
    ...drawAtBottom(front, [barcodePart]),
  ]
  return grouped('card', box, shapes, { clip: roundRectanglePath(box, 20) })
}
