/** JSON merge patch. */
import { isObject, type Json, type JsonObject } from '../../core/format/json.ts'

const merged = (target: Json | undefined, patch: Json): Json => {
  if (!isObject(patch)) return patch
  return mergePatch(isObject(target) ? target : {}, patch)
}

/**
 * A JSON object after a merge patch: members of the patch are put in, objects are merged, `null` removes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
export const mergePatch = (target: JsonObject, patch: JsonObject): JsonObject => {
  // A Map and fromEntries, because assigning to a member named __proto__ would do something else.
  const members = new Map(Object.entries(target))
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name)
    else members.set(name, merged(members.get(name), value))
  }
  return Object.fromEntries(members)
}
