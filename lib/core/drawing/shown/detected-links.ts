/** Links that are found in plain text: addresses of the web and of mail, and telephone numbers. */
import type { Json } from '../../format/json.ts'
import type { TextPiece } from '../shown-pass.ts'
import { safeLink } from './safe-links.ts'

/** One kind of thing that Wallet makes a link of. */
interface Detector {
  /** One of these in `dataDetectorTypes` asks for it. */
  readonly type: string
  /** The name of its group in the pattern. */
  readonly name: 'web' | 'mail' | 'phone'
  /** Every repetition has an end, so that the work is proportional to the text. */
  readonly pattern: string
  readonly address: (text: string) => string
}

const schemeBefore = /^https?:/i
const notInNumbers = /[^\d+]/g

const detectors: readonly Detector[] = [
  {
    type: 'PKDataDetectorTypeLink',
    name: 'web',
    pattern: '(?:https?://|www\\.)[^\\s<>"\']{2,1000}(?<![.,;:!?)\\]])',
    address: (text) => (schemeBefore.test(text) ? text : `https://${text}`),
  },
  {
    type: 'PKDataDetectorTypeLink',
    name: 'mail',
    pattern: '(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{2,63}){1,4}',
    address: (text) => `mailto:${text}`,
  },
  {
    type: 'PKDataDetectorTypePhoneNumber',
    name: 'phone',
    // With a country code, with an area code in brackets, or in the American groups.
    pattern: '\\+\\d[\\d ().-]{5,18}\\d|\\(\\d{2,5}\\) ?\\d[\\d -]{4,12}\\d|\\b\\d{3}[-.]\\d{3}[-.]\\d{4}\\b',
    address: (text) => `tel:${text.replace(notInNumbers, '')}`,
  },
]

const pattern = new RegExp(detectors.map(({ name, pattern: each }) => `(?<${name}>${each})`).join('|'), 'gi')

const hrefOf = (match: RegExpMatchArray, wanted: readonly Detector[]): string | undefined => {
  const detector = wanted.find(({ name }) => match.groups?.[name] !== undefined)
  return detector && safeLink(detector.address(match[0]))
}

/**
 * The pieces of a plain text, with links where there are addresses and telephone numbers.
 *
 * @param types the field's `dataDetectorTypes`: all kinds if it has none, no links for an empty list
 * @see https://developer.apple.com/documentation/walletpasses/passfieldcontent
 */
export const detectedPieces = (text: string, types: Json | undefined): readonly TextPiece[] => {
  const asked: readonly Json[] | undefined = Array.isArray(types) ? types : undefined
  const wanted = asked ? detectors.filter(({ type }) => asked.includes(type)) : detectors
  if (text === '' || wanted.length === 0) return text === '' ? [] : [{ text }]
  const pieces: TextPiece[] = []
  let at = 0
  for (const match of text.matchAll(pattern)) {
    const href = hrefOf(match, wanted)
    if (href === undefined) continue
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) })
    pieces.push({ text: match[0], href })
    at = match.index + match[0].length
  }
  return at < text.length ? [...pieces, { text: text.slice(at) }] : pieces
}
