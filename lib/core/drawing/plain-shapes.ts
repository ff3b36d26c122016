/** The shapes of a drawing without their groups. */
import type { PlainShape, Shape, TextShape } from './scene.ts'

/** All shapes that are no groups, in the order in which they are drawn. */
export const plainShapes = (shapes: readonly Shape[]): readonly PlainShape[] =>
  shapes.flatMap((shape) => (shape.kind === 'group' ? plainShapes(shape.shapes) : [shape]))

/** The lines of text among them. */
export const textsIn = (shapes: readonly Shape[]): readonly TextShape[] =>
  plainShapes(shapes).filter((shape) => shape.kind === 'text')
