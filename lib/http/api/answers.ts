/** Answers that several routes give. */

/** An answer of JSON. */
export const json = (resource: object, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(resource), { status, headers: { 'Content-Type': 'application/json', ...headers } })

/** An answer without a body. */
export const empty = (status: 204 | 304, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status, headers })

/** An answer that leads to what was asked for: with a GET, wherever that is (RFC 9110 section 15.4.4). */
export const seeOther = (url: string): Response => new Response(null, { status: 303, headers: { Location: url } })
