/** Typefaces, read once, with subsets that pdf-lib takes and readers of PDF understand. */
import fontkit, { type Glyph, type GlyphRun, type Subset, type Font as Typeface } from '@pdf-lib/fontkit'
import { type TrueTypeSubset, trueTypeSubset } from './true-type-subset.ts'

/** As pdf-lib asks for it: fontkit's own leaves outlines at odd places, which its tables cannot name. */
const asSubset = ({ include, encode }: TrueTypeSubset) => ({
  includeGlyph: (glyph: number | Glyph) => include(typeof glyph === 'number' ? glyph : glyph.id),
  encode,
})

/** One without `encode`, which wants a stream to write to, while pdf-lib would call it for bytes. */
const streamed = (subset: Subset) =>
  Object.assign(Object.create(subset, { encode: { value: undefined } }), {
    encodeStream: () => subset.encodeStream(),
  })

/** Letters whose form or place depends on their neighbours, and those that are written from right to left. */
const shaped = /[\p{M}\p{Cf}\p{Script_Extensions=Arabic}\p{Script_Extensions=Hebrew}]/u

/** All other texts are their letters, one after the other: to look for rules takes fontkit a hundred times as long. */
const plainly = (typeface: Typeface, text: string): Layout => {
  const glyphs = Array.from(text, (letter) => typeface.glyphForCodePoint(letter.codePointAt(0) ?? 0))
  const positions = glyphs.map(({ advanceWidth }) => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }))
  return { glyphs, positions }
}

/** What a text is made of, and where that stands. */
type Layout = Pick<GlyphRun, 'glyphs' | 'positions'>

const read = (bytes: Uint8Array) => {
  const typeface = fontkit.create(bytes)
  const createSubset = typeface.createSubset.bind(typeface)
  const layOut = typeface.layout.bind(typeface)
  let last: { readonly text: string; readonly layout: Layout } | undefined
  return Object.assign(typeface, {
    /** Remembers the last one: who asks where letters stand has pdf-lib write them next. */
    layout: (text: string): Layout => {
      if (last?.text !== text) last = { text, layout: shaped.test(text) ? layOut(text) : plainly(typeface, text) }
      return last.layout
    },
    createSubset: () => {
      const own = trueTypeSubset(bytes)
      return own ? asSubset(own) : streamed(createSubset())
    },
  })
}

const known = new WeakMap<Uint8Array, ReturnType<typeof read>>()

/** The typeface of a TrueType or OpenType file. It is kept for as long as its file: reading takes longer than writing a page. */
export const typefaceOf = (bytes: Uint8Array): ReturnType<typeof read> => {
  const typeface = known.get(bytes) ?? read(bytes)
  known.set(bytes, typeface)
  return typeface
}
