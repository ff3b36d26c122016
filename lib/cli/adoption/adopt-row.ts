/** Adopts the pass of one row, and says what came of it. */
import type { Finding } from '../../core/finding.ts'
import type { ApiAnswer, ApiClient } from '../api-client.ts'
import { refusalOf } from '../api-refusal.ts'
import { explainError } from '../error-explanations.ts'
import type { AdoptionRow } from './row.ts'

/** What came of a row. */
export type RowOutcome =
  | { readonly kind: 'adopted' | 'known'; readonly registered: number }
  /** It was looked at, and could be sent. */
  | { readonly kind: 'fine' }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly message: string
      /** What to do about it. */
      readonly fix: string
      /** Each with its place in the row. */
      readonly findings: readonly Finding[]
    }

/** Values and so many registrations fit into one request, however long their names and tokens are. */
const registrationsAtOnce = 250

/** One lot at least: there are passes that nobody holds. */
const lotsOf = ({ registrations }: AdoptionRow): readonly AdoptionRow['registrations'][] => {
  const count = Math.max(1, Math.ceil(registrations.length / registrationsAtOnce))
  return Array.from({ length: count }, (_, index) =>
    registrations.slice(index * registrationsAtOnce, (index + 1) * registrationsAtOnce),
  )
}

const failureOf = (answer: ApiAnswer): RowOutcome => {
  const { code, message, findings } = refusalOf(answer)
  return { kind: 'failed', code, message, fix: explainError(code)?.fix ?? 'look at the answer of the API', findings }
}

/** Adopts the pass of a row. May be repeated. @throws what the client throws */
export const adoptRow = async ({ post }: ApiClient, row: AdoptionRow): Promise<RowOutcome> => {
  const { passTypeIdentifier, serialNumber, registrations, ...rest } = row
  const path = `/passes/${encodeURIComponent(passTypeIdentifier)}/${encodeURIComponent(serialNumber)}/adopt`
  let kind: 'adopted' | 'known' = 'known'
  let registered = 0
  for (const lot of lotsOf({ ...row, registrations })) {
    const answer = await post(path, { ...rest, registrations: lot })
    if (answer.status !== 200 && answer.status !== 201) return failureOf(answer)
    if (answer.status === 201) kind = 'adopted'
    registered += Number(answer.body.registered)
  }
  return { kind, registered }
}
