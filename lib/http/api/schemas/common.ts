/** Schemas that several resources are made of. */
import { passTypePattern, serialNumberPattern, templateReferencePattern } from '../../../core/format/identifiers.ts'

/** A moment, as all of this API's times are written. */
export const moment = <const Description extends string>(description: Description) =>
  ({ type: 'string', format: 'date-time', description }) as const

/** A count, or a number that counts up. */
export const counter = <const Description extends string>(description: Description) =>
  ({ type: 'integer', minimum: 1, description }) as const

/** A size in bytes. */
export const size = <const Description extends string>(description: Description) =>
  ({ type: 'integer', minimum: 0, description }) as const

/** SHA-256 in lowercase hexadecimal. */
export const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hexadecimal' } as const

/** Which pass is asked for. */
export const passId = {
  passTypeIdentifier: { type: 'string', pattern: passTypePattern.source, description: 'the pass type identifier' },
  serialNumber: { type: 'string', pattern: serialNumberPattern.source, description: 'the serial number' },
} as const

/** A template that is asked for, or a version of it. */
export const templateReference = <const Description extends string>(description: Description) =>
  ({
    type: 'string',
    pattern: templateReferencePattern.source,
    description,
    examples: ['store-card', 'store-card@3'],
  }) as const

/** Where something is: a path on the host of this API. */
export const address = <const Description extends string>(description: Description) =>
  ({ type: 'string', format: 'uri-reference', description }) as const

/** Where the next page of a list begins. */
export const nextCursor = {
  type: 'string',
  description: 'To be given as `cursor`; absent at the end. A page may be short, even empty, and have a `next`',
} as const

/** A page of items of a schema. */
export const pageOf = <const Item>(items: Item) =>
  ({ type: 'object', required: ['items'], properties: { items: { type: 'array', items }, next: nextCursor } }) as const
