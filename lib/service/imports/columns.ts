/**
 * The columns of a table. Messages name them by number: of a table without a header, the names are somebody's data.
 *
 * A column is named after a value, `gate`, or after what is inside of one, `seat.row`. With `values.` before it, it may
 * have the name of something else: `values.template`. The names `serialNumber`, `passTypeIdentifier`, `template` and
 * `voided` stand for what a row is about.
 */
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'

const fields = ['serialNumber', 'passTypeIdentifier', 'template', 'voided'] as const

/** What a row is about. */
export type Field = (typeof fields)[number]

/** A column: what a row is about, or where among the values its cells belong. */
export type Column = { readonly field: Field } | { readonly path: readonly string[] }

const prefix = 'values.'

const refuse = (message: string): never => {
  throw new ServiceError('import/header-invalid', `the header of the table ${message}`)
}

const columnOf = (name: string): Column => {
  const field = fields.find((known) => known === name)
  if (field) return { field }
  return { path: (name.startsWith(prefix) ? name.slice(prefix.length) : name).split('.') }
}

const keyOf = (column: Column): string => JSON.stringify('field' in column ? column.field : column.path)

const checkName = (name: string, index: number): void => {
  const { columnCharacters } = limits.import
  if (name === '') refuse(`has no name for column ${index + 1}: give one`)
  if (name.length > columnCharacters)
    refuse(`has more than ${columnCharacters} characters for column ${index + 1}: use a shorter name`)
  if (name.split('.').includes(''))
    refuse(`names column ${index + 1} with a dot too many: a dot stands between a value and what is inside of it`)
}

const checkDifferent = (columns: readonly Column[]): void => {
  const seen = new Map<string, number>()
  columns.forEach((column, index) => {
    const before = seen.get(keyOf(column))
    if (before !== undefined) refuse(`has the same name for columns ${before + 1} and ${index + 1}: name each once`)
    seen.set(keyOf(column), index)
  })
}

/** A value cannot have both a cell of its own and cells for what is inside of it. */
const checkNesting = (columns: readonly Column[]): void => {
  const places = new Map(columns.map((column, index) => ['path' in column ? JSON.stringify(column.path) : '', index]))
  columns.forEach((column, index) => {
    const path = 'path' in column ? column.path : []
    for (let length = 1; length < path.length; length++) {
      const outer = places.get(JSON.stringify(path.slice(0, length)))
      if (outer !== undefined)
        refuse(`names a value in column ${outer + 1} and what is inside of it in column ${index + 1}: keep one of them`)
    }
  })
}

/** The columns that a header names. Nameless ones at its end are none. @throws ServiceError `import/header-invalid` */
export const columnsOf = (header: readonly string[]): readonly Column[] => {
  const trimmed = header.map((name) => name.trim())
  const names = trimmed.slice(0, trimmed.findLastIndex((name) => name !== '') + 1)
  const { columns: most } = limits.import
  if (names.length > most) refuse(`has ${names.length} columns; at most ${most} are read: leave some out`)
  names.forEach(checkName)
  const columns = names.map(columnOf)
  checkDifferent(columns)
  checkNesting(columns)
  return columns
}
