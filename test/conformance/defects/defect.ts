/** A defect of a web service for passes: what it is called, who has it, and which checks must tell. */
import type { Around, Changes } from '../reference/server.ts'

/** A defect. */
export interface Defect extends Changes {
  readonly name: string
  /** Where it is known from. Left out: it is only there so that a check can fail. */
  readonly from?: string
  /** The checks that must fail, and no others. */
  readonly fails: readonly string[]
}

/** What stands in for an answer of one call: `GET passes/…`. */
export const instead =
  (call: RegExp, answer: (request: Request, right: () => Promise<Response>) => Response | Promise<Response>): Around =>
  (request, next) => {
    const { pathname } = new URL(request.url)
    const path = `${request.method} ${pathname.slice(pathname.indexOf('/v1/') + 4)}`
    return call.test(path) ? Promise.resolve(answer(request, () => next(request))) : next(request)
  }

const devicePart = /\/devices\/([^/]+)/

/** The device that the address of a request names. */
export const deviceIn = ({ url }: Request): string | undefined => devicePart.exec(url)?.[1]

/** The same request of another device. */
export const ofDevice = async (request: Request, device: string): Promise<Request> => {
  const { url, method, headers } = request
  const body = method === 'POST' ? await request.text() : null
  return new Request(url.replace(devicePart, `/devices/${device}`), { method, headers, body })
}

/** The tag that a request for a list names; undefined if it names none, or is another request. */
export const tagIn = ({ url }: Request): string | undefined =>
  new URL(url).searchParams.get('passesUpdatedSince') ?? undefined

/** The calls. */
export const calls = {
  register: /^POST devices\//,
  unregister: /^DELETE devices\//,
  list: /^GET devices\//,
  fetch: /^(?:GET|HEAD) passes\//,
  personalize: /\/personalize$/,
  log: /^POST log$/,
  all: /^/,
} as const

/** An answer with other headers. */
export const withHeaders = (
  { status, headers, body }: Response,
  others: Readonly<Record<string, string>>,
): Response => {
  const changed = new Headers(headers)
  for (const [name, value] of Object.entries(others)) changed.set(name, value)
  return new Response(body, { status, headers: changed })
}

/** An answer without a body. */
export const bare = (status: number): Response => new Response(null, { status })
