/** The detail of an event that changes a pass, as JSON Schema. */
import { passTypePattern, serialNumberPattern, templateReferencePattern } from '../../core/format/identifiers.ts'
import { limits } from '../limits.ts'

const { idCharacters, sourceCharacters } = limits.event

const visible = (most: number): string => `^[!-~]{1,${most}}$`

/** The `detail-type` of an event of EventBridge that changes a pass. */
export const recordChangedType = 'Pass Record Changed'

/**
 * What an event says of a changed record. Without an envelope, which names both, it needs `eventId` and `source`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export const recordChangedSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: recordChangedType,
  type: 'object',
  description:
    'a pass, and what is to become of it: its values as a whole or a patch of them, another template, whether it is void',
  required: ['passTypeIdentifier', 'serialNumber'],
  additionalProperties: false,
  anyOf: [{ required: ['values'] }, { required: ['patch'] }, { required: ['template'] }, { required: ['voided'] }],
  dependentSchemas: { values: { properties: { patch: false } } },
  properties: {
    passTypeIdentifier: { type: 'string', pattern: passTypePattern.source, description: 'the pass type identifier' },
    serialNumber: {
      type: 'string',
      pattern: serialNumberPattern.source,
      description: 'the serial number: 1 to 64 letters, digits, hyphens, underscores and tildes, with dots only inside',
    },
    template: {
      type: 'string',
      pattern: templateReferencePattern.source,
      description:
        'the name of a template, or name and version (store-card@3): what a pass that is not there yet is issued with, and another one moves to',
    },
    values: { type: 'object', description: 'all values, which take the place of those that there are' },
    patch: { type: 'object', description: 'a JSON merge patch (RFC 7396) of the values; null removes' },
    voided: { type: 'boolean', description: 'whether the pass is void; left out, it stays what it is' },
    eventId: {
      type: 'string',
      pattern: visible(idCharacters),
      description: `tells the event from others of its source: 1 to ${idCharacters} visible ASCII characters; default: the id of the envelope`,
    },
    source: {
      type: 'string',
      pattern: visible(sourceCharacters),
      description: `who tells of the change: 1 to ${sourceCharacters} visible ASCII characters; default: the source of the envelope`,
    },
    sequence: {
      type: 'integer',
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description:
        'a number that is higher with each event of the source for this pass, such as a row version: events that come late are left out',
    },
  },
  examples: [
    {
      passTypeIdentifier: 'pass.com.example.card',
      serialNumber: 'OF-2217',
      patch: { gate: 'B12' },
      eventId: 'booking-2217-9',
      source: 'com.example.bookings',
      sequence: 9,
    },
  ],
} as const
