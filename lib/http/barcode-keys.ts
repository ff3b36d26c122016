/** The keys of sealed barcodes, for scanners: `/.well-known/passwright/keys`. */
import { Hono } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'
import { ServiceError } from '../service/errors.ts'
import type { PageService } from '../service/links/link-services.ts'

const path = '/.well-known/passwright/keys'

/** Five minutes: a key that was retired must not live on in caches. */
const headers = {
  'Content-Type': 'application/jwk-set+json',
  'Cache-Control': 'public, max-age=300',
  // Scanners may be pages of any origin, and there is no secret in it.
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const

/** Answers with the JWK Set (RFC 7517) of the keys, to be mounted beside the pages. */
export const barcodeKeysApp = ({ barcodeKeys }: Pick<PageService, 'barcodeKeys'>): Hono => {
  const app = new Hono({ router: new TrieRouter() })
  app.get(path, async (context) => context.body(JSON.stringify(await barcodeKeys()), 200, headers))
  app.all(path, () => {
    throw new ServiceError('request/method-not-allowed', 'this address takes GET and HEAD only')
  })
  return app
}
