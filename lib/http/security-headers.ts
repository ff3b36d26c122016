/** Headers that every answer carries, or every drawing. */
import type { MiddlewareHandler } from 'hono'

/** The policy of drawings: one that is opened by itself loads nothing but the pictures that it carries, and runs nothing. */
export const drawingPolicy = "default-src 'none'; img-src data:; frame-ancestors 'none'; sandbox"

const headers: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  // Paths hold tokens and serial numbers.
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** Adds the headers that an answer does not set itself. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  for (const [name, value] of Object.entries(headers)) {
    if (!context.res.headers.has(name)) context.res.headers.set(name, value)
  }
}
