/** A notice as other systems get it. */
import type { JsonObject } from '../../core/format/json.ts'
import type { Notice } from '../../ports/bus.ts'

/** Who says it: the `source` of every event. */
export const noticeSource = 'passwright'

/** The `detail` of the event that tells a notice; its type is the `detail-type`. */
export const publishedDetail = ({ id, at, detail }: Notice): JsonObject => ({
  id,
  at: new Date(at).toISOString(),
  ...detail,
})
