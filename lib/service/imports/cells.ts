/** Cells of tables: text that becomes what the schema of a template wants. */
import { utf8 } from '../../core/bytes.ts'
import { type Json, type JsonObject, parseJson } from '../../core/format/json.ts'
import { memberOf, resolveSchema, wantsText } from '../../core/template/schema-node.ts'

/** A value of a row, and where among the values it belongs. */
export interface PlacedCell {
  readonly path: readonly string[]
  readonly text: string
}

const typeOf = (value: Json): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

const listAt = (node: JsonObject, keyword: string): readonly Json[] => {
  const list = node[keyword]
  return Array.isArray(list) ? list : []
}

/** The types that a node takes, as far as it says so; whole numbers are numbers. */
const typesOf = (root: JsonObject, node: JsonObject | undefined, depth = 0): readonly string[] => {
  if (!node || depth > 10) return []
  const own = typeof node.type === 'string' ? [node.type] : listAt(node, 'type').map(String)
  if (own.length > 0) return own.map((type) => (type === 'integer' ? 'number' : type))
  const listed = [...listAt(node, 'enum'), ...(node.const === undefined ? [] : [node.const])].map(typeOf)
  if (listed.length > 0) return listed
  return ['allOf', 'anyOf', 'oneOf']
    .flatMap((keyword) => listAt(node, keyword))
    .flatMap((inner) => typesOf(root, resolveSchema(root, inner), depth + 1))
}

/** The node of the schema that says what a place among the values takes. */
const nodeAt = (root: JsonObject, path: readonly string[]): JsonObject | undefined => {
  let node = resolveSchema(root, root)
  for (const name of path) {
    // What is inside of a text is a language.
    if (!node || wantsText(node)) return node
    const described = memberOf(node.properties, name)
    node = resolveSchema(root, described ?? memberOf(node, 'additionalProperties'))
  }
  return node
}

const numeral = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/

const numberOf = (text: string): number | undefined => {
  const value = Number(text)
  // A number with more digits than a number of JavaScript holds would come out as another one.
  const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
  return numeral.test(text) && isExact ? value : undefined
}

/** Spreadsheets write them in capital letters. */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

const structureOf = (text: string, types: readonly string[]): Json | undefined => {
  try {
    const value = parseJson(utf8(text))
    return types.includes(typeOf(value)) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** What the text of a cell says. What is none of what is wanted stays text, for the schema to find. */
const valueOfCell = (text: string, types: readonly string[]): Json => {
  if (types.length === 0 || types.includes('string')) return text
  const trimmed = text.trim()
  const readings = [
    types.includes('number') ? numberOf(trimmed) : undefined,
    types.includes('boolean') ? booleans.get(trimmed.toLowerCase()) : undefined,
    structureOf(
      trimmed,
      types.filter((type) => type !== 'number' && type !== 'boolean'),
    ),
    text,
  ]
  // Not the first that is true or there: null is a reading, too.
  return readings.find((reading) => reading !== undefined) ?? null
}

/** `true` or `false`, if a cell says that; else its text. */
export const truthOf = (text: string): Json => valueOfCell(text, ['boolean'])

type Tree = Map<string, Json | Tree>

const put = (tree: Tree, [name = '', ...rest]: readonly string[], value: Json): void => {
  if (rest.length === 0) {
    tree.set(name, value)
    return
  }
  const inner = tree.get(name)
  const branch: Tree = inner instanceof Map ? inner : new Map()
  tree.set(name, branch)
  put(branch, rest, value)
}

const objectOf = (tree: Tree): JsonObject =>
  Object.fromEntries(Array.from(tree, ([name, value]) => [name, value instanceof Map ? objectOf(value) : value]))

/** The values that cells make, each of the type that the schema gives its place. Without a schema all of them are text. */
export const valuesOfCells = (cells: readonly PlacedCell[], schema: JsonObject | undefined): JsonObject => {
  const tree: Tree = new Map()
  for (const { path, text } of cells)
    put(tree, path, schema ? valueOfCell(text, typesOf(schema, nodeAt(schema, path))) : text)
  return objectOf(tree)
}
