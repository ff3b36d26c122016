/** The health of a deployment as it is sent. */
import { moment } from './common.ts'

const status = {
  type: 'string',
  enum: ['ok', 'warning', 'failure'],
  description: '`warning`: somebody should look at it; `failure`: something does not work',
} as const

/** What anybody may know: that somebody answers. */
export const livenessSchema = {
  type: 'object',
  required: ['status'],
  properties: { status: { type: 'string', enum: ['ok'], description: 'Somebody answers' } },
} as const

const checkSchema = {
  type: 'object',
  required: ['subject', 'status', 'message', 'milliseconds'],
  properties: {
    subject: {
      type: 'string',
      enum: ['table', 'bucket', 'queue', 'secret', 'signer', 'push-service', 'breakers', 'waiting-changes', 'clock'],
      description: 'What was looked at',
    },
    name: { type: 'string', description: 'Which one, where there are several: a pass type, the name of a table' },
    status,
    message: { type: 'string', description: 'What was seen' },
    fix: { type: 'string', description: 'What to do; absent if all is well' },
    milliseconds: { type: 'integer', minimum: 0, description: 'How long it took to see that' },
  },
} as const

/** How it is with a deployment. */
export const healthSchema = {
  type: 'object',
  required: ['status', 'at', 'checks'],
  properties: {
    status: { ...status, description: `The worst of all checks. ${status.description}` },
    at: moment('When this was, by the clock of the service'),
    checks: { type: 'array', items: checkSchema },
  },
} as const
