/** Answers that several routes give. */

/** An answer of JSON. */
export const json = (resource: object, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(resource), { status, headers: { 'Content-Type': 'application/json', ...headers } })

/** An answer without a body. */
export const empty = (status: 204 | 304, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status, headers })
