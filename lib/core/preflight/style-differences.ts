/** How the style objects of a pass differ from those of its template's sample. */
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { styleNames } from '../format/styles.ts'
import { isKnown } from './known.ts'

/** What rules may read of style objects; each includes those before it. */
export const styleReadings = ['styles', 'layout', 'fields'] as const

/** One of them. */
export type StyleReading = (typeof styleReadings)[number]

/** Whether a text names one of them. */
export const isStyleReading = (text: string): text is StyleReading => styleReadings.some((reading) => reading === text)

const kindOf = (value: Json | undefined): string => {
  if (value === null || value === undefined) return 'nothing'
  return Array.isArray(value) ? 'array' : typeof value
}

/** Whether two fields have all but their values in common. */
const likeFields = (field: Json | undefined, other: Json | undefined): boolean => {
  if (isKnown(field, other)) return true
  if (!(isObject(field) && isObject(other))) return false
  const names = Object.keys(field)
  if (names.length !== Object.keys(other).length) return false
  for (const name of names) {
    if (name === 'value' ? !Object.hasOwn(other, name) : !isKnown(field[name], other[name])) return false
  }
  return true
}

const likeGroups = (group: Json | undefined, other: Json | undefined): boolean => {
  if (isKnown(group, other)) return true
  if (!(Array.isArray(group) && Array.isArray(other)) || group.length !== other.length) return false
  for (let index = 0; index < group.length; index++) if (!likeFields(group[index], other[index])) return false
  return true
}

const likeStyles = (style: Json | undefined, other: Json | undefined): boolean => {
  if (!(isObject(style) && isObject(other))) return false
  const names = Object.keys(style)
  if (names.length !== Object.keys(other).length) return false
  for (const name of names) if (!likeGroups(style[name], other[name])) return false
  return true
}

/** The least of the readings that differs, and so all after it; undefined if nothing does. */
export const styleDifference = (pass: JsonObject, sample: JsonObject): StyleReading | undefined => {
  let difference: StyleReading | undefined
  for (const name of styleNames) {
    const [style, other] = [pass[name], sample[name]]
    if (isKnown(style, other)) continue
    if (kindOf(style) !== kindOf(other)) return 'styles'
    difference = difference === 'layout' || !likeStyles(style, other) ? 'layout' : 'fields'
  }
  return difference
}
