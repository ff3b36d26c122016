/** The pictures of a document, each written into it once. */
import type { PDFContext, PDFDocument, PDFRef } from '@cantoo/pdf-lib'
import { decode, toRGBA8 } from '@cantoo/pdf-lib/upng'
import { type Bytes, joinBytes } from '../../bytes.ts'
import { type ReadPng, readPng } from '../../preflight/png.ts'
import { pngPixelFault } from '../../preflight/png-pixels.ts'
import { pictureBox } from '../picture-box.ts'
import type { ImageShape, Size } from '../scene.ts'
import { blurred, type Raster } from './blur.ts'

/** The pictures of one document, by their shapes; those that cannot be read are left out. */
export type DocumentImages = ReadonlyMap<ImageShape, PDFRef>

/** Colour types of PNG that PDF takes as they are, compressed: opaque greys and colours. */
const colourSpaces: Readonly<Record<number, { readonly name: string; readonly colours: number }>> = {
  0: { name: 'DeviceGray', colours: 1 },
  2: { name: 'DeviceRGB', colours: 3 },
}

const imageOf = ({ width, height }: Size) => ({
  Type: 'XObject',
  Subtype: 'Image',
  Width: width,
  Height: height,
})

/** PDF unpacks the pixels of a PNG by itself, filters and all (ISO 32000-1, 7.4.4.4): nothing has to be unpacked here. */
const embedPacked = (context: PDFContext, png: ReadPng): PDFRef | undefined => {
  const space = colourSpaces[png.colourType]
  if (!space || png.interlaced || png.crushed || png.hasTransparentColours) return undefined
  const { name: ColorSpace, colours: Colors } = space
  const [BitsPerComponent, Columns] = [png.bitDepth, png.width]
  const DecodeParms = { Predictor: 15, Colors, BitsPerComponent, Columns }
  const packed = { Filter: 'FlateDecode', DecodeParms, ColorSpace, BitsPerComponent }
  return context.register(context.stream(joinBytes(png.data), { ...imageOf(png), ...packed }))
}

/** How many pixels a blurred picture has at most in each direction: finer ones would all be alike. */
const finest = 200

const smaller = (png: Bytes): Raster => {
  const picture = decode(png.slice().buffer)
  const rgba = new Uint8Array(toRGBA8(picture)[0] ?? new ArrayBuffer(0))
  const step = Math.max(1, Math.ceil(Math.max(picture.width, picture.height) / finest))
  const [width, height] = [Math.ceil(picture.width / step), Math.ceil(picture.height / step)]
  const pixels = new Uint8Array(width * height * 3)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * step * picture.width + x * step) * 4
      for (let colour = 0; colour < 3; colour++) pixels[at++] = rgba[from + colour] ?? 0
    }
  }
  return { width, height, pixels }
}

const embedBlurred = (context: PDFContext, shape: ImageShape): PDFRef => {
  const raster = smaller(shape.png)
  const points = pictureBox(shape).width / raster.width
  const soft = blurred(raster, (shape.blur ?? 0) / points)
  const plain = { ColorSpace: 'DeviceRGB', BitsPerComponent: 8, Interpolate: true }
  return context.register(context.flateStream(soft.pixels, { ...imageOf(soft), ...plain }))
}

const embed = async (document: PDFDocument, shape: ImageShape): Promise<PDFRef | undefined> => {
  const png = readPng(shape.png)
  if ('fault' in png || (await pngPixelFault(shape.png))) return undefined
  try {
    if (shape.blur) return embedBlurred(document.context, shape)
    return embedPacked(document.context, png) ?? (await document.embedPng(shape.png)).ref
  } catch {
    // The decoder is more particular than those of browsers, about pictures that move for one.
    return undefined
  }
}

/** Writes pictures into a document. */
export const embedImages = async (document: PDFDocument, shapes: readonly ImageShape[]): Promise<DocumentImages> => {
  const images = new Map<ImageShape, PDFRef>()
  const sharp = new Map<Bytes, Promise<PDFRef | undefined>>()
  for (const shape of shapes) {
    const before = shape.blur ? undefined : sharp.get(shape.png)
    const embedding = before ?? embed(document, shape)
    if (!shape.blur) sharp.set(shape.png, embedding)
    const ref = await embedding
    if (ref) images.set(shape, ref)
  }
  return images
}
