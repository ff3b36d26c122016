/** What a function says of a batch: all done, all failed, or which items failed (`ReportBatchItemFailures`). */
import { isObject } from '../../lib/core/format/json.ts'
import type { Invocation } from './invocation.ts'

/** `none`, `all`, or the identifiers of those that failed. */
export type BatchFailures = 'none' | 'all' | ReadonlySet<string>

const identifier = (item: unknown): string | undefined =>
  isObject(item) && typeof item.itemIdentifier === 'string' && item.itemIdentifier !== ''
    ? item.itemIdentifier
    : undefined

/**
 * Reads what a function returned for a batch.
 *
 * @param reportsItems whether the event source is set to take reports on single items
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const batchFailures = ({ ok, payload }: Invocation, reportsItems: boolean): BatchFailures => {
  if (!ok) return 'all'
  if (!reportsItems) return 'none'
  const result: unknown = JSON.parse(payload)
  const items = isObject(result) ? (result.batchItemFailures ?? []) : []
  if (!Array.isArray(items)) return 'all'
  if (items.length === 0) return 'none'
  const identifiers = items.map(identifier).filter((item) => item !== undefined)
  // An item without a name is a fault in the report: Lambda takes the whole batch for failed.
  return identifiers.length === items.length ? new Set(identifiers) : 'all'
}
