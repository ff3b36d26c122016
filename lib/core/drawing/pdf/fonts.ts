/** The fonts of a document: those that have a letter in it, and of them only the letters that it uses. */
import type { PDFDocument, PDFFont, PDFRef } from '@cantoo/pdf-lib'
import type { Bytes } from '../../bytes.ts'
import type { TextShape, Weight } from '../scene.ts'
import type { PlacedGlyph } from './glyphs.ts'
import { typefaceOf } from './typefaces.ts'
import { type VisualRun, visualRuns } from './visual-runs.ts'

/** A font, as a TrueType or OpenType file. */
export interface PdfFont {
  readonly weight: Weight
  readonly bytes: Bytes
}

/** A line, ready to be shown. */
export interface EncodedLine {
  readonly runs: readonly {
    /** What the font is called in pages. */
    readonly fontName: string
    readonly glyphs: readonly PlacedGlyph[]
  }[]
  /** How wide it is at the size 1. */
  readonly width: number
}

/** The fonts of one document. */
export interface DocumentFonts {
  /** Of a line that was among those that the fonts were chosen for. */
  readonly encode: (line: TextShape) => EncodedLine
  /** All of them, by their names. */
  readonly used: ReadonlyMap<string, PDFRef>
}

/** Tells which font of a weight has a letter: the first that has it, else the first. */
type Choose = (weight: Weight, letter: string) => PdfFont

const chooser = (fonts: readonly PdfFont[]): Choose => {
  const chosen = new Map<string, PdfFont>()
  const choose: Choose = (weight, letter) => {
    const those = fonts.filter((font) => font.weight === weight)
    const point = letter.codePointAt(0) ?? 0
    const font = those.find(({ bytes }) => typefaceOf(bytes).hasGlyphForCodePoint(point)) ?? those[0]
    if (!font) throw new RangeError(`a document needs a ${weight} font`)
    return font
  }
  return (weight, letter) => {
    const key = `${weight} ${letter}`
    const font = chosen.get(key) ?? choose(weight, letter)
    chosen.set(key, font)
    return font
  }
}

const codes = /.{4}/g

/** The glyphs of a run; pdf-lib numbers them in the order in which the typeface has laid them out. */
const placed = (text: string, { bytes }: PdfFont, font: PDFFont): readonly PlacedGlyph[] => {
  const typeface = typefaceOf(bytes)
  const { glyphs, positions } = typeface.layout(text)
  const numbers = font.encodeText(text).asString().match(codes) ?? []
  return numbers.map((code, index): PlacedGlyph => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {}
    const [width, advance, x, y] = [glyphs[index]?.advanceWidth ?? 0, xAdvance, xOffset, yOffset].map(
      (units) => units / typeface.unitsPerEm,
    )
    return { code, width: width ?? 0, advance: advance ?? 0, x: x ?? 0, y: y ?? 0 }
  })
}

/** Embeds the fonts that lines need. @throws RangeError if there is none of a weight */
export const embedFonts = async (
  document: PDFDocument,
  fonts: readonly PdfFont[],
  lines: readonly TextShape[],
): Promise<DocumentFonts> => {
  document.registerFontkit({ create: typefaceOf })
  const choose = chooser(fonts)
  const runsOf = ({ text, rightToLeft, weight }: TextShape): readonly VisualRun<PdfFont>[] =>
    visualRuns(text, rightToLeft, (letter) => choose(weight, letter))
  const runs = new Map(lines.map((line) => [line, runsOf(line)] as const))
  const embedded = new Map<PdfFont, { readonly name: string; readonly font: PDFFont }>()
  for (const { font } of [...runs.values()].flat()) {
    if (embedded.has(font)) continue
    embedded.set(font, {
      name: `F${embedded.size}`,
      font: await document.embedFont(font.bytes, { subset: true }),
    })
  }
  const encodeRun = ({ text, font }: VisualRun<PdfFont>) => {
    const one = embedded.get(font)
    if (!one) throw new RangeError('the line was not among those that the fonts were chosen for')
    return { fontName: one.name, glyphs: placed(text, font, one.font) }
  }
  return {
    encode: (line) => {
      const encoded = (runs.get(line) ?? []).map(encodeRun)
      const advances = encoded.flatMap(({ glyphs }) => glyphs.map(({ advance }) => advance))
      return { runs: encoded, width: advances.reduce((sum, advance) => sum + advance, 0) }
    },
    used: new Map([...embedded.values()].map(({ name, font }) => [name, font.ref])),
  }
}
