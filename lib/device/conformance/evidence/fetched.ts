/** A pass as it was fetched at some time. */

import { secondsOfHttpDate } from '../../../core/format/http-date.ts'
import type { Answer } from '../../web-service/exchange.ts'
import type { Verdict } from '../judge.ts'
import { type Opened, openServed } from '../test-pass.ts'

/** A pass as it was fetched. */
export interface Fetched {
  readonly answer: Answer
  /** Undefined unless a pass came. */
  readonly opened: Opened | undefined
  readonly date: string | undefined
}

/** Opens what came. */
export const fetched = async (answer: Answer): Promise<Fetched> => ({
  answer,
  opened: answer.status === 200 ? await openServed(answer.body) : undefined,
  date: answer.headers.get('Last-Modified') ?? undefined,
})

const identity = ['passTypeIdentifier', 'serialNumber', 'authenticationToken'] as const

/** What a check expects of {@link sameIdentity}. */
export const sameIdentityText = 'the same identifiers and token'

/** Whether two versions are versions of the same pass. */
export const sameIdentity = (before: Opened | undefined, after: Opened | undefined): Verdict => {
  const others = identity.filter((key) => before?.pass[key] !== after?.pass[key])
  return { ok: others.length === 0, got: others.length === 0 ? sameIdentityText : `another ${others.join(', ')}` }
}

/** Whether the second of two dates is later. */
export const isLater = (before: string, after: string | undefined): Verdict => ({
  ok:
    (secondsOfHttpDate(after ?? '') ?? Number.NEGATIVE_INFINITY) >
    (secondsOfHttpDate(before) ?? Number.POSITIVE_INFINITY),
  got: `${before}, then ${after ?? 'none'}`,
})
