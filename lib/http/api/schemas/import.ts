/** Imports as they are asked for and shown. */
import { passTypePattern, templateReferencePattern } from '../../../core/format/identifiers.ts'
import { limits } from '../../../service/limits.ts'
import { address, counter, moment, pageOf, size } from './common.ts'
import { uploadRequestProperty } from './upload.ts'

const { bytes, rows, resultSeconds } = limits.import
const days = resultSeconds / (24 * 60 * 60)

const defaults = {
  template: {
    type: 'string',
    pattern: templateReferencePattern.source,
    description: 'The template of the rows that name none: its name, or name and version (`store-card@3`)',
  },
  passTypeIdentifier: {
    type: 'string',
    pattern: passTypePattern.source,
    description:
      'The pass type of the rows that name neither a pass type nor a template. Default: that of the template',
  },
  mode: {
    enum: ['values', 'patch'],
    description:
      'What the cells of a table are: `values`, the default: all values of the pass. `patch`: those that change; an empty cell changes nothing',
  },
} as const

/** Asks for an import. */
export const importRequestSchema = {
  type: 'object',
  description: 'The size of the file and what it is, and what holds for the rows that do not say it themselves',
  required: ['bytes', 'format'],
  additionalProperties: false,
  properties: {
    bytes: counter(`The size of the file in bytes, at most ${bytes}; it has at most ${rows} rows`),
    format: {
      enum: ['csv', 'ndjson'],
      description:
        '`csv`: a table with a header. `ndjson`: JSON, one object a line, with what an event that changes a pass says of it',
    },
    ...defaults,
  },
  examples: [{ bytes: 48_211, format: 'csv', template: 'store-card' }],
} as const

const required = ['id', 'file', 'status', 'rows', 'counts', 'startedAt', 'updatedAt', 'links'] as const

const properties = {
  id: { type: 'string', description: 'Names the import' },
  file: { type: 'string', description: 'The key of the file, below `imports/`' },
  ...defaults,
  status: {
    enum: ['waiting', 'running', 'done', 'failed'],
    description: '`waiting`: for the file. `failed`: as a whole. The last two are the end',
  },
  rows: size('Rows that are dealt with: the sum of the counts'),
  totalRows: size('Rows that there are, once that is known'),
  counts: {
    type: 'object',
    description: 'How many rows came to what',
    required: ['created', 'changed', 'unchanged', 'failed'],
    properties: {
      created: size('They issued a pass'),
      changed: size('They changed what devices show'),
      unchanged: size('They changed nothing that shows'),
      failed: size('They changed nothing'),
    },
  },
  failure: {
    type: 'object',
    description: 'Why it failed as a whole',
    required: ['code', 'message'],
    properties: {
      code: { type: 'string', description: 'As a stable code' },
      message: { type: 'string', description: 'In words' },
    },
  },
  startedAt: moment('When it began'),
  updatedAt: moment('When something was last heard of it'),
  endedAt: moment('When it ended'),
  links: {
    type: 'object',
    required: ['self'],
    properties: { self: address('This import') },
    description: 'Where there is more',
  },
} as const

/** An import and how far it is. */
export const importSchema = { type: 'object', required, properties } as const

/** An import that was begun, and how to send its file. */
export const startedImportSchema = {
  type: 'object',
  required: [...required, 'upload', 'expiresAt'],
  properties: {
    ...properties,
    upload: uploadRequestProperty('The request that uploads the file. The import begins when it has arrived'),
    expiresAt: moment('Until when the file must have arrived'),
  },
} as const

/** An import, with the way to its result. */
export const importDetailsSchema = {
  type: 'object',
  required,
  properties: {
    ...properties,
    result: {
      type: 'object',
      description: `Where the result can be got, once there is one and for ${days} days: a file of the same format with a line for each row`,
      required: ['url', 'expiresAt'],
      properties: {
        url: {
          type: 'string',
          format: 'uri',
          description: 'Gives it to whoever has this address; no API key is needed',
        },
        expiresAt: moment('Until when; a later answer has another address'),
      },
    },
  },
} as const

/** A page of imports. */
export const importPageSchema = pageOf(importSchema)
