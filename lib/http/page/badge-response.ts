/** The badge that a deployment was given for its button. */
import { utf8 } from '../../core/bytes.ts'
import { ServiceError } from '../../service/errors.ts'
import type { PageOptions } from './page-options.ts'
import { wishesOf } from './wishes.ts'

/** The badge in the language that is asked for, else in English. @throws ServiceError `request/not-found` */
export const badgeResponse = (request: Request, { badges }: Pick<PageOptions, 'badges'>): Response => {
  const badge = badges?.get(wishesOf(request)[0] ?? 'en') ?? badges?.get('en')
  if (badge === undefined) throw new ServiceError('request/not-found', 'there is no badge')
  const bytes = utf8(badge)
  return new Response(bytes, {
    headers: {
      'Content-Type': 'image/svg+xml',
      'Content-Length': String(bytes.length),
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
      'Cache-Control': 'private, max-age=86400',
      Vary: 'Accept-Language',
    },
  })
}
