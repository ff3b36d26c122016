/** Parked events as they are sent. */
import { address, moment, pageOf } from './common.ts'

const required = ['id', 'at', 'code', 'reason', 'links'] as const

const properties = {
  id: { type: 'string', description: 'Names it; the same for the same event, however often it fails' },
  at: moment('When it was put aside. It is kept for 30 days'),
  code: { type: 'string', description: 'What was wrong: stable, and may be relied on' },
  reason: { type: 'string', description: 'What was wrong, where, and what to do' },
  passTypeIdentifier: { type: 'string', description: 'The pass type identifier, if that could be read' },
  serialNumber: { type: 'string', description: 'The serial number, if that could be read' },
  links: {
    type: 'object',
    required: ['self', 'retry'],
    properties: {
      self: address('This event'),
      retry: address('What to POST to once its cause is mended'),
      pass: address('The pass that it is about, if that could be read'),
    },
    description: 'Where there is more',
  },
} as const

/** A parked event in a list. */
export const parkedSummarySchema = { type: 'object', required, properties } as const

/** A parked event. */
export const parkedEventSchema = {
  type: 'object',
  required: [...required, 'findings'],
  properties: {
    ...properties,
    findings: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'path', 'message'],
        properties: {
          code: { type: 'string', description: 'Stable: `value-missing`' },
          path: { type: 'string', description: 'Where: a JSON pointer into the event, or into its values' },
          message: { type: 'string', description: 'What is wrong there' },
        },
      },
      description: 'Everything that was wrong, as far as there was room',
    },
    body: {
      type: 'string',
      description: 'The event as it came; absent if it was too large to keep, or is about a pass that was erased',
    },
  },
} as const

/** A page of parked events. */
export const parkedPageSchema = pageOf(parkedSummarySchema)
