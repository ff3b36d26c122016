/** What an answer says of what is wrong: RFC 9457. */
import { limits } from '../../../service/limits.ts'

/** One thing that a check found. */
export const findingSchema = {
  type: 'object',
  required: ['code', 'severity', 'path', 'message', 'fix'],
  properties: {
    code: { type: 'string', description: 'Stable: `value-missing`' },
    severity: {
      enum: ['error', 'warning', 'info'],
      description: '`error`: Wallet refuses the pass. `warning`: it shows badly. `info`: worth knowing',
    },
    path: {
      type: 'string',
      description:
        'Where: a JSON pointer into the values or the body, into `pass.json`, or a file of the template, perhaps with a pointer after `#`',
    },
    pointer: {
      type: 'string',
      description: 'The JSON pointer (RFC 6901) into the body of the request, where the fault is to be found there',
    },
    message: { type: 'string', description: 'What is wrong there' },
    fix: { type: 'string', description: 'What to do about it' },
  },
} as const

/** A problem. */
export const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'findings'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'The kind of fault as a URN; it ends in the code' },
    title: { type: 'string', description: 'The kind of fault in words' },
    status: { type: 'integer', description: 'The HTTP status' },
    detail: { type: 'string', description: 'What was wrong, where, and what to do' },
    code: { type: 'string', description: 'The kind of fault: stable, and may be relied on' },
    instance: { type: 'string', format: 'uri-reference', description: 'The id of this very request as a URN' },
    findings: {
      type: 'array',
      items: findingSchema,
      description: `Everything that is wrong, not only the first fault: up to ${limits.findings.most} of them`,
    },
  },
} as const
