/** The gallery as a Hono app. */
import { type Context, Hono } from 'hono'
import { sameSecret } from '../../../lib/core/links/same-secret.ts'
import type { SamplePass } from '../samples/publish.ts'
import { act } from './act.ts'
import { galleryAssets } from './assets.ts'
import { phonePicture, phoneViews, recordPicture } from './drawings.ts'
import { galleryBase } from './gallery-base.ts'
import { isOurOwn } from './guard.ts'
import { type GalleryParts, look, type RefusedChange } from './look.ts'
import type { News } from './news.ts'
import { GalleryPage } from './page.tsx'

const policy = [
  "default-src 'none'",
  "img-src 'self'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // With `no-referrer`, browsers would not say of a form where it comes from.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
}

const mostBytes = 64 * 1024
const formType = /^application\/x-www-form-urlencoded\b/i

const refuse = (context: Context, status: 400 | 403 | 404 | 503, why: string): Response => context.text(why, status)

/** An answer that browsers keep as long as it is asked for under the same address. */
const picture = (context: Context, svg: string | undefined): Response =>
  svg === undefined
    ? refuse(context, 404, 'there is no such picture')
    : context.body(svg, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'private, max-age=86400, immutable' })

const noStore = { 'Cache-Control': 'no-store' }

/** What was sent from the form; undefined for what no form of ours sends. */
const formOf = async ({ req }: Context): Promise<URLSearchParams | undefined> => {
  const isSmall = Number(req.header('content-length') ?? mostBytes + 1) <= mostBytes
  return isSmall && formType.test(req.header('content-type') ?? '') ? new URLSearchParams(await req.text()) : undefined
}

/**
 * Makes the app. Whether a request comes from this machine is looked at before: see `isFromHere`.
 *
 * @param report is told what a page failed with
 */
export const galleryApp = (parts: GalleryParts, news: News, report: (error: unknown) => void): Hono => {
  const app = new Hono()
  const find = (template: string): SamplePass | undefined => parts.passes.find((pass) => pass.template === template)

  const page = async (context: Context, template: string | undefined, refused?: RefusedChange) => {
    const view = await look(parts, template, refused)
    const markup = <GalleryPage view={view} />
    return context.html(`<!doctype html>${await markup.toString()}`, refused ? 422 : 200, noStore)
  }

  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value)
  })
  app.use(`${galleryBase}/*`, async (context, next) => {
    const kind = context.req.method === 'POST' ? 'change' : 'part'
    if (isOurOwn(context.req.raw, kind)) return await next()
    return refuse(context, 403, 'only the page of the gallery may ask for this')
  })
  app.use('/', async (context, next) =>
    isOurOwn(context.req.raw, 'visit') ? await next() : refuse(context, 403, 'open this page by itself'),
  )
  app.get('/', async (context) => await page(context, context.req.query('pass')))
  app.get(`${galleryBase}/events`, (context) => {
    const stream = news.stream()
    if (!stream) return refuse(context, 503, 'too many pages are open')
    return context.body(stream, 200, { 'Content-Type': 'text/event-stream', ...noStore })
  })
  app.get(`${galleryBase}/passes/:template/front.svg`, async (context) => {
    const pass = find(context.req.param('template'))
    return picture(context, pass && (await recordPicture(parts, pass)))
  })
  app.get(`${galleryBase}/phones/:phone/:template/:file`, async (context) => {
    const pass = find(context.req.param('template'))
    const phone = parts.phones.find(({ kind }) => kind.id === context.req.param('phone'))
    const view = phoneViews.find((name) => `${name}.svg` === context.req.param('file'))
    return picture(context, pass && phone && view && (await phonePicture(phone, pass, view)))
  })
  app.post(`${galleryBase}/passes/:template`, async (context) => {
    const pass = find(context.req.param('template'))
    if (!pass) return refuse(context, 404, 'there is no such sample')
    const form = await formOf(context)
    if (!form) return refuse(context, 400, 'send a form of at most 64 KB')
    if (!sameSecret(parts.secret, form.get('secret') ?? '')) {
      return refuse(context, 403, 'this page was opened before the last start: open it anew')
    }
    const filled = (name: string): string | undefined => form.get(name) ?? undefined
    const faults = await act(parts, pass, filled)
    news.tell()
    if (faults.length > 0) return await page(context, pass.template, { faults, filled })
    return context.redirect(`/?pass=${encodeURIComponent(pass.template)}`, 303)
  })
  app.get(`${galleryBase}/:file`, async (context) => {
    const name = context.req.param('file')
    const asset = Object.hasOwn(galleryAssets, name) ? await galleryAssets[name]?.() : undefined
    if (!asset) return refuse(context, 404, 'there is nothing here')
    return context.body(asset.body, 200, { 'Content-Type': `${asset.mediaType}; charset=utf-8`, ...noStore })
  })
  app.onError((error, context) => {
    report(error)
    return context.text('the gallery could not be drawn: the local stack tells why where it was started', 500)
  })
  return app
}
