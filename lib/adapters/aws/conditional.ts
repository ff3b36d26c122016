/** Writes of one item on a condition. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { ask } from './dynamo-db.ts'
import type { Item } from './item.ts'

/**
 * What came of a write on a condition: the answer to it, or the item that the condition did not hold for, if there is one
 * and the request asked for it.
 */
export type ConditionalOutcome<Answer> =
  | { readonly done: true; readonly answer: Answer }
  | { readonly done: false; readonly item: Item | undefined }

/** Asks DynamoDB for a write of one item on a condition. @throws UnavailableError */
export const conditionally = async <Answer>(request: () => Promise<Answer>): Promise<ConditionalOutcome<Answer>> => {
  try {
    return { done: true, answer: await ask(request) }
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    return { done: false, item: error.Item }
  }
}
