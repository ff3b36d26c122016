/** What the pages show: a link that was opened, for one visitor. */
import type { ShownPass } from '../../../core/drawing/shown-pass.ts'
import type { OpenedLink } from '../../../service/links/link-services.ts'
import type { Visitor } from '../devices.ts'
import type { PageTexts } from '../texts/page-texts.ts'

/** One pass of it. */
export interface PassView {
  /** Its place among the passes of the link, from 1. */
  readonly place: number
  readonly shown: ShownPass
  /** The language of its texts. */
  readonly language: string
  /** The language that its drawings are asked for in. */
  readonly locale: string
}

/** The page. */
export interface View {
  readonly texts: PageTexts
  /** How dates are written: the language of the texts, with the region that somebody asks for. */
  readonly locale: string
  readonly visitor: Visitor
  readonly kind: OpenedLink['kind']
  readonly passes: readonly [PassView, ...PassView[]]
  /** Milliseconds since 1970. */
  readonly linkExpiresAt: number
  /** Where the link's files are, relative to the page, with a slash at its end: what other addresses start from. */
  readonly base: string
  /** Where the files of the pass are, from there: `''`, or `2/` for the second pass of an order. */
  readonly folder: string
  /** Where the files of the link itself are, from there: elsewhere only for an enrolment. */
  readonly linkFolder: string
  /** Where the page of the link is, from there. */
  readonly home: string
  /** The whole address of the link, to be copied or scanned. */
  readonly address: string
  /** `?lang=de` if a language was chosen, for links to other pages. */
  readonly search: string
  /** Whether the deployment was given a badge that this page can show. */
  readonly hasBadge: boolean
}

/** The address of the badge in the language of the page, of a view whose files are in `folder`; undefined if there is none. */
export const badgeAt = ({ hasBadge, texts }: Pick<View, 'hasBadge' | 'texts'>, folder: string): string | undefined =>
  hasBadge ? `${folder}badge.svg?lang=${texts.language}` : undefined
