/**
 * A drawing as data: shapes with their places. Layouts make scenes; writers make SVG and PDF of them. Lengths are points,
 * x to the right and y downwards, from the upper left corner.
 */
import type { Bytes } from '../bytes.ts'

/** Width and height of something. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** A rectangle. */
export interface Box extends Size {
  readonly x: number
  readonly y: number
}

/** A colour: `#rrggbb` in lowercase. */
export type Colour = `#${string}`

/** How thick letters are. */
export type Weight = 'regular' | 'semibold'

/** A rectangle that is filled. */
export interface RectShape {
  readonly kind: 'rect'
  readonly box: Box
  /** Of its corners. Default: 0. */
  readonly radius?: number
  readonly fill: Colour
  /** From 0 to 1. Default: 1. */
  readonly opacity?: number
}

/** An outline that is filled, as SVG path data with absolute commands M, L, C and Z. */
export interface PathShape {
  readonly kind: 'path'
  readonly data: string
  readonly fill: Colour
}

/** One line of text. It was fitted before: it lies in its box, shortened with an ellipsis if need be. */
export interface TextShape {
  readonly kind: 'text'
  readonly text: string
  /** What it is: for tests, and for who reads the drawing aloud. */
  readonly role: 'label' | 'value' | 'logo-text' | 'alt-text' | 'message' | 'heading' | 'other'
  /** Where it must lie. */
  readonly box: Box
  /** The point that it hangs from: its left end, middle or right end, on its baseline. */
  readonly x: number
  readonly baseline: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly size: number
  readonly weight: Weight
  readonly fill: Colour
  /** How wide it is with the font that it was measured with. */
  readonly width: number
  /** Whether its base direction is from right to left. `anchor` is about left and right all the same. */
  readonly rightToLeft: boolean
  /** A safe address that it leads to, where the drawing is a document; pictures have no links. */
  readonly href?: string
}

/** A PNG. */
export interface ImageShape {
  readonly kind: 'image'
  readonly box: Box
  readonly png: Bytes
  /** `centre`: whole and in the middle of its box, `cover`: fills its box and is cropped. */
  readonly fit: 'centre' | 'cover'
  /** Its size in pixels. */
  readonly pixels: Size
  /** Of the corners of its box. Default: 0. */
  readonly radius?: number
  /** Standard deviation of a blur, in points. Default: none. */
  readonly blur?: number
}

/** The dark and light modules of a barcode; each row is as many modules as the symbol is wide. */
export interface BarcodeSymbol {
  readonly columns: number
  readonly rows: number
  /** Row by row: 1 is dark. */
  readonly modules: Uint8Array
  /** The clear room that readers need around it, in modules. */
  readonly quietZone: number
}

/** A barcode, in black: its modules fill the box exactly; the quiet zone is around it. */
export interface BarcodeShape {
  readonly kind: 'barcode'
  readonly box: Box
  readonly symbol: BarcodeSymbol
}

/** Shapes that belong together: a row, a card. */
export interface GroupShape {
  readonly kind: 'group'
  /** `card`, `header`, `primary`, `secondary`, `auxiliary`, `strip`, `thumbnail`, `footer`, `barcode`… */
  readonly name: string
  /** The room that it takes. */
  readonly box: Box
  readonly shapes: readonly Shape[]
  /** Path data (as in {@link PathShape}) beyond which nothing of it shows. */
  readonly clip?: string
  /** Default: 1. */
  readonly opacity?: number
}

/** What is drawn by itself. */
export type PlainShape = RectShape | PathShape | TextShape | ImageShape | BarcodeShape

/** Whatever can be drawn. */
export type Shape = PlainShape | GroupShape

/** A drawing. */
export interface Scene {
  readonly width: number
  readonly height: number
  /** What it shows, for who cannot see it: the pass's `description` first. */
  readonly title: string
  /** A language tag. */
  readonly language: string
  readonly shapes: readonly Shape[]
}
