/** The rules on what a pass has for nothing: keys, groups of fields and images that its style or scheme does not use. */
import { documented } from '../../finding.ts'
import { type FieldGroup, type FieldGroupNotes, fieldGroups, fieldGroupTable } from '../../format/field-groups.ts'
import { field } from '../../format/fields.ts'
import { type ImageSlot, imageSlotOf, imageSlots } from '../../format/images.ts'
import { isObject, type Json, type JsonObject } from '../../format/json.ts'
import type { Key, KeyTable } from '../../format/kinds.ts'
import { localizedPath } from '../../format/languages.ts'
import { passTable } from '../../format/pass.ts'
import { isUsed } from '../../format/schemes.ts'
import { semantics } from '../../format/semantics.ts'
import { type Style, type StyleName, styles as styleTable } from '../../format/styles.ts'
import type { Use } from '../../format/use.ts'
import { type FieldRule, type PassRule, type PassSubject, type Place, pathOf } from '../rule.ts'
import { valueFault } from '../value-faults.ts'
import { taggedPlaces } from './semantic-places.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')
const fieldsPage = documented('https://developer.apple.com/documentation/walletpasses/passfields')
const fieldPage = documented('https://developer.apple.com/documentation/walletpasses/passfieldcontent')
const tagsPage = documented('https://developer.apple.com/documentation/walletpasses/semantictags')
const guidelines = documented('https://developer.apple.com/design/human-interface-guidelines/wallet')

/** A single name without its array is told as a wrong type, and not again for every key of the scheme. */
const askedBy = ({ preferredStyleSchemes: asked }: JsonObject): readonly Json[] => {
  if (typeof asked === 'string') return [asked]
  return Array.isArray(asked) ? asked : []
}

const users = ({ styles = [], schemes = [] }: Use): string =>
  [styles.join(' or '), schemes.join(' or ')].filter(Boolean).join(' with the scheme ')

/** The keys of a table that not every pass uses. What a pass asks schemes with is told by the rules on schemes. */
const particular = (keys: KeyTable): ReadonlyMap<string, Key> =>
  new Map(
    Object.entries(keys).filter(
      ([name, { styles, schemes, groups }]) => (styles || schemes || groups) && name !== 'preferredStyleSchemes',
    ),
  )

const topLevelKeys = particular(passTable.keys)
const fieldKeys = particular(field.keys)
const tagKeys = particular(semantics.keys)

const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null

function* unusedGroups({ pass, styles }: PassSubject): Iterable<Place> {
  const asked = askedBy(pass)
  for (const style of styles) {
    const content = pass[style]
    if (!isObject(content)) continue
    for (const group of fieldGroups) {
      const members = content[group]
      if (!Array.isArray(members) || members.length === 0 || showsGroup(style, group, asked)) continue
      const use: FieldGroupNotes = fieldGroupTable[group]
      const who = use.styles ? `only ${users(use)} shows ${group}` : `${style} shows no ${group}`
      yield { path: `/${style}/${group}`, message: who }
    }
  }
}

const showsGroup = (name: StyleName, group: FieldGroup, asked: readonly Json[]): boolean => {
  const notes: FieldGroupNotes = fieldGroupTable[group]
  const style: Style = styleTable[name]
  return isUsed(notes, [name], asked) && (!notes.front || style.shows[group] !== undefined)
}

function* unusedImages({ pass, styles, files }: PassSubject): Iterable<Place> {
  if (styles.length === 0) return
  const asked = askedBy(pass)
  for (const path of files.keys()) {
    const name = imageSlotOf(localizedPath(path)?.name ?? path)?.slot
    const slot: ImageSlot | undefined = name && imageSlots[name]
    if (slot && !isUsed(slot, styles, asked)) yield { path, message: `only ${users(slot)} shows ${name}` }
  }
}

/** The rules on the whole pass. */
export const unusedRules: readonly PassRule[] = [
  {
    code: 'key-unused',
    severity: 'warning',
    what: 'A key is there that only another style, or another scheme, uses.',
    why: 'Wallet ignores it: the keys of the event guide and of boarding passes that are drawn from semantic tags need the scheme as well as the style.',
    fix: 'ask for the scheme in "preferredStyleSchemes", or leave the key out',
    since: 18,
    source: passPage,
    on: 'pass',
    reads: ['preferredStyleSchemes', 'styles', ...topLevelKeys.keys()],
    *find({ pass, styles }) {
      if (styles.length === 0) return
      const asked = askedBy(pass)
      for (const name of Object.keys(pass)) {
        const key = topLevelKeys.get(name)
        if (!(key && isGiven(pass[name])) || isUsed(key, styles, asked)) continue
        yield { path: `/${name}`, message: `only ${users(key)} uses ${name}` }
      }
    },
  },
  {
    code: 'field-group-unused',
    severity: 'warning',
    what: 'A group of fields is there that the style, or its scheme, does not show.',
    why: 'Wallet leaves its fields out.',
    fix: 'move the fields to a group that the style shows, or ask for the scheme',
    since: 18,
    source: fieldsPage,
    on: 'pass',
    reads: ['preferredStyleSchemes', 'layout'],
    find: unusedGroups,
  },
  {
    code: 'semantic-tag-unused',
    severity: 'info',
    what: 'A semantic tag is there that is meant for other styles.',
    why: 'Apple documents it for other kinds of passes; here nothing is made of it.',
    fix: 'leave it out, or keep it for your own app',
    source: tagsPage,
    on: 'pass',
    reads: ['semantics', 'layout'],
    *find({ pass, styles, fields }) {
      if (styles.length === 0) return
      for (const { path, tags } of taggedPlaces(pass, fields)) {
        for (const name of Object.keys(tags)) {
          const key = tagKeys.get(name)
          if (key && !isUsed(key, styles, []))
            yield { path: `${path}/${name}`, message: `${name} is meant for ${users(key)}` }
        }
      }
    },
  },
  {
    code: 'image-unused',
    severity: { strict: 'warning', lenient: 'info' },
    what: 'An image is there that the style, or its scheme, does not show.',
    why: 'It makes the pass larger and is never seen.',
    fix: 'leave it out, or choose the style that shows it',
    source: guidelines,
    on: 'pass',
    reads: ['preferredStyleSchemes', 'styles'],
    files: true,
    find: unusedImages,
  },
]

/** The rules on each field. */
export const unusedFieldKeyRules: readonly FieldRule[] = [
  {
    code: 'field-key-unused',
    severity: 'warning',
    what: 'A field has a key that counts only in another group, or another style.',
    why: 'Primary and back fields have an alignment of their own, links are looked for on the back only, and only event tickets have a second row of auxiliary fields.',
    fix: 'leave it out',
    source: fieldPage,
    on: 'field',
    *find(placed) {
      for (const [name, { of, groups, styles }] of fieldKeys) {
        const value = placed.field[name]
        if (value === undefined || value === null || valueFault(of, value)) continue
        const isCounted = (groups?.includes(placed.group) ?? true) && (styles?.includes(placed.style) ?? true)
        if (isCounted) continue
        yield {
          path: `${pathOf(placed)}/${name}`,
          message: `${name} does not count in ${placed.group} of ${placed.style}`,
        }
      }
    },
  },
]
