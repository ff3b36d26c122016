/** Pages as answers. */
import { toBase64 } from '../../core/base64.ts'
import { utf8 } from '../../core/bytes.ts'
import { sha256 } from '../../core/digest.ts'
import { style } from './views/style.ts'

/** The style of the page and pictures of its own host are all that it may load; no script is ever run. */
const makePolicy = async (): Promise<string> => {
  const styles = `style-src 'sha256-${toBase64(await sha256(utf8(style)))}'`
  return `default-src 'none'; img-src 'self'; ${styles}; base-uri 'self'; form-action 'none'; frame-ancestors 'none'`
}

let policy: Promise<string> | undefined

/** What a component renders. */
type Rendered = { toString: () => string | Promise<string> }

/** A page as an answer, which nobody may keep or index. */
export const pageResponse = async (page: Rendered, status = 200): Promise<Response> => {
  policy ??= makePolicy()
  const bytes = utf8(`<!doctype html>\n${await page.toString()}\n`)
  return new Response(bytes, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': String(bytes.length),
      'Content-Security-Policy': await policy,
      'X-Robots-Tag': 'noindex, nofollow',
      'Cache-Control': 'private, no-store',
      Vary: 'Accept-Language, User-Agent',
    },
  })
}
