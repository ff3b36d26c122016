/** The page at `/` of the local stack: links to the sample passes. AWS has no such page. */
import type { GatewayAnswer } from './answer.ts'

/** What the page shows. */
export interface StartPage {
  readonly passes: readonly { readonly template: string; readonly url: string }[]
  /** One sentence about who accepts the passes. */
  readonly remark: string
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const special = /[&<>"]/g

const escaped = (text: string): string => text.replace(special, (character) => entities[character] ?? character)

const html = ({ passes, remark }: StartPage): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Passwright on this machine</title>
<style>body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
<h1>Passwright on this machine</h1>
<p>Sample passes:</p>
<ul>
${passes.map(({ template, url }) => `<li><a href="${escaped(url)}">${escaped(template)}</a>`).join('\n')}
</ul>
<p>${escaped(remark)}</p>
<p><a href="/openapi.json">The API, as OpenAPI</a></p>
</html>
`

/** The page, as an answer. */
export const startPage = (page: StartPage): GatewayAnswer => ({
  status: 200,
  headers: [
    ['content-type', 'text/html; charset=utf-8'],
    ['content-security-policy', "default-src 'none'; style-src 'unsafe-inline'"],
    ['cache-control', 'no-store'],
  ],
  body: Buffer.from(html(page)),
})
