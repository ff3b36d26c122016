/** All that draws, in one module, so that it is loaded at once and only when something is to be drawn. */
export { drawBarcodePage } from '../../core/drawing/barcode/draw-barcode-page.ts'
export { drawLinkCode } from '../../core/drawing/barcode/draw-link-code.ts'
export { symbolOf } from '../../core/drawing/barcode/symbol-of.ts'
export { drawPass } from '../../core/drawing/draw-pass.ts'
export { toSvg } from '../../core/drawing/svg/to-svg.ts'
