/** The back of a pass: its fields one below the other, as long as they are. */
import type { Colour, GroupShape, Scene, Shape } from '../scene.ts'
import type { ShownField, ShownPass, TextPiece } from '../shown-pass.ts'
import { drawParagraph, type ParagraphStyle } from '../text/paragraph.ts'

const page = { width: 343, margin: 14, radius: 14 } as const
const card = { x: page.margin, width: page.width - 2 * page.margin, padding: 14, radius: 10, rowPadding: 10 } as const
const textWidth = card.width - 2 * card.padding

const colours = {
  page: '#f2f2f7',
  card: '#ffffff',
  line: '#d9d9de',
  label: '#000000',
  value: '#48484c',
  link: '#0a58c4',
} as const satisfies Record<string, Colour>

/** The longest drawing: what is longer still is cut off, and can be read where the fields are text. */
const mostLines = 450

/** A long text has smaller letters, as on a phone. */
const longFrom = 240

const sizes = { heading: 20, description: 14, label: 14, value: 14, longValue: 12 } as const

const hairline = 0.5

/** What is drawn below each other, and how far it has come. */
interface Progress {
  readonly shapes: readonly Shape[]
  readonly y: number
  readonly linesLeft: number
}

/** Adds a paragraph below what is there. */
const below = (
  { shapes, y, linesLeft }: Progress,
  x: number,
  width: number,
  pieces: readonly TextPiece[],
  style: Omit<ParagraphStyle, 'mostLines'>,
): Progress => {
  if (linesLeft === 0 || pieces.length === 0) return { shapes, y, linesLeft }
  const drawn = drawParagraph(pieces, { x, y, width }, { ...style, mostLines: linesLeft })
  return { shapes: [...shapes, ...drawn.shapes], y: y + drawn.height, linesLeft: linesLeft - drawn.lines }
}

const plain = (text: string): readonly TextPiece[] => (text === '' ? [] : [{ text }])

const isLong = ({ pieces }: ShownField): boolean => pieces.reduce((sum, { text }) => sum + text.length, 0) > longFrom

const drawField = (field: ShownField, { y, linesLeft }: Progress, rightToLeft: boolean): Progress => {
  const x = card.x + card.padding
  const start: Progress = { shapes: [], y: y + card.rowPadding, linesLeft }
  const labelled = below(start, x, textWidth, plain(field.label), {
    role: 'label',
    size: sizes.label,
    weight: 'semibold',
    fill: colours.label,
    rightToLeft,
  })
  const written = below(labelled, x, textWidth, field.pieces, {
    role: 'value',
    size: isLong(field) ? sizes.longValue : sizes.value,
    weight: 'regular',
    fill: colours.value,
    linkFill: colours.link,
    rightToLeft,
  })
  const end = written.y + card.rowPadding
  const group: GroupShape = {
    kind: 'group',
    name: 'back-field',
    box: { x: card.x, y, width: card.width, height: end - y },
    shapes: written.shapes,
  }
  return { shapes: [group], y: end, linesLeft: written.linesLeft }
}

const separator = (y: number): Shape => ({
  kind: 'rect',
  box: { x: card.x + card.padding, y: y - hairline / 2, width: textWidth, height: hairline },
  fill: colours.line,
})

const drawFields = (shown: ShownPass, from: Progress): Progress => {
  const isEmpty = ({ label, pieces }: ShownField): boolean => label === '' && pieces.length === 0
  const fields = [...shown.fields.additionalInfoFields, ...shown.fields.backFields].filter((field) => !isEmpty(field))
  let progress: Progress = { ...from, shapes: [] }
  for (const field of fields) {
    if (progress.linesLeft === 0) break
    const drawn = drawField(field, progress, shown.rightToLeft)
    const lines = progress.shapes.length === 0 ? [] : [separator(progress.y)]
    progress = { ...drawn, shapes: [...progress.shapes, ...lines, ...drawn.shapes] }
  }
  if (progress.shapes.length === 0) return from
  const box = { x: card.x, y: from.y, width: card.width, height: progress.y - from.y }
  const background: Shape = { kind: 'rect', box, radius: card.radius, fill: colours.card }
  const group: Shape = { kind: 'group', name: 'back-fields', box, shapes: [background, ...progress.shapes] }
  return { shapes: [...from.shapes, group], y: progress.y, linesLeft: progress.linesLeft }
}

const drawHeading = ({ organizationName, description, rightToLeft }: ShownPass): Progress => {
  const start: Progress = { shapes: [], y: page.margin, linesLeft: mostLines }
  const style = { role: 'heading', fill: colours.label, rightToLeft } as const
  const named = below({ ...start, linesLeft: 2 }, card.x, card.width, plain(organizationName), {
    ...style,
    size: sizes.heading,
    weight: 'semibold',
  })
  const described = below({ ...named, linesLeft: 4 }, card.x, card.width, plain(description), {
    ...style,
    size: sizes.description,
    weight: 'regular',
    fill: colours.value,
  })
  return { shapes: described.shapes, y: described.y + page.margin, linesLeft: mostLines }
}

/**
 * The back of a pass: who issued it and what it is, then its tiles and its back fields as blocks of label and value. It is
 * as high as they are, up to 450 lines.
 */
export const drawBack = (shown: ShownPass): Scene => {
  const drawn = drawFields(shown, drawHeading(shown))
  const height = Math.ceil(drawn.y + page.margin)
  const box = { x: 0, y: 0, width: page.width, height }
  const background: Shape = { kind: 'rect', box, radius: page.radius, fill: colours.page }
  return {
    width: page.width,
    height,
    title: shown.description,
    language: shown.language,
    shapes: [{ kind: 'group', name: 'back', box, shapes: [background, ...drawn.shapes] }],
  }
}
