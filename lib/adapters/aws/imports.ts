/** Imports in DynamoDB. */
import type { Json, JsonObject } from '../../core/format/json.ts'
import type { Import, ImportCounts, ImportDefaults, ImportedFile, ImportStatus, Imports } from '../../ports/imports.ts'
import type { Table } from './dynamo-db.ts'
import { awsStepped } from './stepped.ts'
import { invalid, listAt, numberAt, objectAt, textAt } from './stored-json.ts'

const statuses: readonly ImportStatus[] = ['waiting', 'running', 'done', 'failed']

const statusOf = (stored: JsonObject): ImportStatus =>
  statuses.find((status) => status === stored.status) ?? invalid('status')

const modeOf = ({ mode }: JsonObject): 'values' | 'patch' =>
  mode === 'values' || mode === 'patch' ? mode : invalid('mode')

const defaultsOf = (stored: JsonObject): ImportDefaults => ({
  ...('template' in stored ? { template: textAt(stored, 'template') } : {}),
  ...('passTypeIdentifier' in stored ? { passTypeIdentifier: textAt(stored, 'passTypeIdentifier') } : {}),
  ...('mode' in stored ? { mode: modeOf(stored) } : {}),
})

const fileOf = (stored: JsonObject): ImportedFile => ({
  bytes: numberAt(stored, 'bytes'),
  sha256: textAt(stored, 'sha256'),
  rows: numberAt(stored, 'rows'),
})

const countsOf = (stored: JsonObject): ImportCounts => ({
  created: numberAt(stored, 'created'),
  changed: numberAt(stored, 'changed'),
  unchanged: numberAt(stored, 'unchanged'),
  failed: numberAt(stored, 'failed'),
})

const failureOf = (stored: JsonObject): NonNullable<Import['failure']> => ({
  code: textAt(stored, 'code'),
  message: textAt(stored, 'message'),
})

const partOf = (value: Json): number => (typeof value === 'number' ? value : invalid('parts'))

const importOf = (stored: JsonObject): Import => {
  const position = objectAt(stored, 'position')
  return {
    id: textAt(stored, 'id'),
    key: textAt(stored, 'key'),
    defaults: defaultsOf(objectAt(stored, 'defaults')),
    status: statusOf(stored),
    step: numberAt(stored, 'step'),
    ...('file' in stored ? { file: fileOf(objectAt(stored, 'file')) } : {}),
    position: { offset: numberAt(position, 'offset'), line: numberAt(position, 'line') },
    counts: countsOf(objectAt(stored, 'counts')),
    parts: listAt(stored, 'parts', partOf),
    ...('failure' in stored ? { failure: failureOf(objectAt(stored, 'failure')) } : {}),
    startedAt: numberAt(stored, 'startedAt'),
    updatedAt: numberAt(stored, 'updatedAt'),
    ...('endedAt' in stored ? { endedAt: numberAt(stored, 'endedAt') } : {}),
  }
}

const jsonOf = ({ defaults, file, position, counts, parts, failure, ...rest }: Import): JsonObject => ({
  ...rest,
  defaults: { ...defaults },
  ...(file ? { file: { ...file } } : {}),
  position: { ...position },
  counts: { ...counts },
  parts: [...parts],
  ...(failure ? { failure: { ...failure } } : {}),
})

/** Imports in the table of passes. */
export const awsImports = (table: Table): Imports =>
  awsStepped<Import>(table, {
    kind: 'IMPORT',
    toJson: jsonOf,
    ofJson: importOf,
    keptDays: 30,
  })
