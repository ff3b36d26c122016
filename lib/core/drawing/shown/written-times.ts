/** Times of a pass where nobody knows the time zone of who looks. */
import { fieldGroups } from '../../format/field-groups.ts'
import { isObject, type Json, type JsonObject } from '../../format/json.ts'
import { styleNames } from '../../format/styles.ts'
import type { PassSource } from '../shown-pass.ts'

const withOwnZone = (field: Json): Json => (isObject(field) ? { ...field, ignoresTimeZone: true } : field)

const groupsOf = (style: JsonObject): JsonObject =>
  Object.fromEntries(
    fieldGroups.flatMap((group) => {
      const fields = style[group]
      return Array.isArray(fields) ? [[group, fields.map(withOwnZone)]] : []
    }),
  )

/**
 * The pass with all times of its fields as they are written, each in its own zone: a server would show them in its own,
 * which is wrong more often than the zone of the airport or the venue.
 */
export const withWrittenTimes = ({ pass, files }: PassSource): PassSource => {
  const styles = styleNames.flatMap((name) => {
    const style = pass[name]
    return isObject(style) ? [[name, { ...style, ...groupsOf(style) }] as const] : []
  })
  return { pass: { ...pass, ...Object.fromEntries(styles) }, files }
}
