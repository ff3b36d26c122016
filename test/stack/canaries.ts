/** Canaries: texts that mean something secret or personal and must turn up nowhere else. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where canaries are looked for. */
export type PlaceKind =
  | 'log'
  | 'output'
  | 'calls'
  | 'answer'
  | 'queue'
  | 'notice'
  | 'bundle'
  | 'environment'
  | 'process'

/** A text to look for. */
export interface Canary {
  /** What it stands for, for the report. */
  readonly what: string
  readonly text: string
  /** Where it may be: whoever names a member wrongly is told its name. */
  readonly except: readonly PlaceKind[]
}

/** Somewhere to look. */
export interface Place {
  readonly kind: PlaceKind
  /** What it is, for the report. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** A flock of canaries. */
export interface Canaries {
  /** Makes a text that nobody else has, of letters and digits. */
  readonly plant: (what: string, except?: readonly PlaceKind[]) => string
  /** Adds a text that was made elsewhere: a key, a token. */
  readonly watch: (what: string, text: string, except?: readonly PlaceKind[]) => void
  readonly all: () => readonly Canary[]
}

/** Makes an empty flock. */
export const makeCanaries = (): Canaries => {
  const flock: Canary[] = []
  return {
    plant: (what, except = []) => {
      const text = `Canary${randomBytes(9).toString('hex')}`
      flock.push({ what, text, except })
      return text
    },
    watch: (what, text, except = []) => {
      flock.push({ what, text, except })
    },
    all: () => flock,
  }
}

const padding = /=+$/

/** Fewer characters of base64 than these turn up anywhere by chance, such as in a certificate. */
const tellingCharacters = 8

/**
 * A text as it shows in base64, depending on how many bytes are before it: the characters that depend on nothing but the
 * text itself, if they are enough to tell.
 */
const encoded = (text: string): readonly string[] =>
  [0, 1, 2]
    .map((before) => {
      const base64 = Buffer.from('x'.repeat(before) + text).toString('base64')
      const first = before === 0 ? 0 : 4
      const inner = base64.replace(padding, '').slice(first)
      return inner.slice(0, -2)
    })
    .filter(({ length }) => length >= tellingCharacters)

/** A text, in base64, and as JSON and URLs write it. */
const disguises = (text: string): readonly string[] => [
  ...new Set([text, ...encoded(text), encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]),
]

/** Where which canaries turned up: `api.log: the API key`. */
export const findCanaries = (canaries: readonly Canary[], places: readonly Place[]): readonly string[] => {
  const needles = canaries.map(({ what, text, except }) => ({ what, except, texts: disguises(text) }))
  return places.flatMap(({ kind, name, bytes }) => {
    const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    const found = needles.filter(
      ({ except, texts }) => !except.includes(kind) && texts.some((text) => haystack.includes(text)),
    )
    return found.map(({ what }) => `${name}: ${what}`)
  })
}

/** The files below a folder, as places. */
export const filesAsPlaces = (kind: PlaceKind, folder: string): readonly Place[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ kind, name: file.slice(folder.length + 1), bytes: readFileSync(file) }))

/** A text as a place. */
export const textAsPlace = (kind: PlaceKind, name: string, text: string): Place => ({
  kind,
  name,
  bytes: Buffer.from(text),
})
