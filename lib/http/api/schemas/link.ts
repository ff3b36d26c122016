/** Links as they are asked for and sent. */
import { bundleLimits } from '../../../core/format/bundles.ts'
import { languagePattern } from '../../../core/format/languages.ts'
import { limits } from '../../../service/limits.ts'
import { moment, passId, templateReference } from './common.ts'

const template = templateReference(
  'the name of a template, or name and version: `store-card@3`. A link keeps the version that is the newest when it is made',
)

const expiresAt = moment(
  'RFC 3339 with a time zone; default: 30 days after the pass expires (of several, the one that expires last), else 400 days from now',
)

/** Asks for a snippet for e-mails. */
const emailWish = {
  type: 'object',
  description: 'answer with a snippet for an e-mail besides, as HTML and as text; `{}` will do',
  additionalProperties: false,
  properties: {
    language: {
      type: 'string',
      pattern: languagePattern.source,
      description: 'the language that it is in, such as `de-AT`; default: that of the template',
    },
  },
} as const

/** A snippet for e-mails. */
const emailSnippetSchema = {
  type: 'object',
  required: ['html', 'text'],
  properties: {
    html: {
      type: 'string',
      description:
        'A table to be put into the HTML of an e-mail: the picture of the pass, and a button. No scripts, no style sheets',
    },
    text: { type: 'string', description: 'The same for the plain text of the e-mail' },
  },
  description: 'To be put into an e-mail of your own; only if it was asked for',
} as const

/** Asks for a link. */
export const linkRequestSchema = {
  type: 'object',
  description: 'how long the link is to work',
  additionalProperties: false,
  properties: { expiresAt, email: emailWish },
} as const

/** A link. */
export const linkSchema = {
  type: 'object',
  required: ['url', 'expiresAt'],
  properties: {
    url: { type: 'string', format: 'uri', description: 'Leads whoever has it to the pass' },
    expiresAt: moment('Until when it works'),
    email: emailSnippetSchema,
  },
} as const

/** Asks for sealed links. */
export const sealedRequestSchema = {
  type: 'object',
  description: 'what the passes are made of that the links lead to',
  required: ['template', 'passes'],
  additionalProperties: false,
  properties: {
    template,
    passes: {
      type: 'array',
      minItems: 1,
      maxItems: limits.link.sealedAtOnce,
      items: { type: 'object' },
      description: `the values of each pass: up to ${limits.link.sealedAtOnce}. With a \`serialNumber\` of your own among them, or without one: then the same values have the same`,
    },
    expiresAt,
    email: emailWish,
  },
  examples: [{ template: 'store-card', passes: [{ name: 'Ada', serialNumber: 'A-1' }, { name: 'Grace' }] }],
} as const

/** Sealed links. */
export const sealedLinksSchema = {
  type: 'object',
  required: ['links'],
  properties: {
    links: {
      type: 'array',
      items: {
        type: 'object',
        required: [...linkSchema.required, 'passTypeIdentifier', 'serialNumber'],
        properties: {
          ...linkSchema.properties,
          passTypeIdentifier: { type: 'string', description: 'The pass type identifier' },
          serialNumber: { type: 'string', description: 'The serial number that the pass has when it is fetched' },
        },
      },
      description: 'A link for each pass, in their order',
    },
  },
} as const

/** Asks for a link to several passes. */
export const orderRequestSchema = {
  type: 'object',
  description: 'the passes that belong together',
  required: ['passes'],
  additionalProperties: false,
  properties: {
    passes: {
      type: 'array',
      minItems: 1,
      maxItems: bundleLimits.passes,
      items: {
        type: 'object',
        additionalProperties: false,
        minProperties: 2,
        maxProperties: 2,
        anyOf: [{ required: ['passTypeIdentifier', 'serialNumber'] }, { required: ['template', 'values'] }],
        properties: {
          ...passId,
          template,
          values: {
            type: 'object',
            description: 'what fills the template; with a `serialNumber` of your own, or without',
          },
        },
      },
      description: `up to ${bundleLimits.passes}, each once: one that was issued (pass type and serial number), or one that is issued when somebody fetches it (template and values)`,
    },
    expiresAt,
    email: emailWish,
  },
  examples: [
    {
      passes: [
        { passTypeIdentifier: 'pass.com.example.ticket', serialNumber: 'T-1' },
        { template: 'parking', values: { plate: 'W-1234' } },
      ],
    },
  ],
} as const

/** Asks for a link that enrols whoever follows it. */
export const enrolmentRequestSchema = {
  type: 'object',
  description: 'what the passes of all who follow the link have in common',
  required: ['template'],
  additionalProperties: false,
  properties: {
    template,
    values: { type: 'object', description: 'what fills the template, without a serial number; default: nothing' },
    expiresAt,
    email: emailWish,
  },
  examples: [{ template: 'store-card' }],
} as const

/** Revokes links. */
export const revocationSchema = {
  type: 'object',
  description: 'which links: `link`, or `passTypeIdentifier` and `before`',
  additionalProperties: false,
  maxProperties: 2,
  anyOf: [{ required: ['link'] }, { required: ['passTypeIdentifier', 'before'] }],
  dependentRequired: { before: ['passTypeIdentifier'], passTypeIdentifier: ['before'] },
  properties: {
    link: {
      type: 'string',
      description: 'the address of a link: all links to the passes that it leads to are revoked',
    },
    passTypeIdentifier: passId.passTypeIdentifier,
    before: moment('links to passes of the type that were made before this moment are revoked; not in the future'),
  },
  examples: [{ passTypeIdentifier: 'pass.com.example.ticket', before: '2027-03-01T09:30:00Z' }],
} as const
