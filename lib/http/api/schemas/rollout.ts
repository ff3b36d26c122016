/** Rollouts as they are asked for and shown. */
import { templateNamePattern } from '../../../core/format/identifiers.ts'
import { limits } from '../../../service/limits.ts'
import { address, counter, moment, pageOf, size } from './common.ts'

const { filterBytes, filterVersions, failures } = limits.rollout

/** Which passes a rollout is for. */
const filterSchema = {
  type: 'object',
  description: 'Which passes: all that is given must hold. Default: all passes of the template',
  additionalProperties: false,
  properties: {
    versions: {
      type: 'array',
      items: counter('A version'),
      minItems: 1,
      maxItems: filterVersions,
      description: 'Those at these versions of the template',
    },
    values: {
      type: 'object',
      description: `Those whose values hold exactly these, at the top level; at most ${filterBytes} bytes of JSON`,
    },
    voided: { type: 'boolean', description: 'Those that are voided, or those that are not' },
  },
} as const

const template = {
  type: 'string',
  pattern: templateNamePattern.source,
  description: 'The name of the template',
} as const

/** Asks for a rollout. */
export const rolloutRequestSchema = {
  type: 'object',
  description: 'What is to be rolled out',
  required: ['template'],
  additionalProperties: false,
  properties: {
    template,
    kind: {
      enum: ['template', 'sign'],
      description:
        '`template`, the default: brings the passes to a version of their template. `sign`: signs them anew, where another signer signed them; no device is told',
    },
    version: counter('Of the template, for the kind `template`. Default: the newest'),
    filter: filterSchema,
  },
  examples: [{ template: 'store-card', filter: { versions: [1, 2], values: { tier: 'gold' } } }],
} as const

/** A rollout and how far it is. */
export const rolloutSchema = {
  type: 'object',
  required: [
    'id',
    'template',
    'passTypeIdentifier',
    'kind',
    'filter',
    'status',
    'total',
    'counts',
    'failures',
    'startedAt',
    'updatedAt',
    'links',
  ],
  properties: {
    id: { type: 'string', description: 'Names the rollout' },
    template,
    passTypeIdentifier: { type: 'string', description: 'The pass type of its passes' },
    kind: { enum: ['template', 'sign', 'back'], description: 'What it does to each pass' },
    version: counter('Of the kind `template`: the version that the passes are brought to'),
    takesBack: { type: 'string', description: 'Of the kind `back`: the id of the rollout that is taken back' },
    filter: filterSchema,
    status: {
      enum: ['running', 'paused', 'aborted', 'done'],
      description: '`running` and `paused` may change; the others are the end',
    },
    total: size('How many passes of the template there were when it began'),
    counts: {
      type: 'object',
      description: 'How many passes came to what',
      required: ['seen', 'changed', 'unchanged', 'skipped', 'failed'],
      properties: {
        seen: size('Looked at: the sum of the others'),
        changed: size('Brought along, or signed anew'),
        unchanged: size('They were as they are to be already'),
        skipped: size('The filter leaves them out, or they were erased meanwhile'),
        failed: size('They stay as they were'),
      },
    },
    failures: {
      type: 'array',
      description: `The first ${failures} of those that failed; in a list of rollouts, none`,
      items: {
        type: 'object',
        required: ['serialNumber', 'code', 'message'],
        properties: {
          serialNumber: { type: 'string', description: 'The serial number of the pass' },
          code: { type: 'string', description: 'What is wrong, as a stable code' },
          message: { type: 'string', description: 'What is wrong, in words' },
        },
      },
    },
    startedAt: moment('When it began'),
    updatedAt: moment('When something was last heard of it'),
    endedAt: moment('When it ended'),
    estimatedEnd: moment('When it will be done, by how long it took so far; only while it is running'),
    links: {
      type: 'object',
      required: ['self'],
      properties: { self: address('This rollout') },
      description: 'Where there is more',
    },
  },
} as const

/** A page of rollouts. */
export const rolloutPageSchema = pageOf(rolloutSchema)
