/** Pictures: what makes pixels of a drawing, and the fonts that it takes. */
import type { Bytes } from '../core/bytes.ts'

/** Draws pictures. */
export interface Pictures {
  /** A PNG of an SVG drawing of ours, `width` pixels wide. @throws UnavailableError if there is nothing to draw with here */
  readonly png: (svg: string, width: number) => Promise<Bytes>
  /** The fonts as TrueType files, the first for most texts; for documents that carry their fonts along. */
  readonly fonts: () => Promise<readonly { readonly weight: 'regular' | 'semibold'; readonly bytes: Bytes }[]>
}
