/** Passes as they are sent and received. */

import { bundleLimits } from '../../../core/format/bundles.ts'
import { address, counter, moment, pageOf, passId, sha256, size, templateReference } from './common.ts'
import { findingSchema } from './problem.ts'

const template = templateReference(
  'the name of a template, which stands for its newest version, or name and version: `store-card@3`',
)

/** What a pass is made of. */
export const passContentSchema = {
  type: 'object',
  description: 'a template and the values that fill it',
  required: ['template', 'values'],
  additionalProperties: false,
  properties: {
    template,
    values: {
      type: 'object',
      description: 'what fills the template, by the JSON Schema that it has for its values; without the serial number',
    },
  },
} as const

/** A change of a pass. */
export const passChangeSchema = {
  type: 'object',
  description: 'another template, or a patch of the values, or both',
  minProperties: 1,
  additionalProperties: false,
  properties: {
    template,
    values: {
      type: 'object',
      description: 'a JSON merge patch (RFC 7396): what stands here replaces, null removes, what is left out stays',
    },
  },
} as const

const required = [
  'passTypeIdentifier',
  'serialNumber',
  'template',
  'voided',
  'revision',
  'version',
  'lastModified',
  'createdAt',
  'updatedAt',
  'links',
] as const

const properties = {
  passTypeIdentifier: { type: 'string', description: 'The pass type identifier' },
  serialNumber: { type: 'string', description: 'The serial number' },
  template: { type: 'string', description: 'The version of the template that it is made with: `store-card@3`' },
  voided: { type: 'boolean', description: 'Whether the pass is void' },
  revision: counter('Goes up by one with every write; the ETag'),
  version: counter('Goes up by one when what phones show changes, and only then'),
  lastModified: moment('When that version came to be'),
  createdAt: moment('When the pass was created'),
  updatedAt: moment('When the pass was last written'),
  links: {
    type: 'object',
    required: ['self', 'file'],
    properties: { self: address('This pass'), file: address('The signed pass') },
    description: 'Where there is more',
  },
} as const

const wholeProperties = {
  ...properties,
  values: { type: 'object', description: 'What fills the template' },
  images: {
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['sha256', 'bytes'],
      properties: { sha256, bytes: size('Size of the image') },
    },
    description: 'The images of its own, by file name',
  },
} as const

/** A pass in a list. */
export const passSummarySchema = { type: 'object', required, properties } as const

/** A pass. */
export const passSchema = {
  type: 'object',
  required: [...required, 'values', 'images'],
  properties: wholeProperties,
} as const

/** A pass that was written. */
export const writtenPassSchema = {
  type: 'object',
  required: [...required, 'values', 'images', 'warnings'],
  properties: {
    ...wholeProperties,
    warnings: { type: 'array', items: findingSchema, description: 'What Wallet will show badly' },
  },
} as const

/** A page of passes. */
export const passPageSchema = pageOf(passSummarySchema)

/** Asks for several passes as one file. */
export const bundleRequestSchema = {
  type: 'object',
  description: 'the passes of a bundle',
  required: ['passes'],
  additionalProperties: false,
  properties: {
    passes: {
      type: 'array',
      minItems: 1,
      maxItems: bundleLimits.passes,
      uniqueItems: true,
      items: {
        type: 'object',
        required: ['passTypeIdentifier', 'serialNumber'],
        additionalProperties: false,
        properties: passId,
      },
      description: `which passes, in the order in which they are to stand: up to ${bundleLimits.passes}`,
    },
  },
} as const
