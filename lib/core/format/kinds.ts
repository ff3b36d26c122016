/** The kinds of value that the format knows: what a table says of a key, and what TypeScript makes of it. */
import type { Json } from './json.ts'

/** Text; `localizable` text may be a key that Wallet looks up in `pass.strings`. */
export interface Text {
  readonly kind: 'text'
  readonly localizable: boolean
  readonly allows?: (text: string) => boolean
  /** What `allows` wants, for people: "begins with pass.". */
  readonly wants?: string
  readonly minLength?: number
}

/** One of a set of names. */
export interface Choice<Name extends string = string> {
  readonly kind: 'choice'
  readonly names: readonly Name[]
}

/** A number, with the bounds that it must keep. */
export interface Numeric<Value extends number = number> {
  readonly kind: 'number'
  readonly min?: number
  readonly max?: number
  readonly only?: readonly Value[]
}

/** A plain kind without parameters. `fieldValue` is what a field shows: text (maybe a date) or a number; `tags` are semantic tags. */
export interface Plain<Name extends 'boolean' | 'date' | 'colour' | 'fieldValue' | 'tags' | 'anything'> {
  readonly kind: Name
}

/** An array of one kind. */
export interface List<Item extends Kind = Kind> {
  readonly kind: 'list'
  readonly item: Item
}

/** An object with known keys; others are allowed and kept. */
export interface Structure<Keys extends KeyTable = KeyTable> {
  readonly kind: 'structure'
  readonly keys: Keys
  /** The names of the keys that must be there. */
  readonly required: readonly string[]
}

/** Any kind of value. */
export type Kind =
  | Text
  | Choice
  | Numeric
  | Plain<'boolean'>
  | Plain<'date'>
  | Plain<'colour'>
  | Plain<'fieldValue'>
  | Plain<'tags'>
  | Plain<'anything'>
  | List
  | Structure

/** What a table says of one key. */
export interface Key<Of extends Kind = Kind, Required extends boolean = boolean> {
  readonly of: Of
  readonly required: Required
  /** The first iOS release that knows the key. Older ones ignore it. */
  readonly since: number
  /** `warning` where Wallet only drops a faulty value; `error` where it refuses the pass or the feature. */
  readonly severity: 'error' | 'warning'
  /** Apple's page on the key. */
  readonly url: string
  /** The style keys of the passes that use it; others ignore it. Default: all. */
  readonly styles?: readonly string[]
  /** The scheme that a pass must ask for, so that the key is used. Default: none. */
  readonly scheme?: string
}

/** The keys of one object. */
export type KeyTable = { readonly [name: string]: Key }

/** What a table entry may say besides the kind. Defaults: since 6, an error when faulty, Apple's page on passes. */
export interface KeyNotes {
  readonly since?: number
  readonly severity?: 'error' | 'warning'
  readonly url?: string
  readonly styles?: readonly string[]
  readonly scheme?: string
}

const passPage = 'https://developer.apple.com/documentation/walletpasses/pass'

const key = <Of extends Kind, Required extends boolean>(of: Of, required: Required, notes: KeyNotes) =>
  ({ of, required, since: 6, severity: 'error', url: passPage, ...notes }) satisfies Key<Of, Required>

/** A table entry for a key that must be there. */
export const required = <Of extends Kind>(of: Of, notes: KeyNotes = {}): Key<Of, true> => key(of, true, notes)

/** A table entry for a key that may be missing. */
export const optional = <Of extends Kind>(of: Of, notes: KeyNotes = {}): Key<Of, false> => key(of, false, notes)

/** Text that is shown or sent as it stands. */
export const text = (notes: Omit<Text, 'kind' | 'localizable'> = {}): Text => ({
  kind: 'text',
  localizable: false,
  ...notes,
})

/** Text that may be a key into `pass.strings`. */
export const localizable: Text = { kind: 'text', localizable: true }

/** One of these names and no other. */
export const choice = <const Name extends string>(...names: Name[]): Choice<Name> => ({
  kind: 'choice',
  names,
})

/** A number within bounds. */
export const number = (bounds: Pick<Numeric, 'min' | 'max'> = {}): Numeric => ({ kind: 'number', ...bounds })

/** One of these numbers. */
export const exactly = <const Value extends number>(...only: Value[]): Numeric<Value> => ({ kind: 'number', only })

/** `true` or `false`, never 0 or 1. */
export const boolean: Plain<'boolean'> = { kind: 'boolean' }

/** A date with time and zone. */
export const date: Plain<'date'> = { kind: 'date' }

/** `rgb(r, g, b)`. */
export const colour: Plain<'colour'> = { kind: 'colour' }

/** What a field shows: text, a date or a number. */
export const fieldValue: Plain<'fieldValue'> = { kind: 'fieldValue' }

/** Semantic tags: an object, in which text is localizable. */
export const tags: Plain<'tags'> = { kind: 'tags' }

/** Any JSON. */
export const anything: Plain<'anything'> = { kind: 'anything' }

/** An array of one kind. */
export const list = <Item extends Kind>(item: Item): List<Item> => ({ kind: 'list', item })

/** An object with these keys. */
export const structure = <const Keys extends KeyTable>(keys: Keys): Structure<Keys> => ({
  kind: 'structure',
  keys,
  required: Object.keys(keys).filter((name) => keys[name]?.required),
})

/** The TypeScript type of a kind. */
export type ValueOf<K> =
  K extends Choice<infer Name>
    ? Name
    : K extends Numeric<infer Value>
      ? Value
      : K extends Text | Plain<'date'> | Plain<'colour'>
        ? string
        : K extends Plain<'boolean'>
          ? boolean
          : K extends Plain<'fieldValue'>
            ? string | number
            : K extends List<infer Item>
              ? readonly ValueOf<Item>[]
              : K extends Structure<infer Keys>
                ? ObjectOf<Keys>
                : Json

/** The TypeScript type of an object with these keys. */
export type ObjectOf<Keys extends KeyTable> = {
  readonly [Name in keyof Keys as Keys[Name]['required'] extends true ? Name : never]: ValueOf<Keys[Name]['of']>
} & {
  readonly [Name in keyof Keys as Keys[Name]['required'] extends true ? never : Name]?: ValueOf<Keys[Name]['of']>
}
