/** Pictures: what makes pixels of a drawing, and the fonts that it takes. */
import type { Bytes } from '../core/bytes.ts'
import type { Weight } from '../core/drawing/scene.ts'

/** A font. */
export interface Font {
  readonly weight: Weight
  /** A TrueType or OpenType file. */
  readonly bytes: Bytes
}

/** Draws pictures. */
export interface Pictures {
  /**
   * A PNG of an SVG drawing of ours.
   *
   * @param width in pixels, 1 to 4,096
   * @throws UnavailableError if there is nothing to draw with here
   */
  readonly png: (svg: string, width: number) => Promise<Bytes>
  /**
   * The fonts, the first of a weight for most texts; for documents that carry their fonts along.
   *
   * @throws UnavailableError if there are none here
   */
  readonly fonts: () => Promise<readonly Font[]>
}
