/** Scenes as a PDF document: on paper, in vectors, with the letters of their fonts. */
import { PDFDocument, PDFName, type PDFRef, PDFString } from '@cantoo/pdf-lib'
import { type Bytes, copyBytes } from '../../bytes.ts'
import { plainShapes, textsIn } from '../plain-shapes.ts'
import type { Scene } from '../scene.ts'
import { contentOf, type PageResources } from './content.ts'
import { embedFonts, type PdfFont } from './fonts.ts'
import { embedImages } from './images.ts'
import { pageLinks } from './links.ts'
import { rectangle, transform } from './operators.ts'
import { type Placed, paper, paperPages } from './pages.ts'

/** Names for things, the same for the same thing. */
const naming = <Thing>(prefix: string): { readonly of: (thing: Thing) => string; readonly all: Map<Thing, string> } => {
  const all = new Map<Thing, string>()
  const of = (thing: Thing): string => {
    const name = all.get(thing) ?? `${prefix}${all.size}`
    all.set(thing, name)
    return name
  }
  return { of, all }
}

/** A scene in its place: its points run downwards, those of the page upwards. */
const placed = ({ scene, x, y, scale, from, to }: Placed, resources: PageResources): readonly string[] => [
  'q',
  transform(scale, 0, 0, -scale, x, paper.height - y),
  `${rectangle({ x: 0, y: from, width: scene.width, height: to - from })}\nW n`,
  ...contentOf(scene.shapes, resources),
  'Q',
]

const dictionary = (document: PDFDocument, entries: Iterable<readonly [name: string, ref: PDFRef]>) =>
  document.context.obj(Object.fromEntries(entries))

/**
 * Writes a document of A4 pages. The same scenes give the same bytes: it holds no date.
 *
 * @param scenes one below the other; those that are longer than a page go on with the next
 * @param fonts at least one of each weight; the first that has a letter is what it is written in
 */
export const toPdf = async (scenes: readonly Scene[], fonts: readonly PdfFont[]): Promise<Bytes> => {
  const document = await PDFDocument.create({ updateMetadata: false })
  const { context } = document
  const [first] = scenes
  if (first) {
    document.setTitle(first.title, { showInWindowTitleBar: true })
    document.catalog.set(PDFName.of('Lang'), PDFString.of(first.language))
  }
  const shapes = scenes.flatMap((scene) => scene.shapes)
  const documentFonts = await embedFonts(document, fonts, textsIn(shapes))
  const pictures = plainShapes(shapes).filter((shape) => shape.kind === 'image')
  const images = await embedImages(document, pictures)
  const [imageNames, opacityNames] = [naming<PDFRef>('I'), naming<number>('G')]
  const resources: PageResources = {
    fonts: documentFonts,
    imageName: (shape) => {
      const ref = images.get(shape)
      return ref && imageNames.of(ref)
    },
    opacityName: (opacity) => opacityNames.of(opacity),
  }
  const pages = paperPages(scenes).map((parts) => ({
    content: parts.flatMap((part) => placed(part, resources)).join('\n'),
    links: pageLinks(context, parts),
  }))
  const opacities = [...opacityNames.all].map(([ca, name]) => [name, context.register(context.obj({ ca }))] as const)
  const Resources = context.register(
    context.obj({
      Font: dictionary(document, documentFonts.used),
      XObject: dictionary(
        document,
        [...imageNames.all].map(([ref, name]) => [name, ref]),
      ),
      ExtGState: dictionary(document, opacities),
    }),
  )
  for (const { content, links } of pages) {
    const { node } = document.addPage([paper.width, paper.height])
    node.set(PDFName.of('Resources'), Resources)
    node.set(PDFName.of('Contents'), context.register(context.flateStream(content)))
    if (links.length > 0) node.set(PDFName.of('Annots'), context.obj([...links]))
  }
  return copyBytes(await document.save())
}
