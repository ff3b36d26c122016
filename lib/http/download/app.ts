/** What is fetched by download links, as a Hono app: signed passes. Their pages are those of `pageApp`. */
import { type Context, Hono } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'
import { linkFileNames } from '../../core/links/link-address.ts'
import { ServiceError } from '../../service/errors.ts'
import type { DownloadService, Moved } from '../../service/links/link-services.ts'
import type { PassBundle, PassFile } from '../../service/service.ts'
import { counted } from '../counted.ts'
import { attachmentResponse, bundleMediaType, fileResponse, headResponse, passMediaType } from '../file-response.ts'
import { linkPaths } from '../link-paths.ts'
import type { CountedHttpOptions } from '../problem/report.ts'
import { securityHeaders } from '../security-headers.ts'

const passPaths = linkPaths.map((path) => `${path}/${linkFileNames.pass}` as const)
const bundlePath = `/p/:token/${linkFileNames.bundle}` as const

const redirect = (location: string): Response => new Response(null, { status: 302, headers: { Location: location } })

/** Relative, because nobody here knows at which address the customer is. @param up from where the pass lies to beside the link */
const movedResponse = ({ moved }: Moved, up: '../' | '../../'): Response =>
  redirect(`${up}${moved}/${linkFileNames.pass}`)

const passResponse = (file: PassFile | Moved, place: string | undefined): Response =>
  'moved' in file ? movedResponse(file, place === undefined ? '../' : '../../') : fileResponse(file)

const bundleResponse = (bundle: PassBundle | Moved): Response => {
  if ('moved' in bundle) return movedResponse(bundle, '../')
  if (bundle.kind === 'stored') return redirect(bundle.url)
  return attachmentResponse(bundle.bytes, { mediaType: bundleMediaType, fileName: bundle.fileName })
}

/** Pages of errors take code that good links have no use for. */
const errorPage = async (error: unknown, context: Context, options: CountedHttpOptions): Promise<Response> => {
  const { answerError } = await import('../page/answer-error.tsx')
  return await answerError(error, context, options)
}

/**
 * The signed passes of links: `/p/{token}/pass.pkpass`, that of each pass of an order below `/p/{token}/{1-10}/`, and all of
 * them as `/p/{token}/passes.pkpasses`. Only GET issues a pass that a sealed link carries; HEAD, by which mail programs
 * preview links on the way, changes nothing. No link is ever used up, and no cookie is set.
 */
export const downloadApp = (downloads: DownloadService, options: CountedHttpOptions): Hono => {
  // Finds what Hono's own choice finds, and compiles nothing at the first request, which waits long enough.
  const app = new Hono({ router: new TrieRouter() })
  const { metrics } = options
  app.use(securityHeaders)
  for (const path of passPaths)
    app.get(path, counted(metrics, 'Downloads', { of: 'pass' }), async ({ req }) => {
      const { token = '', place }: Readonly<Partial<Record<string, string>>> = req.param()
      const asked = [token, ...(place === undefined ? [] : [Number(place)])] as const
      if (req.method !== 'HEAD') return passResponse(await downloads.file(...asked), place)
      await downloads.look(...asked)
      return headResponse(passMediaType)
    })
  app.get(bundlePath, counted(metrics, 'Downloads', { of: 'bundle' }), async ({ req }) => {
    const token = req.param('token')
    if (req.method !== 'HEAD') return bundleResponse(await downloads.bundle(token))
    await downloads.look(token, 'all')
    return headResponse(bundleMediaType)
  })
  app.on(['ALL'], [...passPaths, bundlePath], () => {
    throw new ServiceError('request/method-not-allowed', 'this address takes GET and HEAD only')
  })
  app.notFound((context) =>
    errorPage(new ServiceError('request/not-found', 'there is nothing at this address'), context, options),
  )
  app.onError((error, context) => errorPage(error, context, options))
  return app
}
