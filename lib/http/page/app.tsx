/** The pages of links, with their pictures, as a Hono app: what customers see. */
import { Hono } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'
import type { Pictures } from '../../ports/pictures.ts'
import { ServiceError } from '../../service/errors.ts'
import type { PageService } from '../../service/links/link-services.ts'
import { barcodeKeysApp } from '../barcode-keys.ts'
import { counted } from '../counted.ts'
import { linkPaths } from '../link-paths.ts'
import { securityHeaders } from '../security-headers.ts'
import { answerError, linkMethods } from './answer-error.tsx'
import { badgeResponse } from './badge-response.ts'
import { linkFileResponse } from './file-response.ts'
import { linkFiles } from './files.ts'
import type { PageOptions } from './page-options.ts'
import { pageResponse } from './page-response.ts'
import { barcodePage, linkPage } from './pages.tsx'
import { visitOf } from './visit.ts'

/**
 * The pages of links: `/p/{token}` with pictures, documents and the barcode beside it, and the same for each pass of an
 * order below `/p/{token}/{1-10}`. Looking changes nothing: nothing is issued, signed or used up, and no cookie is ever set.
 * What is signed comes from `downloadApp`. Scanners find the keys of sealed barcodes at `/.well-known/passwright/keys`.
 */
export const pageApp = (pages: PageService, pictures: Pictures, options: PageOptions): Hono => {
  // Finds what Hono's own choice finds, and compiles nothing at the first request, which waits long enough.
  const app = new Hono({ router: new TrieRouter() })
  const { metrics } = options
  app.use(securityHeaders)
  for (const base of linkPaths) {
    const visit = (request: Request, { token = '', place }: Readonly<Partial<Record<string, string>>>) =>
      visitOf(pages, request, token, place)
    app.get(base, counted(metrics, 'Downloads', { of: 'page' }), async ({ req }) =>
      pageResponse(linkPage(await visit(req.raw, req.param()), options)),
    )
    app.get(`${base}/barcode`, counted(metrics, 'Downloads', { of: 'barcode' }), async ({ req }) =>
      pageResponse(await barcodePage(await visit(req.raw, req.param()), options)),
    )
    for (const file of linkFiles)
      app.get(`${base}/${file.name}`, counted(metrics, 'Downloads', { of: file.name }), async ({ req }) =>
        linkFileResponse(file, { visit: await visit(req.raw, req.param()), pictures, options }),
      )
    app.get(`${base}/badge.svg`, ({ req }) => badgeResponse(req.raw, options))
  }
  app.route('/', barcodeKeysApp(pages))
  app.on(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], '/p/*', () => {
    throw new ServiceError('request/method-not-allowed', `this address takes ${linkMethods} only`)
  })
  app.notFound((context) =>
    answerError(new ServiceError('request/not-found', 'there is nothing at this address'), context, options),
  )
  app.onError((error, context) => answerError(error, context, options))
  return app
}
