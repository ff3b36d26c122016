/** What can be tapped on the pages of a document: the links of its texts. */
import { type PDFContext, PDFHexString, type PDFRef } from '@cantoo/pdf-lib'
import { hex, utf8 } from '../../bytes.ts'
import type { Shape, TextShape } from '../scene.ts'
import { type Placed, paper } from './pages.ts'

const textsOf = (shapes: readonly Shape[]): readonly TextShape[] =>
  shapes.flatMap((shape) => {
    if (shape.kind === 'group') return textsOf(shape.shapes)
    return shape.kind === 'text' ? [shape] : []
  })

const shares = { start: 0, middle: 0.5, end: 1 } as const

/** The links of what stands on a page, as annotations (ISO 32000-1, 12.5.6.5). */
export const pageLinks = (context: PDFContext, page: readonly Placed[]): readonly PDFRef[] =>
  page.flatMap(({ scene, x, y, scale, from, to }) =>
    textsOf(scene.shapes).flatMap((text): readonly PDFRef[] => {
      const { href, anchor, width, box, baseline } = text
      if (href === undefined || baseline < from || baseline > to) return []
      const left = x + (text.x - width * shares[anchor]) * scale
      const top = paper.height - (y + box.y * scale)
      return [
        context.register(
          context.obj({
            Type: 'Annot',
            Subtype: 'Link',
            Rect: [left, top - box.height * scale, left + width * scale, top],
            Border: [0, 0, 0],
            A: { S: 'URI', URI: PDFHexString.of(hex(utf8(href))) },
          }),
        ),
      ]
    }),
  )
