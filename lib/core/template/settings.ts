/** `template.json`: the name, identity, language, values and sample of a template. */
import { type Schema, Validator } from '@cfworker/json-schema'
import { TemplateError } from '../errors.ts'
import { summary } from '../finding.ts'
import {
  isPassTypeIdentifier,
  isTeamIdentifier,
  type PassTypeIdentifier,
  type TeamIdentifier,
  templateNamePattern,
} from '../format/identifiers.ts'
import { isObject, type JsonObject } from '../format/json.ts'
import { canonicalLanguage, isLanguage } from '../format/languages.ts'
import { schemaFindings } from './schema-findings.ts'

/** What `template.json` says. */
export interface TemplateSettings {
  readonly name: string
  readonly description?: string
  readonly passTypeIdentifier: PassTypeIdentifier
  readonly teamIdentifier: TeamIdentifier
  /** The language of texts that are given in one language only, spelled the usual way (`pt-BR`). Default: `en`. */
  readonly defaultLanguage: string
  /** The JSON Schema (draft 2020-12) of the values. */
  readonly values: JsonObject
  /** Values that fill the template, `serialNumber` among them. */
  readonly sample: JsonObject
}

const settingsSchema: Schema = {
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
    defaultLanguage: { type: 'string', description: 'a language tag such as en or pt-BR' },
    values: { type: 'object', description: 'the JSON Schema of the values' },
    sample: { type: 'object', description: 'values that fill the template, serialNumber among them' },
  },
}

const validator = new Validator(settingsSchema, '2020-12', false)

const refuse = (message: string): never => {
  throw new TemplateError('template/settings-invalid', `template.json: ${message}`)
}

/**
 * Checks `template.json` and fills in its defaults.
 *
 * @throws TemplateError `template/settings-invalid`, with a finding for each fault
 */
export const readSettings = (json: unknown): TemplateSettings => {
  if (!isObject(json)) return refuse('is not a JSON object')
  const { valid, errors } = validator.validate(json)
  if (!valid) {
    const findings = schemaFindings(errors, settingsSchema, 'template.json#')
    throw new TemplateError('template/settings-invalid', summary(findings), { findings })
  }
  const { name, description, passTypeIdentifier, teamIdentifier, defaultLanguage = 'en', values, sample } = json
  if (!isPassTypeIdentifier(passTypeIdentifier))
    return refuse('passTypeIdentifier must begin with pass. and name a domain')
  if (!isTeamIdentifier(teamIdentifier)) return refuse('teamIdentifier must be ten capital letters and digits')
  if (typeof defaultLanguage !== 'string' || !isLanguage(defaultLanguage)) {
    return refuse('defaultLanguage must be a language tag such as en or pt-BR')
  }
  return {
    name: String(name),
    ...(typeof description === 'string' ? { description } : {}),
    passTypeIdentifier,
    teamIdentifier,
    defaultLanguage: canonicalLanguage(defaultLanguage),
    values: isObject(values) ? values : {},
    sample: isObject(sample) ? sample : {},
  }
}
