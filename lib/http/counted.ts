/** Counts the answers of an HTTP face, by what was asked for and by status. */
import type { MiddlewareHandler } from 'hono'
import type { CountName, Metrics } from '../ports/metrics.ts'

/** What counts answers, also those that an error came to, with their status besides `dimensions`. Without metrics, nobody does. */
export const counted =
  (
    metrics: Pick<Metrics, 'count'> | undefined,
    name: CountName,
    dimensions: Readonly<Record<string, string>>,
  ): MiddlewareHandler =>
  async (context, next) => {
    await next()
    metrics?.count(name, { ...dimensions, status: String(context.res.status) })
  }
