/** Uploads as they are asked for and offered. */
import { limits } from '../../../service/limits.ts'
import { address, counter, moment } from './common.ts'

/** A request that uploads a file, as an answer describes it. */
export const uploadRequestProperty = <const Description extends string>(description: Description) =>
  ({
    type: 'object',
    required: ['method', 'url', 'headers'],
    properties: {
      method: { enum: ['PUT'], description: 'How to send the file' },
      url: { type: 'string', format: 'uri', description: 'Where to send it; no API key is needed there' },
      headers: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'To be sent exactly so',
      },
    },
    description,
  }) as const

/** Asks for room for an upload. */
export const uploadRequestSchema = {
  type: 'object',
  description: 'The size of the archive',
  required: ['bytes'],
  additionalProperties: false,
  properties: {
    bytes: counter(`The size of the archive in bytes, at most ${limits.uploadArchiveBytes}`),
  },
} as const

/** Room for an upload. */
export const uploadSchema = {
  type: 'object',
  required: ['id', 'upload', 'expiresAt', 'links'],
  properties: {
    id: { type: 'string', description: 'Names the upload' },
    upload: uploadRequestProperty('The request that uploads the archive'),
    expiresAt: moment('Until when it must have arrived'),
    links: {
      type: 'object',
      required: ['publish', 'inspect'],
      properties: {
        publish: address('What to POST to once a template is uploaded'),
        inspect: address('What to POST to once any package is uploaded'),
      },
      description: 'How to go on',
    },
  },
} as const
