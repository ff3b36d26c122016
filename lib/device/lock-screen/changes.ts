/** What is different in a new version of a pass, and what the lock screen says about it. */
import type { Bytes } from '../../core/bytes.ts'
import { shownValue } from '../../core/drawing/shown/shown-value.ts'
import { lookUpIn, textOf } from '../../core/drawing/shown/texts.ts'
import type { Viewer } from '../../core/drawing/shown-pass.ts'
import { canonicalJson, type JsonObject } from '../../core/format/json.ts'
import { fieldsOf, stylesOf } from '../../core/preflight/rule.ts'

/** A field as a device shows it. */
export interface ShownField {
  readonly key: string
  /** `''` if it has none. */
  readonly label: string
  readonly value: string
}

/** A field whose value is another one in a new version. */
export interface FieldChange extends ShownField {
  /** The value of the version before. */
  readonly before: string
  /** What the lock screen says: only fields with a `changeMessage` have one. */
  readonly message?: string
}

/** How texts, dates and numbers are written. */
export interface Reader extends Viewer {
  /** The language that the device is set to. */
  readonly language: string
}

/** A pass, opened. */
interface Version {
  readonly pass: JsonObject
  readonly files: ReadonlyMap<string, Bytes>
}

interface Looked extends ShownField {
  /** Equal for equal values, however they are written on the day. */
  readonly identity: string
  readonly message: string | undefined
}

const placeholder = '%@'

const messageOf = (changeMessage: string | undefined, value: string): string | undefined =>
  changeMessage ? changeMessage.replaceAll(placeholder, () => value) : undefined

/** The fields of all groups by key; of a key that stands twice, the first. */
const look = ({ pass, files }: Version, reader: Reader): ReadonlyMap<string, Looked> => {
  const lookUp = lookUpIn(files, reader.language)
  const found = new Map<string, Looked>()
  for (const { field } of fieldsOf(pass, stylesOf(pass))) {
    const { key, label, attributedValue, changeMessage } = field
    if (typeof key !== 'string' || found.has(key)) continue
    const value = shownValue(field, lookUp, reader)
    const identity = canonicalJson([
      textOf(field.value, lookUp) ?? field.value ?? null,
      textOf(attributedValue, lookUp) ?? attributedValue ?? null,
    ])
    const message = messageOf(textOf(changeMessage, lookUp), value)
    found.set(key, { key, label: textOf(label, lookUp) ?? '', value, identity, message })
  }
  return found
}

/** All fields of a pass as a device shows them, in reading order. */
export const shownFields = (version: Version, reader: Reader): readonly ShownField[] =>
  Array.from(look(version, reader).values(), ({ key, label, value }) => ({ key, label, value }))

/**
 * The fields whose values differ between two versions of a pass, found by their keys in all groups. A field that is new
 * changes nothing that its holder knew.
 */
export const fieldChanges = (previous: Version, next: Version, reader: Reader): readonly FieldChange[] => {
  const before = look(previous, reader)
  return Array.from(look(next, reader).values()).flatMap(({ key, label, value, identity, message }) => {
    const was = before.get(key)
    if (was === undefined || was.identity === identity) return []
    return [{ key, label, before: was.value, value, ...(message === undefined ? {} : { message }) }]
  })
}
