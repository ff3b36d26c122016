/** The contract of Records. */

import type { Records } from '../../lib/ports/records.ts'
import { type Contract, contract } from './contract.ts'
import { idempotencySentences } from './records-idempotency.ts'
import { lifeSentences } from './records-life.ts'
import { listSentences } from './records-lists.ts'
import { orderSentences } from './records-model.ts'
import { tombstoneSentences } from './records-tombstones.ts'
import { writeSentences } from './records-writes.ts'

/** The methods of Records that may lag behind writes. */
export const recordsMayLag = ['list', 'pending', 'count'] as const

/** Everything that Records promises. */
export const recordsSentences = [
  ...writeSentences,
  ...idempotencySentences,
  ...lifeSentences,
  ...tombstoneSentences,
  ...listSentences,
  ...orderSentences,
]

/** Registers a test for each promise of Records. */
export const recordsContract: Contract<Records> = contract('records', recordsSentences)
