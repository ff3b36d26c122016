/** What `template.json` may hold, as a JSON Schema: settings are checked against it, and editors may be. */
import type { Schema } from '@cfworker/json-schema'
import { templateNamePattern } from '../format/identifiers.ts'
import { answerNames } from '../format/personalization.ts'

const languageTag: Schema = { type: 'string', description: 'a language tag such as en or pt-BR' }

const locales: Schema = {
  description: 'the languages that a pass carries: "all", a list, or {"fromValue": "language"} for the customer\'s own',
  anyOf: [
    { enum: ['all'] },
    { type: 'array', minItems: 1, items: languageTag },
    {
      type: 'object',
      required: ['fromValue'],
      additionalProperties: false,
      properties: {
        fromValue: {
          type: 'string',
          description: 'the value that holds the customer\'s language, or several: "language", "customer.language"',
        },
      },
    },
  ],
}

const weight: Schema = {
  type: 'string',
  minLength: 1,
  description: 'the member of each candidate that holds its weight, a number; it does not go into the pass',
}

const locations: Schema = {
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  description:
    'how more than ten candidates are cut to the best ten: nearest to some points, or of the greatest weight',
  properties: {
    near: {
      type: 'string',
      minLength: 1,
      description:
        'the value, or an expression in JSON-e, that yields a point {"latitude": …, "longitude": …} or a list',
    },
    weight,
  },
}

const beacons: Schema = {
  type: 'object',
  required: ['weight'],
  additionalProperties: false,
  description: 'how beacons of more than ten UUIDs are cut to the best ten: those of the greatest weight',
  properties: { weight },
}

const relevance: Schema = {
  type: 'object',
  additionalProperties: false,
  description: 'where and when a pass comes up by itself',
  properties: {
    locations,
    beacons,
    relevantDate: {
      enum: ['first', 'none'],
      description: 'what systems before iOS 18 get beside relevantDates: the first of them, or nothing. Default: first',
    },
  },
}

const personalization: Schema = {
  type: 'object',
  required: ['values'],
  additionalProperties: false,
  description: 'what becomes of the answers to personalization.json',
  properties: {
    values: {
      type: 'object',
      minProperties: 1,
      description: 'the answer that each of these values takes over: {"memberName": "fullName"}',
      additionalProperties: { enum: [...answerNames] },
    },
  },
}

const valueName: Schema = { type: 'string', minLength: 1, maxLength: 100 }

const sealedBarcode: Schema = {
  type: 'object',
  required: ['audience', 'values'],
  additionalProperties: false,
  description: 'what ${sealedBarcode} in pass.json says: signed, so that a scanner believes it without asking anybody',
  properties: {
    audience: {
      type: 'string',
      minLength: 1,
      maxLength: 64,
      description: 'whom it is for: what the scanners are set to',
    },
    values: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      items: valueName,
      description: 'the values that it says, each of which every scanner can read; serialNumber may be among them',
    },
    validFrom: { ...valueName, description: 'the value that holds the date from which on it is good' },
    validUntil: { ...valueName, description: 'the value that holds the date from which on it is good no more' },
  },
}

/** The schema of `template.json` (draft 2020-12). */
export const settingsSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'template.json',
  description: 'What a template for passes is called, what fills it, and what is made of it.',
  type: 'object',
  required: ['name', 'passTypeIdentifier', 'teamIdentifier', 'values', 'sample'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    name: {
      type: 'string',
      pattern: templateNamePattern.source,
      description: 'lowercase letters, digits and hyphens, at most 64',
    },
    description: { type: 'string', maxLength: 1000 },
    passTypeIdentifier: { type: 'string', description: 'the pass type identifier, pass.com.example.something' },
    teamIdentifier: { type: 'string', description: 'the team identifier, ten capital letters and digits' },
    defaultLanguage: languageTag,
    locales,
    relevance,
    personalization,
    legacyBarcode: {
      type: 'boolean',
      description: 'whether the pass also has the old key barcode, for iOS 8 and older. Default: false',
    },
    sealedBarcode,
    audience: {
      enum: ['few', 'many'],
      description:
        'how many devices are to be expected for one pass: few, or many for a coupon that everybody may take. It is fixed when a pass is created. Default: few',
    },
    values: { type: 'object', description: 'the JSON Schema of the values' },
    sample: { type: 'object', description: 'values that fill the template, serialNumber among them' },
  },
}
