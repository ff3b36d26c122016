/** Places scenes on pages of paper, one below the other; one that is longer than a page goes on where no line is cut. */
import { plainShapes } from '../plain-shapes.ts'
import type { Scene } from '../scene.ts'

/** A4 in points, with room around that every printer leaves white. */
export const paper = { width: 595.28, height: 841.89, margin: 36 } as const

/** How much of a scene stands where. */
export interface Placed {
  readonly scene: Scene
  /** Where its upper left corner is, in points from that of the page, were it whole. */
  readonly x: number
  readonly y: number
  /** How much larger it is than its own points. */
  readonly scale: number
  /** What of it is on the page, in its own points. */
  readonly from: number
  readonly to: number
}

/** A page. */
export type PaperPage = readonly Placed[]

const gap = 24

/** Larger than this, a pass looks like a poster; barcodes are easy to read long before. */
const largest = 1.25

const room = { width: paper.width - 2 * paper.margin, height: paper.height - 2 * paper.margin } as const

interface Extent {
  readonly top: number
  readonly bottom: number
}

/** From where to where lines and barcodes go, which must not be cut. */
const extentsOf = ({ shapes }: Scene): readonly Extent[] =>
  plainShapes(shapes).flatMap((shape): readonly Extent[] => {
    if (shape.kind === 'text') return [{ top: shape.baseline - shape.size, bottom: shape.baseline + shape.size * 0.3 }]
    if (shape.kind === 'path' || shape.kind === 'rect') return []
    return [{ top: shape.box.y, bottom: shape.box.y + shape.box.height }]
  })

/** The lowest place up to `limit` where nothing is cut; `limit` itself if there is none below `from`. */
const breakBefore = (limit: number, from: number, extents: readonly Extent[]): number => {
  let place = limit
  for (;;) {
    const cut = extents.find(({ top, bottom }) => top < place && place < bottom)
    if (!cut) return place
    if (cut.top <= from) return limit
    place = cut.top
  }
}

/** What a page has room for in its own size is made smaller rather than divided; longer ones are as wide as the others. */
const scaleOf = ({ width, height }: Scene): number => {
  const across = Math.min(largest, room.width / width)
  return height <= room.height ? Math.min(across, room.height / height) : across
}

/** The parts of a scene that is longer than a page. */
const partsOf = (scene: Scene, scale: number): readonly Extent[] => {
  const extents = extentsOf(scene)
  const parts: Extent[] = []
  for (let top = 0; top < scene.height; ) {
    const limit = top + room.height / scale
    const bottom = limit >= scene.height ? scene.height : breakBefore(limit, top, extents)
    parts.push({ top, bottom })
    top = bottom
  }
  return parts
}

/** Pages with scenes on them, the first at the top of the first page. */
export const paperPages = (scenes: readonly Scene[]): readonly PaperPage[] => {
  const pages: Placed[][] = [[]]
  let y: number = paper.margin
  for (const scene of scenes) {
    const scale = scaleOf(scene)
    const x = (paper.width - scene.width * scale) / 2
    const fits = y + scene.height * scale <= paper.height - paper.margin
    for (const [index, { top: from, bottom: to }] of partsOf(scene, scale).entries()) {
      const last = pages.at(-1)
      if (index > 0 || !(fits || last?.length === 0)) {
        pages.push([])
        y = paper.margin
      }
      pages.at(-1)?.push({ scene, x, y: y - from * scale, scale, from, to })
      y += (to - from) * scale + gap
    }
  }
  return pages
}
