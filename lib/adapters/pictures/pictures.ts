/** Pictures by resvg, a renderer of SVG in WebAssembly, which runs wherever its file and the typefaces can be had. */
import { type Bytes, copyBytes } from '../../core/bytes.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { Font, Pictures } from '../../ports/pictures.ts'
import { lazily } from '../lazy.ts'
import { type Typeface, typefaces } from './files.ts'

/** Where the renderer and the typefaces come from. */
export interface PictureFiles {
  /** The renderer: WebAssembly, compiled. */
  readonly renderer: () => Promise<WebAssembly.Module>
  /** The file of a typeface, by the name that {@link typefaces} has. */
  readonly typeface: (file: string) => Promise<Bytes>
}

/** What {@link makePictures} may be told. */
export interface PicturesOptions {
  /** Typefaces besides ours, for scripts that ours have no glyphs for: TrueType or OpenType files. Default: none. */
  readonly moreTypefaces?: readonly Bytes[]
}

/** A typeface with its file. */
type Loaded = Typeface & Font

type Renderer = typeof import('@resvg/resvg-wasm').Resvg

/** The package starts once in a process, and says so to whoever comes second: then it is ready. */
const alreadyStarted = /already initialized/i

const start = async (files: PictureFiles): Promise<Renderer> => {
  const [{ initWasm, Resvg }, module] = await Promise.all([import('@resvg/resvg-wasm'), files.renderer()])
  await initWasm(module).catch((error: unknown) => {
    if (!(error instanceof Error && alreadyStarted.test(error.message))) throw error
  })
  return Resvg
}

const orUnavailable = async <Thing>(loading: Promise<Thing>): Promise<Thing> =>
  await loading.catch((cause: unknown) => {
    throw new UnavailableError('what draws pictures could not be loaded: its files belong beside the program', {
      cause,
    })
  })

const widest = 4096

const draw = (Resvg: Renderer, svg: string, width: number, fontBuffers: readonly Bytes[]): Bytes => {
  const font = { fontBuffers: [...fontBuffers], defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' }
  const drawing = new Resvg(svg, { font, fitTo: { mode: 'width', value: width } })
  try {
    const image = drawing.render()
    try {
      return copyBytes(image.asPng())
    } finally {
      image.free()
    }
  } finally {
    // Their memory is the module's, which nobody else clears.
    drawing.free()
  }
}

/** Makes pictures. Whatever it takes is loaded with the first one. */
export const makePictures = (files: PictureFiles, { moreTypefaces = [] }: PicturesOptions = {}): Pictures => {
  const renderer = lazily(async () => await orUnavailable(start(files)))
  const load = async (typeface: Typeface): Promise<Loaded> => ({
    ...typeface,
    bytes: await files.typeface(typeface.file),
  })
  const loaded = lazily(async () => await orUnavailable(Promise.all(typefaces.map(load))))
  return {
    png: async (svg, width) => {
      if (!(Number.isSafeInteger(width) && width >= 1 && width <= widest)) {
        throw new RangeError(`a picture is 1 to ${widest} pixels wide`)
      }
      const [Resvg, fonts] = await Promise.all([renderer(), loaded()])
      // The renderer reads all typefaces anew for each picture: those that a drawing has no letter for cost a third of it.
      const needed = fonts.filter((font) => !font.needed || font.needed.test(svg))
      return draw(Resvg, svg, width, [...needed.map(({ bytes }) => bytes), ...moreTypefaces])
    },
    fonts: async () => [
      ...(await loaded()).map(({ weight, bytes }) => ({ weight, bytes })),
      ...moreTypefaces.flatMap((bytes): Font[] => [
        { weight: 'regular', bytes },
        { weight: 'semibold', bytes },
      ]),
    ],
  }
}
