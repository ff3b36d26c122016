/** Texts with links, as `attributedValue` has them. */
import type { TextPiece } from '../shown-pass.ts'
import { safeLink } from './safe-links.ts'

/** Links are all that Wallet knows of HTML; whatever else stands between < and > is text. */
const tags = /<a(\s[^<>]{0,2000})>|<\/a\s{0,10}>/gi
const address = /\shref\s{0,10}=\s{0,10}(?:"([^"]*)"|'([^']*)')/i

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&nbsp;': '\u00a0',
}
const entity = /&(?:amp|lt|gt|quot|apos|#39|nbsp);/g

const decoded = (text: string): string => text.replace(entity, (name) => entities[name] ?? name)

const hrefIn = (attributes: string): string | undefined => {
  const parts = address.exec(attributes)
  const target = parts?.[1] ?? parts?.[2]
  return target === undefined ? undefined : safeLink(decoded(target))
}

const piece = (text: string, href: string | undefined): readonly TextPiece[] => {
  if (text === '') return []
  return [{ text: decoded(text), ...(href === undefined ? {} : { href }) }]
}

/**
 * The pieces of a text with links in markup, `<a href="…">…</a>`. A link whose address is not safe to follow is text like
 * any other, and so is all other markup.
 *
 * @see https://developer.apple.com/documentation/walletpasses/passfieldcontent
 */
export const attributedPieces = (text: string): readonly TextPiece[] => {
  const pieces: TextPiece[] = []
  let href: string | undefined
  let at = 0
  for (const match of text.matchAll(tags)) {
    pieces.push(...piece(text.slice(at, match.index), href))
    href = match[1] === undefined ? undefined : hrefIn(match[1])
    at = match.index + match[0].length
  }
  return [...pieces, ...piece(text.slice(at), href)]
}

/** A text with links in markup without them. */
export const withoutLinks = (text: string): string =>
  attributedPieces(text)
    .map(({ text: each }) => each)
    .join('')
