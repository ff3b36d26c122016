/** A pass as somebody sees it: in one language, with dates and numbers written out, and with the images that are good. */
import type { Bytes } from '../bytes.ts'
import type { FieldGroup } from '../format/field-groups.ts'
import type { ImageSlotName } from '../format/images.ts'
import type { JsonObject } from '../format/json.ts'
import type { SchemeName } from '../format/schemes.ts'
import type { StyleName } from '../format/styles.ts'
import type { Colour } from './scene.ts'

/** The files of a pass: what `openPackage` and filled templates have. */
export interface PassSource {
  /** `pass.json`. */
  readonly pass: JsonObject
  /** All files by path. */
  readonly files: ReadonlyMap<string, Bytes>
}

/** Who looks, where and when. */
export interface Viewer {
  /** A tag of BCP 47 such as `de-AT`: the language of the texts, and how dates and numbers are written. */
  readonly locale: string
  /** A name of the time zone database, such as `Europe/Vienna`. */
  readonly timeZone: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A piece of a text; one with `href` is a link. */
export interface TextPiece {
  readonly text: string
  /** An address that is safe to follow: `https:`, `http:`, `mailto:` or `tel:`. */
  readonly href?: string
}

/** A field. */
export interface ShownField {
  /** `''` if it has none. */
  readonly label: string
  /** As it is written on the front of an iPhone: one line. */
  readonly value: string
  /** As a watch writes it, which knows no `attributedValue`: one line. */
  readonly watchValue: string
  /**
   * As it is written on the back: `attributedValue` with its links, or the value with what was found in it. Lines end with
   * `\n`; at most 20,000 UTF-16 code units.
   */
  readonly pieces: readonly TextPiece[]
  readonly alignment: 'left' | 'centre' | 'right' | 'natural'
  readonly row: 0 | 1
}

/** An image in its best scale. */
export interface ShownImage {
  readonly png: Bytes
  /** In pixels. */
  readonly width: number
  readonly height: number
  readonly scale: 1 | 2 | 3
}

/** A barcode as `pass.json` has it. */
export interface ShownBarcode {
  readonly format: string
  readonly message: string
  readonly messageEncoding: string
  readonly altText: string
}

/** A pass, ready to be laid out. All texts are bounded, free of control characters, and in the viewer's language. */
export interface ShownPass {
  readonly style: StyleName
  /** The newer look that it asks for and has all that is needed for. */
  readonly scheme?: SchemeName
  /** The language of its texts: one that it has, or its viewer's if it has none. */
  readonly language: string
  readonly rightToLeft: boolean
  readonly description: string
  readonly organizationName: string
  readonly logoText: string
  readonly colours: {
    readonly background: Colour
    readonly foreground: Colour
    readonly label: Colour
    /** Of the bar at the foot of a poster. */
    readonly footer: Colour
  }
  /** By group; those of the front may be more than the front shows. */
  readonly fields: Readonly<Record<FieldGroup, readonly ShownField[]>>
  readonly images: ReadonlyMap<ImageSlotName, ShownImage>
  /** What an iPhone shows: the first that it knows. */
  readonly barcode?: ShownBarcode
  /** What a watch shows. */
  readonly watchBarcode?: ShownBarcode
  readonly transitType?: string
  readonly voided: boolean
  /** Milliseconds since 1970. */
  readonly expiresAt?: number
  readonly isExpired: boolean
  /** All of `pass.json`, for what only a few styles show. */
  readonly pass: JsonObject
  /** A text of `pass.json` as the viewer reads it: looked up and bounded; `''` for what is no text. */
  readonly textOf: (value: unknown) => string
  readonly viewer: Viewer
}
