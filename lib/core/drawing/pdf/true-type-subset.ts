/**
 * Subsets of TrueType fonts: the outlines of the letters that a document uses, in a font of their own.
 *
 * @see https://learn.microsoft.com/typography/opentype/spec/otff
 */
import { type Bytes, joinBytes } from '../../bytes.ts'

/** A subset that grows with what is asked for. */
export interface TrueTypeSubset {
  /** The number of a glyph in the subset; it is taken in if it was not there. */
  readonly include: (glyph: number) => number
  /** The font, with what was included so far. */
  readonly encode: () => Bytes
}

type Tables = ReadonlyMap<string, DataView>

const trueType = 0x0001_0000

const tablesOf = (bytes: Uint8Array): Tables => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint32(0) === trueType ? view.getUint16(4) : 0
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const at = 12 + index * 16
      const name = String.fromCharCode(...bytes.subarray(at, at + 4))
      return [name, new DataView(bytes.buffer, bytes.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12))]
    }),
  )
}

/** A copy that may be changed. */
const copyOf = ({ buffer, byteOffset, byteLength }: DataView, from = 0, to = byteLength): DataView<ArrayBuffer> =>
  new DataView(new Uint8Array(buffer, byteOffset + from, to - from).slice().buffer)

const bytesOf = ({ buffer, byteOffset, byteLength }: DataView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** Flags of a component of a glyph, and how many bytes they say that follow. */
const more = 0x20
const argumentsAreWords = 0x01
const scales = [
  { flag: 0x08, bytes: 2 },
  { flag: 0x40, bytes: 4 },
  { flag: 0x80, bytes: 8 },
] as const

const componentLength = (flags: number): number =>
  4 + (flags & argumentsAreWords ? 4 : 2) + (scales.find(({ flag }) => flags & flag)?.bytes ?? 0)

/** Names the components of a glyph, if it has any, as the subset does. */
const renameComponents = (outline: DataView, include: (glyph: number) => number): void => {
  if (outline.byteLength === 0 || outline.getInt16(0) >= 0) return
  for (let at = 10, flags = more; flags & more; at += componentLength(flags)) {
    flags = outline.getUint16(at)
    outline.setUint16(at + 2, include(outline.getUint16(at + 2)))
  }
}

const padded = (bytes: Uint8Array): readonly Uint8Array[] => [bytes, new Uint8Array(-bytes.length & 3)]

const checksum = (bytes: Uint8Array): number => {
  const view = new DataView(joinBytes(padded(bytes)).buffer)
  let sum = 0
  for (let at = 0; at < view.byteLength; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}

/** A font file; readers of PDF search its tables by their names, so the hints for searching are left out. */
const fontFile = (tables: readonly (readonly [name: string, bytes: Uint8Array])[]): Bytes => {
  const header = new DataView(new ArrayBuffer(12 + tables.length * 16))
  header.setUint32(0, trueType)
  header.setUint16(4, tables.length)
  let offset = header.byteLength
  for (const [index, [name, bytes]] of tables.entries()) {
    const at = 12 + index * 16
    for (let letter = 0; letter < 4; letter++) header.setUint8(at + letter, name.charCodeAt(letter))
    for (const [word, value] of [checksum(bytes), offset, bytes.length].entries()) {
      header.setUint32(at + 4 + word * 4, value)
    }
    offset += bytes.length + (-bytes.length & 3)
  }
  return joinBytes([bytesOf(header), ...tables.flatMap(([, bytes]) => padded(bytes))])
}

/** Tables that go along as they are: hints of how to draw small letters. */
const hints = ['cvt ', 'fpgm', 'prep']

const required = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'] as const

/** What a subset is made of; undefined for fonts of another kind. */
const partsOf = (bytes: Uint8Array): Readonly<Record<(typeof required)[number], DataView>> | undefined => {
  const tables = tablesOf(bytes)
  const [glyf, head, hhea, hmtx, loca, maxp] = required.map((name) => tables.get(name))
  return glyf && head && hhea && hmtx && loca && maxp && { glyf, head, hhea, hmtx, loca, maxp }
}

/** Begins a subset; undefined for fonts whose outlines are not TrueType. */
export const trueTypeSubset = (font: Uint8Array): TrueTypeSubset | undefined => {
  const parts = partsOf(font)
  if (!parts) return undefined
  const { glyf, head, hhea, hmtx, loca, maxp } = parts
  const isLong = head.getInt16(50) === 1
  const place = (glyph: number): number => (isLong ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2)
  const [metrics, count] = [hhea.getUint16(34), maxp.getUint16(4)]
  /** Glyphs beyond the last with a width of its own are as wide as that one. */
  const measure = (glyph: number): readonly [width: number, bearing: number] =>
    glyph < metrics
      ? [hmtx.getUint16(glyph * 4), hmtx.getInt16(glyph * 4 + 2)]
      : [hmtx.getUint16(metrics * 4 - 4), hmtx.getInt16(metrics * 4 + (glyph - metrics) * 2)]
  // The first stands for whatever is not there.
  const included = new Map([[0, 0]])
  const include = (glyph: number): number => {
    const known = glyph < count ? glyph : 0
    const number = included.get(known) ?? included.size
    included.set(known, number)
    return number
  }
  const encode = (): Bytes => {
    const outlines: Uint8Array[] = []
    // Components are included on the way, and come later in the same round.
    for (const glyph of included.keys()) {
      const outline = copyOf(glyf, place(glyph), place(glyph + 1))
      renameComponents(outline, include)
      outlines.push(joinBytes(padded(bytesOf(outline))))
    }
    const places = new DataView(new ArrayBuffer((outlines.length + 1) * 4))
    const widths = new DataView(new ArrayBuffer(outlines.length * 4))
    let offset = 0
    for (const [glyph, number] of included) {
      const [width, bearing] = measure(glyph)
      widths.setUint16(number * 4, width)
      widths.setInt16(number * 4 + 2, bearing)
      offset += outlines[number]?.length ?? 0
      places.setUint32(number * 4 + 4, offset)
    }
    const [ownHead, ownHhea, ownMaxp] = [copyOf(head), copyOf(hhea), copyOf(maxp)]
    ownHead.setInt16(50, 1)
    ownHhea.setUint16(34, outlines.length)
    ownMaxp.setUint16(4, outlines.length)
    const tables = tablesOf(font)
    return fontFile([
      ...hints.flatMap((name) => {
        const table = tables.get(name)
        return table ? [[name, bytesOf(table)] as const] : []
      }),
      ['glyf', joinBytes(outlines)],
      ['head', bytesOf(ownHead)],
      ['hhea', bytesOf(ownHhea)],
      ['hmtx', bytesOf(widths)],
      ['loca', bytesOf(places)],
      ['maxp', bytesOf(ownMaxp)],
    ])
  }
  return { include, encode }
}
