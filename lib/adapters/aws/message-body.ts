/** Bodies of messages, which anybody may have written. */
import { isObject, type JsonObject } from '../../core/format/json.ts'

/** The JSON object that a body is; undefined if it is none. */
export const readObject = (body: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(body)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
