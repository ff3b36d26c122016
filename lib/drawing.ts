/**
 * Passes as pictures, as a library: any pass, whoever made it, as SVG that stands alone. It draws wherever JavaScript runs.
 *
 * @module
 */
export { drawPass } from './core/drawing/draw-pass.ts'
export type { Scene } from './core/drawing/scene.ts'
export { showPass } from './core/drawing/show-pass.ts'
export type { PassSource, ShownPass, Viewer } from './core/drawing/shown-pass.ts'
export { toSvg } from './core/drawing/svg/to-svg.ts'
