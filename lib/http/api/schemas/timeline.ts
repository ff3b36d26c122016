/** Timelines as they are sent. */
import { whyCodes } from '../../../service/timeline/why-codes.ts'
import { moment, nextCursor } from './common.ts'

const device = { type: 'string', description: 'The device library identifier' } as const

/** One step. */
export const timelineEventSchema = {
  type: 'object',
  required: ['at', 'kind', 'detail'],
  properties: {
    at: moment('When it was'),
    kind: {
      type: 'string',
      description:
        'Of the pass: `created`, `changed`, `voided`, `personalized`, `built`, `build-failed`, `announced`, `registered`, `unregistered`, `fetched`, `not-modified`, `refused`, `device-log`. Of a device: `pushed`, `listed`, `listed-nothing`. There may be more',
    },
    device,
    detail: { type: 'object', description: 'Figures and codes; no values of the pass' },
  },
} as const

const meanings = Object.entries(whyCodes).map(([code, { what }]) => `- \`${code}\`: ${what}`)

const answered = `The first step that is missing, in the order of the way:\n\n${meanings.join('\n')}`

/** The answer to "why did it not update?". */
export const whySchema = {
  type: 'object',
  required: ['code', 'sentence', 'todo', 'events'],
  properties: {
    code: { type: 'string', enum: Object.keys(whyCodes), description: answered },
    sentence: { type: 'string', description: 'What is missing of this pass' },
    todo: { type: 'string', description: 'What to do about it' },
    device: { ...device, description: 'Which device it is said of, if it is said of one' },
    events: { type: 'array', items: timelineEventSchema, description: 'What it rests on, newest first' },
  },
} as const

/** A page of a timeline. */
export const timelineSchema = {
  type: 'object',
  required: ['events'],
  properties: {
    why: whySchema,
    events: { type: 'array', items: timelineEventSchema, description: 'Newest first' },
    next: nextCursor,
  },
} as const
