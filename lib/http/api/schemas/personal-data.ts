/** What holders of passes have said of themselves, as it is sent. */
import { answerNames } from '../../../core/format/personalization.ts'
import { moment } from './common.ts'

/** The personal data of a personalized pass. */
export const personalDataSchema = {
  type: 'object',
  required: ['personalizedAt'],
  properties: {
    personalizedAt: moment('When the pass was personalized'),
    answers: {
      type: 'object',
      propertyNames: { enum: answerNames },
      additionalProperties: { type: 'string' },
      description: 'What the holder has answered to personalization.json, as Wallet names it; absent once it is erased',
      examples: [
        { fullName: 'Ada Lovelace', givenName: 'Ada', familyName: 'Lovelace', emailAddress: 'ada@example.com' },
      ],
    },
  },
} as const
