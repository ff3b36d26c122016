/** Where a pass has semantic tags: on its top level and in its fields, with the same effect. */
import { isObject, type Json, type JsonObject } from '../../format/json.ts'
import { type PlacedField, pathOf } from '../rule.ts'

/** Semantic tags and the JSON pointer of the object that holds them. */
export interface TaggedPlace {
  readonly path: string
  readonly tags: JsonObject
}

/** All objects with semantic tags, that of the pass itself first. */
export const taggedPlaces = ({ semantics }: JsonObject, fields: readonly PlacedField[]): readonly TaggedPlace[] => {
  const places: TaggedPlace[] = isObject(semantics) ? [{ path: '/semantics', tags: semantics }] : []
  for (const placed of fields) {
    const tags = placed.field.semantics
    if (isObject(tags)) places.push({ path: `${pathOf(placed)}/semantics`, tags })
  }
  return places
}

/** The first tag of a name, and its JSON pointer; undefined where no object has it. */
export const findTag = (
  places: readonly TaggedPlace[],
  name: string,
): { readonly path: string; readonly value: Json } | undefined => {
  for (const { path, tags } of places) {
    const value = tags[name]
    if (value !== undefined && value !== null) return { path: `${path}/${name}`, value }
  }
  return undefined
}
