/** The text of a secret as the JSON object that each of ours is. What is wrong is said without quoting it. */
import { isObject, type JsonObject } from '../../core/format/json.ts'
import { UnavailableError } from '../../ports/errors.ts'

/** What is thrown for a secret that does not hold what it should. */
export const unreadable = (name: string, expected: string): UnavailableError =>
  new UnavailableError(`the secret ${name} does not hold ${expected}: store it anew`)

/** Its members. @throws UnavailableError if it is none */
export const objectOf = (name: string, value: string, expected: string): JsonObject => {
  let json: unknown
  try {
    json = JSON.parse(value)
  } catch {
    throw unreadable(name, expected)
  }
  if (!isObject(json)) throw unreadable(name, expected)
  return json
}
