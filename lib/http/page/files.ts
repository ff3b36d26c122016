/** The pictures and documents of a link. */
import { type Bytes, utf8 } from '../../core/bytes.ts'
import type { Scene } from '../../core/drawing/scene.ts'
import { linkAddress, linkFileNames } from '../../core/links/link-address.ts'
import type { Pictures } from '../../ports/pictures.ts'
import { ServiceError } from '../../service/errors.ts'
import type { PageOptions } from './page-options.ts'
import { passOf, shownOn, type Visit } from './visit.ts'

/** What files are made with. */
export interface FileParts {
  readonly visit: Visit
  readonly pictures: Pictures
  readonly options: PageOptions
}

/** A file of a link. */
export interface LinkFile {
  readonly name: string
  readonly mediaType: string
  readonly make: (parts: FileParts) => Promise<Bytes>
}

/** Pixels: sharp in mail on a good screen, and what previews of links want. */
const pictureWidth = 640

// Drawing takes code that a page without pictures has no use for: it is loaded for the first picture.
const drawing = () => import('./draw.ts')

const nothing = (what: string): ServiceError => new ServiceError('request/not-found', `there is no ${what}`)

const svgOf = async (scene: Scene | undefined, what: string): Promise<Bytes> => {
  if (!scene) throw nothing(what)
  return utf8((await drawing()).toSvg(scene))
}

const svg = (name: string, scene: (parts: FileParts) => Promise<Scene | undefined>): LinkFile => ({
  name: `${name}.svg`,
  mediaType: 'image/svg+xml',
  make: async (parts) => svgOf(await scene(parts), name),
})

const shown = ({ visit, options }: FileParts) => shownOn(visit, passOf(visit), options)

const side = (view: 'front' | 'back' | 'watch'): LinkFile =>
  svg(view, async (parts) => (await drawing()).drawPass(shown(parts), { view }))

/** All files, but those that are signed. */
export const linkFiles: readonly LinkFile[] = [
  side('front'),
  side('back'),
  side('watch'),
  svg('barcode', async (parts) => {
    const { barcode } = shown(parts)
    return barcode && (await drawing()).drawBarcodePage(barcode)
  }),
  svg('link', async ({ visit: { token }, options: { publicBaseUrl } }) =>
    (await drawing()).drawLinkCode(linkAddress(publicBaseUrl, token)),
  ),
  {
    name: linkFileNames.picture,
    mediaType: 'image/png',
    make: async (parts) => {
      const { drawPass, toSvg } = await drawing()
      return parts.pictures.png(toSvg(drawPass(shown(parts), { view: 'front' })), pictureWidth)
    },
  },
  {
    name: linkFileNames.document,
    mediaType: 'application/pdf',
    make: async ({ visit, pictures, options }) => {
      const [{ drawPass }, { toPdf }, fonts] = await Promise.all([
        drawing(),
        import('../../core/drawing/pdf/to-pdf.ts'),
        pictures.fonts(),
      ])
      const passes = visit.place === undefined ? visit.opened.passes : [passOf(visit)]
      const scenes = passes.flatMap((pass) => {
        const shown = shownOn(visit, pass, options)
        return [drawPass(shown, { view: 'front' }), drawPass(shown, { view: 'back' })]
      })
      return toPdf(scenes, fonts)
    },
  },
]
