/** The semantic tags of a pass, as its newer looks write them. */
import { isObject, type Json } from '../../format/json.ts'
import { semanticTags } from '../../preflight/schemes.ts'
import { shownDate } from '../shown/dates.ts'
import { soundViewer } from '../shown/viewer.ts'
import type { ShownPass } from '../shown-pass.ts'

/** How a moment is written. */
export type MomentStyle = 'date' | 'time'

/** Reads tags. What is missing, or of a wrong type, is `''`, and of lists and objects nothing. */
export interface Tags {
  readonly text: (...names: readonly string[]) => string
  /** The texts of each object of a list, by the keys that are asked for. */
  readonly objects: (name: string) => readonly TagObject[]
  /** A moment in a time zone; in the one that it is written in, if no zone is given. The first tag that there is counts. */
  readonly moment: (style: MomentStyle, zone: string, ...names: readonly string[]) => string
  /** A value of an object that is a tag. */
  readonly within: (name: string) => TagObject | undefined
}

/** The parts of a tag that is an object. */
export interface TagObject {
  readonly text: (key: string) => string
  readonly isTrue: (key: string) => boolean
  readonly moment: (style: MomentStyle, zone: string, key: string) => string
}

const momentStyles = {
  date: { dateStyle: 'PKDateStyleMedium' },
  time: { timeStyle: 'PKDateStyleShort' },
} as const

const written = ({ viewer }: ShownPass, value: Json | undefined, style: MomentStyle, zone: string): string => {
  const surroundings = zone === '' ? viewer : soundViewer({ ...viewer, timeZone: zone })
  const field = { value: value ?? null, ...momentStyles[style], ignoresTimeZone: zone === '' }
  return shownDate(field, surroundings) ?? ''
}

const readText = ({ textOf }: ShownPass, value: Json | undefined): string =>
  typeof value === 'number' ? String(value) : textOf(value)

const readObject = (shown: ShownPass, value: Json | undefined): readonly TagObject[] => {
  if (!isObject(value)) return []
  const at = (key: string): Json | undefined => (Object.hasOwn(value, key) ? value[key] : undefined)
  return [
    {
      text: (key) => readText(shown, at(key)),
      isTrue: (key) => at(key) === true,
      moment: (style, zone, key) => written(shown, at(key), style, zone),
    },
  ]
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [value ?? null])

// Nobody has more seats on one pass.
const mostMembers = 20

/** The tags of a pass, its own and those of its fields. */
export const tagsOf = (shown: ShownPass): Tags => {
  const tags = semanticTags(shown.pass)
  const members = (name: string): readonly Json[] => listOf(tags.get(name)).slice(0, mostMembers)
  const first = (texts: readonly string[]): string => texts.find((text) => text !== '') ?? ''
  return {
    text: (...names) => first(names.map((name) => readText(shown, tags.get(name)))),
    objects: (name) => members(name).flatMap((member) => readObject(shown, member)),
    moment: (style, zone, ...names) => first(names.map((name) => written(shown, tags.get(name), style, zone))),
    within: (name) => readObject(shown, tags.get(name))[0],
  }
}
