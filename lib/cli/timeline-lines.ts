/** Steps of a timeline as lines. */
import type { JsonObject } from '../core/format/json.ts'
import { shownDetail, stepText } from '../service/timeline/step-text.ts'

/** A step as one line: when, what, which device. */
export const eventLine = ({ at, kind, device, detail }: JsonObject): string => {
  const whose = device === undefined ? '' : `  (device ${shownDetail(device)})`
  return `${shownDetail(at)}  ${shownDetail(kind).padEnd(14)}  ${stepText(shownDetail(kind), detail)}${whose}`
}
