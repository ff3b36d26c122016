/** The pages that customers see: plain, and complete without scripts, fonts or images from anywhere. */
import { utf8 } from '../../core/bytes.ts'
import { sha256 } from '../../core/digest.ts'
import type { OpenedLink } from '../../service/service.ts'
import { type Html, html } from './html.ts'

const style = `:root{color-scheme:light dark;font:1.0625rem/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center}
main{box-sizing:border-box;width:100%;max-width:26rem;padding:2rem 1.5rem;text-align:center}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
p{margin:0 0 1.5rem;overflow-wrap:anywhere}
a{display:block;padding:.875rem 1.25rem;border-radius:.75rem;background:#000;color:#fff;font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid #06c;outline-offset:3px}
small{display:block;margin-top:1.5rem;color:#6b6b6b}
@media (prefers-color-scheme:dark){a{background:#fff;color:#000}small{color:#a0a0a0}}`

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

const makePolicy = async (): Promise<string> => {
  const hash = await sha256(utf8(style))
  const styles = `style-src 'sha256-${base64(hash)}'`
  return `default-src 'none'; ${styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}

let policy: Promise<string> | undefined

const styleElement: Html = { markup: `<style>${style}</style>` }

const page = (title: string, contents: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${styleElement}
</head>
<body>
<main>
${contents}
</main>
</body>
</html>
`

const weekday = /^\w+, /
const time = / \d\d:\d\d:\d\d GMT$/

/** `21 Nov 2027` */
const day = (milliseconds: number): string =>
  new Date(milliseconds).toUTCString().replace(weekday, '').replace(time, '')

/** The page of a link: what it leads to, and a button that fetches it. */
export const passPage = (token: string, link: OpenedLink): Html =>
  page(
    link.description,
    html`<h1 lang="${link.language}">${link.description}</h1>
<p lang="${link.language}">${link.organizationName}</p>
<a href="${encodeURIComponent(token)}/pass.pkpass" type="application/vnd.apple.pkpass">Add to Apple Wallet</a>
<small>This link works until <time datetime="${new Date(link.expiresAt).toISOString()}">${day(link.expiresAt)}</time>.</small>`,
  )

/** A page that says in a sentence why there is nothing to be had. */
export const messagePage = (title: string, sentence: string): Html =>
  page(
    title,
    html`<h1>${title}</h1>
<p>${sentence}</p>`,
  )

/** A page as an answer. */
export const pageResponse = async (contents: Html, status = 200): Promise<Response> => {
  policy ??= makePolicy()
  const bytes = utf8(contents.markup)
  return new Response(bytes, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': String(bytes.length),
      'Content-Security-Policy': await policy,
      'X-Robots-Tag': 'noindex, nofollow',
      'Cache-Control': 'private, no-store',
    },
  })
}
