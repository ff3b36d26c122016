/** Templates as they are sent and received. */
import { templateNamePattern } from '../../../core/format/identifiers.ts'
import { address, counter, moment, pageOf, sha256, size } from './common.ts'
import { findingSchema } from './problem.ts'

const required = [
  'template',
  'name',
  'version',
  'passTypeIdentifier',
  'teamIdentifier',
  'sha256',
  'bytes',
  'publishedAt',
  'links',
] as const

const properties = {
  template: { type: 'string', description: 'Name and version: `store-card@3`', examples: ['store-card@3'] },
  name: { type: 'string', pattern: templateNamePattern.source, description: 'The name' },
  version: counter('The version: 1, 2, 3…'),
  description: { type: 'string', description: 'What the template says of itself' },
  passTypeIdentifier: { type: 'string', description: 'The pass type of its passes' },
  teamIdentifier: { type: 'string', description: 'The team of its passes' },
  sha256,
  bytes: size('Size of the archive'),
  publishedAt: moment('When it was published'),
  links: {
    type: 'object',
    required: ['self', 'versions', 'passes'],
    properties: {
      self: address('This version'),
      versions: address('All versions of the template'),
      passes: address('The passes of all its versions'),
    },
    description: 'Where there is more',
  },
} as const

/** One version of a template. */
export const templateSchema = { type: 'object', required, properties } as const

/** A version with what it holds. */
export const templateDetailsSchema = {
  type: 'object',
  required: [...required, 'values', 'sample', 'defaultLanguage', 'files'],
  properties: {
    ...properties,
    values: { type: 'object', description: 'The JSON Schema of the values' },
    sample: { type: 'object', description: 'Values that fill the template' },
    defaultLanguage: { type: 'string', description: 'The language of texts that are given in one language only' },
    files: { type: 'array', items: { type: 'string' }, description: 'The files of the template' },
  },
} as const

/** What publishing came to. */
export const publishedSchema = {
  type: 'object',
  required: [...required, 'created', 'warnings', 'notes'],
  properties: {
    ...properties,
    created: { type: 'boolean', description: 'False if the newest version has these very files already' },
    warnings: { type: 'array', items: findingSchema, description: 'What is worth mending' },
    notes: { type: 'array', items: findingSchema, description: 'What is worth knowing besides' },
  },
} as const

/** A page of templates. */
export const templatePageSchema = pageOf(templateSchema)
