/** Signed passes as the answer to a request. */
import { type Bytes, copyBytes } from '../core/bytes.ts'
import { httpDate } from '../core/format/http-date.ts'
import type { PassFile } from '../service/service.ts'

const unsafe = /[^A-Za-z0-9._~-]/g
const unescapedByEncodeUri = /['()*!]/g

/** RFC 6266: a name that every client can read, and the exact one for those that can (RFC 8187). */
const attachment = (name: string): string => {
  const exact = encodeURIComponent(name).replace(
    unescapedByEncodeUri,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${name.replace(unsafe, '_')}"; filename*=UTF-8''${exact}`
}

/** The media type of a signed pass. */
export const passMediaType = 'application/vnd.apple.pkpass'

/** The media type of a bundle of signed passes. */
export const bundleMediaType = 'application/vnd.apple.pkpasses'

/** What a file is. */
export interface Attachment {
  readonly mediaType: string
  /** What it is to be called where it is saved. */
  readonly fileName: string
}

/**
 * Bytes as an answer, exactly: they are copied, so that nothing that stands beside them in a shared buffer can ever be sent
 * along.
 */
export const bytesResponse = (
  bytes: Bytes,
  mediaType: string,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(copyBytes(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(bytes.length),
      ...headers,
      'Cache-Control': 'private, no-store',
    },
  })

/** What is told of bytes that nobody made for it: the answer to HEAD. */
export const headResponse = (mediaType: string): Response =>
  new Response(null, { headers: { 'Content-Type': mediaType, 'Cache-Control': 'private, no-store' } })

/** The bytes of a file that is to be saved. */
export const attachmentResponse = (
  bytes: Bytes,
  { mediaType, fileName }: Attachment,
  headers: Readonly<Record<string, string>> = {},
): Response => bytesResponse(bytes, mediaType, { 'Content-Disposition': attachment(fileName), ...headers })

/** The signed pass. */
export const fileResponse = ({ bytes, lastModified, pass }: PassFile): Response =>
  attachmentResponse(
    bytes,
    { mediaType: passMediaType, fileName: `${pass.template.name}-${pass.serialNumber}.pkpass` },
    { 'Last-Modified': httpDate(lastModified) },
  )
