/** Passes of another system, as they are sent when they are to be taken over. */
import { limits } from '../../../service/limits.ts'
import { moment } from './common.ts'
import { passContentSchema, writtenPassSchema } from './pass.ts'

const { registrations, tokenCharacters } = limits.adoption

/** A pass that another system issued. */
export const adoptionRequestSchema = {
  type: 'object',
  description: 'a pass that another system issued, with what devices hold of it',
  required: ['template', 'values', 'authenticationToken', 'lastModified', 'registrations'],
  additionalProperties: false,
  properties: {
    ...passContentSchema.properties,
    authenticationToken: {
      type: 'string',
      description: `the authenticationToken of the pass on devices: ${tokenCharacters.least} to ${tokenCharacters.most} visible ASCII characters. It stays that of the pass`,
    },
    lastModified: moment(
      'the Last-Modified that devices were given with the pass: whole seconds, not in the future. They fetch nothing until the pass changes',
    ),
    registrations: {
      type: 'array',
      items: {
        type: 'object',
        required: ['deviceLibraryIdentifier', 'pushToken'],
        additionalProperties: false,
        properties: {
          deviceLibraryIdentifier: { type: 'string', description: 'what the device called itself when it registered' },
          pushToken: { type: 'string', description: 'the push token that it registered with, in hexadecimal' },
        },
      },
      description: `the devices that hold the pass, up to ${registrations} at once: send it again with the others`,
    },
  },
  examples: [
    {
      template: 'store-card',
      values: { name: 'Ada', points: 120 },
      authenticationToken: 'vxwxd7J8AlNNFPS8k0a0FfUFtq0ewzFdc',
      lastModified: '2026-11-20T09:30:00Z',
      registrations: [
        {
          deviceLibraryIdentifier: '3b9f1c0e5d7a4f2b8c6d0e1f2a3b4c5d',
          pushToken: '9f2c4b7a1e5d8036c4f7a2b9e1d05c83f6a7b8c9d0e1f2a3b4c5d6e7f8091a2b',
        },
      ],
    },
  ],
} as const

/** A pass that was taken over. */
export const adoptedPassSchema = {
  ...writtenPassSchema,
  required: [...writtenPassSchema.required, 'registered'],
  properties: {
    ...writtenPassSchema.properties,
    registered: { type: 'integer', minimum: 0, description: 'How many devices hold the pass now that did not before' },
  },
} as const
