/** What the parts of a front are made from, and how they are put one below the other. */
import type { BarcodeSymbol, Shape, Size } from '../scene.ts'
import type { ShownPass } from '../shown-pass.ts'
import type { Palette } from './palette.ts'

/** A pass that is being drawn. */
export interface Front {
  readonly shown: ShownPass
  readonly palette: Palette
  readonly size: Size
  /** Undefined for a pass without a barcode that can be drawn. */
  readonly symbol: BarcodeSymbol | undefined
}

/** A part of a front, as wide as the card. */
export interface Block {
  readonly height: number
  readonly draw: (top: number) => readonly Shape[]
}

/** Makes a part of a pass; nothing if the pass has nothing to show there. */
export type Part = (front: Front) => Block | undefined

const blocksOf = (front: Front, parts: readonly Part[]): readonly Block[] =>
  parts.map((part) => part(front)).filter((block) => block !== undefined)

const heightOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { height }) => sum + height, 0)

const drawFrom = (blocks: readonly Block[], top: number): readonly Shape[] => {
  let at = top
  return blocks.flatMap((block) => {
    const shapes = block.draw(at)
    at += block.height
    return shapes
  })
}

/** Parts from the top of a card downwards. */
export const drawFromTop = (front: Front, parts: readonly Part[]): readonly Shape[] =>
  drawFrom(blocksOf(front, parts), 0)

/** Parts that stand on the bottom of a card. */
export const drawAtBottom = (front: Front, parts: readonly Part[]): readonly Shape[] => {
  const blocks = blocksOf(front, parts)
  return drawFrom(blocks, front.size.height - heightOf(blocks))
}
