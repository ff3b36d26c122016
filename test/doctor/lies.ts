/** Lies that a deployment, or what stands in front of it, may tell: each about one thing. */
import type { Lie } from './a-clinic.ts'

/** The path of a request, and its method. */
const pathOf = (request: Request): string => new URL(request.url).pathname

/** Meddles with the answers to requests that fit. */
export const answering =
  (fits: RegExp, change: (response: Response) => Response | Promise<Response>): Lie =>
  async (request, answer) => {
    const response = await answer(request)
    return fits.test(`${request.method} ${pathOf(request)}`) ? await change(response) : response
  }

/** Answers in place of the deployment. */
export const instead =
  (fits: RegExp, status: number, body: object | string | null = null): Lie =>
  async (request, answer) => {
    if (!fits.test(`${request.method} ${pathOf(request)}`)) return await answer(request)
    const text = typeof body === 'object' && body !== null ? JSON.stringify(body) : body
    return new Response(text, { status })
  }

/** Sets a header of every answer; undefined takes it away. */
export const withHeader = (fits: RegExp, name: string, value: string | undefined): Lie =>
  answering(fits, (response) => {
    if (value === undefined) response.headers.delete(name)
    else response.headers.set(name, value)
    return response
  })

/** Sends another request on than came. */
const asking =
  (change: (request: Request) => Request | Promise<Request>): Lie =>
  async (request, answer) =>
    await answer(await change(request))

/** Sends requests on to another path. */
export const atPath = (change: (path: string) => string): Lie =>
  asking(async (request) => {
    const url = new URL(request.url)
    const { method, headers } = request
    const body = await request.arrayBuffer()
    const changed = `${url.origin}${change(url.pathname)}${url.search}`
    return new Request(changed, { method, headers, ...(body.byteLength > 0 ? { body } : {}) })
  })

/** Refuses bodies of more than so many bytes, as a proxy does. */
export const bodyLimit =
  (bytes: number): Lie =>
  async (request, answer) => {
    const body = await request.clone().arrayBuffer()
    return body.byteLength > bytes ? new Response('<html>too large</html>', { status: 413 }) : await answer(request)
  }

/** Cuts bodies that are too large, so that nobody refuses them for their size. */
export const noBodyLimit = (fits: RegExp, body: string): Lie =>
  asking(async (request) => {
    const { method, headers, url } = request
    const { byteLength } = await request.clone().arrayBuffer()
    return fits.test(`${method} ${pathOf(request)}`) && byteLength > 60_000
      ? new Request(url, { method, headers, body })
      : request
  })

/** Keeps every good answer to GET for ever. */
export const keeping = (fits: RegExp): Lie => {
  const kept = new Map<string, Response>()
  return async (request, answer) => {
    if (request.method !== 'GET' || !fits.test(pathOf(request))) return await answer(request)
    const key = `${request.url} ${request.headers.get('Authorization')}`
    const known = kept.get(key)
    if (known) return known.clone()
    const response = await answer(request)
    if (response.status === 200) kept.set(key, response.clone())
    return response
  }
}

/** Leads all requests to another host. */
export const redirecting =
  (host: string): Lie =>
  async (request, answer) => {
    const { headers } = await answer(request)
    return new Response(null, {
      status: 301,
      headers: { ...Object.fromEntries(headers), Location: host + pathOf(request) },
    })
  }

/** Answers as a web site does that has a page for everything. */
export const website: Lie = async (request, answer) => {
  const { headers } = await answer(request)
  return new Response('<html>', { headers: { Date: headers.get('Date') ?? '', 'Content-Type': 'text/html' } })
}

const ownerKey = /^Bearer pwk_/

/** Lends the key that it has seen first to whoever has none. */
export const keyForEverybody = (): Lie => {
  let known: string | undefined
  return asking((request) => {
    const given = request.headers.get('Authorization')
    if (given !== null && ownerKey.test(given)) known ??= given
    if (given !== null || known === undefined || !pathOf(request).startsWith('/api/')) return request
    return new Request(request, { headers: { Authorization: known } })
  })
}
