/** Pictures as answers: kept by who looks, and asked for again only when they are others. */
import { utf8 } from '../../core/bytes.ts'
import { sha256 } from '../../core/digest.ts'
import { toBase64url } from '../../core/links/base64url.ts'
import { drawingPolicy } from '../security-headers.ts'
import type { FileParts, LinkFile } from './files.ts'
import { localeOf, passOf } from './visit.ts'

const hour = 60 * 60 * 1000

/**
 * What is drawn depends on the time of day ("tomorrow", "expired"), which the tag has by the hour. It has nothing of our
 * release: after an update that draws otherwise, an old picture is kept until the hour is over.
 */
const entityTagOf = async ({ visit, options }: FileParts, { name }: LinkFile): Promise<string> => {
  const { token, place, opened } = visit
  // What is at no pass's place has no tag.
  if (place !== undefined) passOf(visit)
  // A document holds all passes of an order, each in a language that it has.
  const passes = opened.passes.map((pass) => [pass.tag, localeOf(visit, pass)])
  const parts = [name, token, place ?? 0, passes, Math.floor(options.clock.now() / hour)]
  return `"${toBase64url((await sha256(utf8(JSON.stringify(parts)))).slice(0, 15))}"`
}

/** Tags of ours hold no commas. */
const isKnown = (header: string | null, tag: string): boolean =>
  (header ?? '').split(',').some((known) => [tag, `W/${tag}`, '*'].includes(known.trim()))

/** Browsers show a document in a page of their own, which has styles and scripts: Safari shows nothing of a sandboxed one. */
const documentPolicy = "frame-ancestors 'none'"

/** A file of a link as an answer. */
export const linkFileResponse = async (file: LinkFile, parts: FileParts): Promise<Response> => {
  const tag = await entityTagOf(parts, file)
  const headers = {
    ETag: tag,
    'Cache-Control': 'private, max-age=300',
    'Content-Security-Policy': file.mediaType === 'application/pdf' ? documentPolicy : drawingPolicy,
    'X-Robots-Tag': 'noindex, nofollow',
    Vary: 'Accept-Language',
  }
  if (isKnown(parts.visit.request.headers.get('if-none-match'), tag))
    return new Response(null, { status: 304, headers })
  const bytes = await file.make(parts)
  return new Response(bytes, {
    headers: { 'Content-Type': file.mediaType, 'Content-Length': String(bytes.length), ...headers },
  })
}
