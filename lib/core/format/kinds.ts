/** The kinds of value that the format knows: what a table says of a key, and what TypeScript makes of it. */
import type { Json } from './json.ts'
import type { Use } from './use.ts'

/** Text; `localizable` text may be a key that Wallet looks up in `pass.strings`. */
export interface Text {
  readonly kind: 'text'
  readonly localizable: boolean
  /** What all of it must match. */
  readonly pattern?: RegExp
  /** Whether it must be a URL, whatever its scheme. */
  readonly url?: true
  readonly minLength?: number
  /** What is wanted of it, for people: "begins with pass.". */
  readonly wants?: string
  /** Whether empty text is only warned of, whatever else is wanted. Default: it is judged as any text. */
  readonly mayBeBlank?: true
  /** Texts that are known here; others may be right too. */
  readonly examples?: readonly string[]
}

/** One of a set of names. */
export interface Choice<Name extends string = string> {
  readonly kind: 'choice'
  readonly names: readonly Name[]
  /** Names that people write for one of these, though no system knows them. */
  readonly misnomers?: Readonly<Record<string, Name>>
}

/** A number, with the bounds that it must keep. */
export interface Numeric<Value extends number = number> {
  readonly kind: 'number'
  readonly min?: number
  /** What it must be greater than. */
  readonly above?: number
  readonly max?: number
  readonly only?: readonly Value[]
}

/** A plain kind without parameters. `fieldValue` is what a field shows: text (maybe a date) or a number. */
export interface Plain<Name extends 'boolean' | 'date' | 'colour' | 'fieldValue' | 'anything'> {
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
  /** Whether to tell of keys that look like misspelt known ones: Wallet ignores those without a word. */
  readonly tellsTypos: boolean
  /** What it is called, where it is used in many places. */
  readonly name?: string
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
  | Plain<'anything'>
  | List
  | Structure

/** What a table says of one key. */
export interface Key<Of extends Kind = Kind, Required extends boolean = boolean> extends Use {
  readonly of: Of
  readonly required: Required
  /** What it is, as a sentence. */
  readonly what: string
  /** The first iOS release that knows the key. Older ones ignore it. */
  readonly since: number
  /** `warning` where Wallet only drops a faulty value; `error` where it refuses the pass or the feature. */
  readonly severity: 'error' | 'warning'
  /** Apple's page on the key. */
  readonly url: string
  /** The groups whose fields use the key of a field; in others it is ignored. Default: all. */
  readonly groups?: readonly string[]
  /** The key that may be given in place of this one, which must be there otherwise. Default: none. */
  readonly standIn?: string
}

/** The keys of one object. */
export type KeyTable = { readonly [name: string]: Key }

/** What a table entry says besides the kind. Defaults: since 6, an error when faulty, Apple's page on passes. */
export interface KeyNotes extends Use {
  readonly what: string
  readonly since?: number
  readonly severity?: 'error' | 'warning'
  readonly url?: string
  readonly groups?: readonly string[]
  readonly standIn?: string
}

const passPage = 'https://developer.apple.com/documentation/walletpasses/pass'

const key = <Of extends Kind, Required extends boolean>(of: Of, required: Required, notes: KeyNotes) =>
  ({ of, required, since: 6, severity: 'error', url: passPage, ...notes }) satisfies Key<Of, Required>

/** A table entry for a key that must be there. */
export const required = <Of extends Kind>(of: Of, notes: KeyNotes): Key<Of, true> => key(of, true, notes)

/** A table entry for a key that may be missing. */
export const optional = <Of extends Kind>(of: Of, notes: KeyNotes): Key<Of, false> => key(of, false, notes)

/** Text that is shown or sent as it stands. */
export const text = (notes: Omit<Text, 'kind' | 'localizable'> = {}): Text => ({
  kind: 'text',
  localizable: false,
  ...notes,
})

/** Text that may be a key into `pass.strings`. */
export const localizable: Text = { kind: 'text', localizable: true }

/** The name of a time zone in the IANA database. */
export const timeZone: Text = text({
  pattern: /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/,
  wants: 'is the name of a time zone such as Europe/Vienna',
})

/** One of these names and no other. */
export const choice = <const Name extends string>(...names: Name[]): Choice<Name> => ({
  kind: 'choice',
  names,
})

/** A number within bounds. */
export const number = (bounds: Pick<Numeric, 'min' | 'above' | 'max'> = {}): Numeric => ({ kind: 'number', ...bounds })

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

/** Any JSON. */
export const anything: Plain<'anything'> = { kind: 'anything' }

/** An array of one kind. */
export const list = <Item extends Kind>(item: Item): List<Item> => ({ kind: 'list', item })

/** An object with these keys. By default it has no name, and does not tell of keys that look like misspelt ones. */
export const structure = <const Keys extends KeyTable>(
  keys: Keys,
  { tellsTypos = false, ...notes }: Partial<Pick<Structure, 'tellsTypos' | 'name'>> = {},
): Structure<Keys> => ({
  kind: 'structure',
  keys,
  required: Object.keys(keys).filter((name) => keys[name]?.required),
  tellsTypos,
  ...notes,
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
