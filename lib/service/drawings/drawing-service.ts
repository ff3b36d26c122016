/** Drawings of passes as their callers see them. */
import type { Bytes } from '../../core/bytes.ts'
import type { PassId } from '../../ports/records.ts'

/** What of a pass is drawn. */
export const drawingViews = ['front', 'back', 'watch'] as const

/** As what it is drawn. */
export const drawingFormats = ['svg', 'png'] as const

/** How a pass is to be drawn. */
export interface DrawingRequest {
  /** Default: the front. */
  readonly view?: (typeof drawingViews)[number]
  /** Default: SVG. */
  readonly format?: (typeof drawingFormats)[number]
  /** A tag of BCP 47. Default: the language of the template; of a pass from elsewhere, English. */
  readonly language?: string
}

/** A drawing. */
export interface Drawing {
  readonly mediaType: 'image/svg+xml' | 'image/png'
  readonly bytes: Bytes
}

/** Draws passes, with times as they are written: nobody knows the time zone of who looks. */
export interface DrawingService {
  /**
   * A pass as its record is now, whether it was ever built or not.
   *
   * @throws ServiceError `pass/not-found`, `pass/erased`, `drawing/too-large`; UnavailableError if nothing here draws PNGs
   */
  readonly ofPass: (pass: PassId, request?: DrawingRequest) => Promise<Drawing>
  /**
   * A pass from anywhere: the archive of one, signed or not, good or not. A template is drawn with its placeholders.
   *
   * @throws ArchiveError; ServiceError `drawing/no-pass`, `drawing/too-large`; UnavailableError as above
   */
  readonly ofPackage: (archive: Bytes, request?: DrawingRequest) => Promise<Drawing>
}
