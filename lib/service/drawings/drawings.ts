/** The use cases of drawings. */
import { utf8 } from '../../core/bytes.ts'
import type { PassSource } from '../../core/drawing/shown-pass.ts'
import { packagedPass } from '../../core/reading/packaged-pass.ts'
import type { Clock } from '../../ports/clock.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { Pictures } from '../../ports/pictures.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import type { ReadRecord } from '../passes/read-record.ts'
import type { ShowPass } from '../passes/show-pass.ts'
import type { Drawing, DrawingRequest, DrawingService } from './drawing-service.ts'

/** What {@link makeDrawingService} needs. */
export interface DrawingParts {
  readonly clock: Clock
  readonly read: ReadRecord
  readonly show: ShowPass
  /** Absent where nothing draws PNGs. */
  readonly pictures?: Pictures
}

/** Twice as many pixels as points: sharp on good screens. */
const pixelsPerPoint = 2

const foreignLanguage = 'en'

/** Makes the service of drawings. What draws is for those alone who ask for a drawing. */
export const makeDrawingService = ({ clock, read, show, pictures }: DrawingParts): DrawingService => {
  const pngOf = async (svg: string, width: number) => {
    if (pictures) return await pictures.png(svg, width)
    throw new UnavailableError('nothing here draws PNGs: ask for SVG')
  }

  const draw = async (source: PassSource, language: string, request: DrawingRequest): Promise<Drawing> => {
    const [{ showPass }, { withWrittenTimes }, { drawPass }, { toSvg }] = await Promise.all([
      import('../../core/drawing/show-pass.ts'),
      import('../../core/drawing/shown/written-times.ts'),
      import('../../core/drawing/draw-pass.ts'),
      import('../../core/drawing/svg/to-svg.ts'),
    ])
    const { view = 'front', format = 'svg' } = request
    const viewer = { locale: request.language ?? language, timeZone: 'UTC', now: clock.now() }
    const scene = drawPass(showPass(withWrittenTimes(source), viewer), { view })
    const svg = toSvg(scene)
    if (format === 'png')
      return { mediaType: 'image/png', bytes: await pngOf(svg, Math.round(scene.width * pixelsPerPoint)) }
    const bytes = utf8(svg)
    if (bytes.length <= limits.drawingBytes) return { mediaType: 'image/svg+xml', bytes }
    throw new ServiceError(
      'drawing/too-large',
      `the drawing has ${bytes.length} bytes with the images of the pass; an answer takes ${limits.drawingBytes}: ask for a PNG`,
    )
  }

  return {
    ofPass: async (pass, request = {}) => {
      const record = await read(pass)
      const { source, defaultLanguage } = await show(record.template, record)
      return await draw(source, defaultLanguage, request)
    },
    ofPackage: async (archive, request = {}) => {
      const source = await packagedPass(archive)
      if (source) return await draw(source, foreignLanguage, request)
      throw new ServiceError(
        'drawing/no-pass',
        'there is no pass.json in it that can be read; a bundle holds several passes: send one of them',
      )
    },
  }
}
