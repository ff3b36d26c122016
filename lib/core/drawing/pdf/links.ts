/** What can be tapped on the pages of a document: the links of its texts. */
import { type PDFContext, PDFHexString, type PDFRef } from '@cantoo/pdf-lib'
import { hex, utf8 } from '../../bytes.ts'
import { textsIn } from '../plain-shapes.ts'
import { leftOf } from '../text/line.ts'
import { type Placed, paper } from './pages.ts'

/** The links of what stands on a page, as annotations (ISO 32000-1, 12.5.6.5). */
export const pageLinks = (context: PDFContext, page: readonly Placed[]): readonly PDFRef[] =>
  page.flatMap(({ scene, x, y, scale, from, to }) =>
    textsIn(scene.shapes).flatMap((text): readonly PDFRef[] => {
      const { href, width, box, baseline } = text
      if (href === undefined || baseline < from || baseline > to) return []
      const left = x + leftOf(text, width) * scale
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
