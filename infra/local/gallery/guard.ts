/** Who may use the gallery: a browser on this machine, and in it no page but the gallery's own. */
import type { IncomingMessage } from 'node:http'
import { isLoopback } from '../../../lib/core/format/loopback.ts'

/** What tunnels and proxies add, whatever host they pretend to ask for. */
const marksOfProxies = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

const hostOf = (host: string): URL | undefined =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined

/**
 * Whether a request was made on this machine, for this machine. The name of the host is looked at too: that of another site
 * may be made to lead here.
 */
export const isFromHere = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean => {
  const host = hostOf(headers.host ?? '')
  return host !== undefined && isLoopback(host.hostname) && !marksOfProxies.some((name) => name in headers)
}

/**
 * Whether no other site has a hand in a request. Browsers say so of themselves; what says nothing is no browser.
 *
 * @param kind `visit`: somebody follows a link; `part`: a page needs it; `change`: something is to be done
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export const isOurOwn = (request: Request, kind: 'visit' | 'part' | 'change'): boolean => {
  const site = request.headers.get('sec-fetch-site')
  if (kind === 'visit')
    return site === null || request.headers.get('sec-fetch-mode') === 'navigate' || site === 'same-origin'
  if (site !== null && site !== 'same-origin') return false
  if (kind === 'part') return true
  return request.headers.get('origin') === new URL(request.url).origin
}
