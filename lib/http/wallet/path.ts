/** The path of a request, as Wallet writes it. */
import { getPath } from 'hono/utils/url'

const slashes = /\/{2,}/g
const lastSlash = /(?<=.)\/$/

/**
 * The path of a request without what joining a base URL and a path leaves behind: doubled slashes (`/wallet//v1`), and one
 * at the end.
 */
export const plainPath = (request: Request): string => getPath(request).replace(slashes, '/').replace(lastSlash, '')
