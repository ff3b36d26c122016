/** One look at a part of a deployment: bounded in time, and never a failure of its own. */
import { PasswrightError } from '../../core/errors.ts'
import { atMost } from '../at-most.ts'
import type { HealthCheck, HealthStatus, HealthSubject } from './health-service.ts'

/** What somebody saw who looked. */
export interface Seen {
  readonly status: HealthStatus
  readonly message: string
  /** What to do, unless all is well. */
  readonly fix?: string
}

/** A look that is to be taken. */
export interface Look {
  readonly subject: HealthSubject
  readonly name?: string
  /** What to do if it rejects, or takes too long. */
  readonly fix: string
  readonly take: () => Promise<Seen>
}

/** All is well. */
export const well = (message: string): Seen => ({ status: 'ok', message })

/** Somebody should see to it. */
export const worrying = (message: string, fix: string): Seen => ({ status: 'warning', message, fix })

/** Something does not work. */
export const ill = (message: string, fix: string): Seen => ({ status: 'failure', message, fix })

/** Whatever else was thrown may hold anything. */
const messageOf = (error: unknown): string =>
  error instanceof PasswrightError ? error.message : 'it failed for an unknown reason'

/** In milliseconds: an API key that is asked for besides, and the answer, have to fit into what a gateway waits for. */
const longest = 10_000

/** Takes a look. */
export const taken = async ({ subject, name, fix, take }: Look): Promise<HealthCheck> => {
  const begun = performance.now()
  const slow = ill(`there was no answer within ${longest / 1000} seconds`, fix)
  const seen = await atMost(longest, take()).catch((error: unknown) => ill(messageOf(error), fix))
  const milliseconds = Math.round(performance.now() - begun)
  return { subject, ...(name === undefined ? {} : { name }), ...(seen ?? slow), milliseconds }
}
