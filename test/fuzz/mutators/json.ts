/** Changes of JSON files: what they say, and how it is written. */
import { type Bytes, utf8 } from '../../../lib/core/bytes.ts'
import { passTable } from '../../../lib/core/format/pass.ts'
import { semantics } from '../../../lib/core/format/semantics.ts'
import type { Chance } from '../chance.ts'
import { mutateBytes } from './splice.ts'
import { toUtf16 } from './utf16.ts'

/** A value that may be changed in place. */
type Tree = unknown

/** A place in a tree: the object or array, and the key in it. */
interface Place {
  readonly parent: Record<string, Tree>
  readonly key: string
}

const isTree = (value: unknown): value is Record<string, Tree> => typeof value === 'object' && value !== null

const places = (tree: Tree, found: Place[] = []): Place[] => {
  if (!isTree(tree)) return found
  for (const key of Object.keys(tree)) {
    found.push({ parent: tree, key })
    places(tree[key], found)
  }
  return found
}

const nested = (depth: number, chance: Chance): string => {
  const [open, close] = chance.oneIn(2) ? ['[', ']'] : ['{"a":', '}']
  return `${open.repeat(depth)}0${close.repeat(depth)}`
}

/** What no key of a pass wants; made anew each time, so that changes of one do not reach another. */
const oddValue = (chance: Chance): Tree => {
  const odd: readonly Tree[] = [
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e21,
    -1e-320,
    9007199254740991,
    '',
    ' ',
    '0',
    'null',
    '\u0000',
    '\ud800',
    '%@',
    '😀'.repeat(200),
    'x'.repeat(20_000),
    '2026-13-45T99:99:99+99:99',
    '2026-01-01T00:00:00.123456789Z',
    'rgb(999,-1,1e9)',
    '#12345',
    'http://[::',
    'https://user:secret@example.com:99999/%zz',
    'PKBarcodeFormatQR',
    'PKDateStyleNone',
    [],
    {},
    [[]],
    [null],
    [{}, {}],
    { '': '' },
    { __proto__: null, constructor: 1 },
    Array.from({ length: 300 }, (_, index) => ({ key: `k${index % 7}`, value: index })),
  ]
  return chance.any(odd)
}

const known = [...Object.keys(passTable.keys), ...Object.keys(semantics.keys)]

const placesOfObjects = (tree: Tree): readonly Record<string, Tree>[] =>
  [tree, ...places(tree).map(({ parent, key }) => parent[key])].filter(isTree)

/** Changes what the tree says, in place. */
const changeTree = (tree: Tree, chance: Chance): void => {
  const place = chance.any(places(tree))
  const object = chance.any(placesOfObjects(tree))
  if (!(place && object)) return
  switch (chance.below(6)) {
    case 0:
      delete place.parent[place.key]
      return
    case 1:
      object[chance.any(known) ?? ''] = oddValue(chance)
      return
    case 2: {
      const other = chance.any(places(tree)) ?? place
      place.parent[place.key] = structuredClone(other.parent[other.key])
      return
    }
    case 3:
      object[`${place.key}${chance.any(['', ' ', 's', '-', '/', '~1'])}`] = place.parent[place.key]
      return
    default:
      place.parent[place.key] = oddValue(chance)
  }
}

const tokens = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '//',
  '/*',
  '*/',
  '\n',
  '\u00a0',
  '\u0001',
  'null',
  'NaN',
  '-',
  '01',
  '1e999',
  '\\ud800',
  '\\u12',
  '9'.repeat(400),
  '"a":1,"a":2,',
  '${x}',
  '{"$eval":"x"}',
] as const

const closing = /[\]}]/
const member = /"\w+":/

/** Changes how the text is written. */
const changeText = (text: string, chance: Chance): string => {
  const at = chance.below(text.length + 1)
  const token = chance.any(tokens) ?? ''
  switch (chance.below(6)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + chance.below(4))
    case 2:
      return text.replace(closing, (close) => `,${close}`)
    case 3:
      return text.slice(0, at) + nested(1 + chance.below(600), chance) + text.slice(at)
    case 4:
      return text.replace(member, (name) => `${name}0,${name}`)
    default:
      return text.slice(0, at) + token + text.slice(at)
  }
}

const encode = (text: string, chance: Chance): Bytes => {
  if (!chance.oneIn(5)) return utf8(text)
  if (chance.oneIn(3)) return utf8(`\ufeff${text}`)
  return toUtf16(chance.oneIn(2) ? `\ufeff${text}` : text, chance.oneIn(2))
}

/** A JSON file that says something else, or says it in another way. */
export const mutateJson = (bytes: Uint8Array, chance: Chance): Bytes => {
  if (chance.oneIn(8)) return mutateBytes(bytes, chance)
  let text = new TextDecoder().decode(bytes)
  try {
    const tree: Tree = JSON.parse(text)
    for (let count = chance.below(5); count > 0; count--) changeTree(tree, chance)
    text = JSON.stringify(tree, undefined, chance.below(3))
  } catch {
    // Another mutation has been here; the text is still a text.
  }
  for (let count = chance.below(3); count > 0; count--) text = changeText(text, chance)
  return encode(text, chance)
}
