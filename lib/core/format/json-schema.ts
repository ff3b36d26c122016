/**
 * The tables of the format as JSON Schemas, for editors. They describe finished files and those of templates: wherever a
 * value stands, there may be a placeholder instead.
 */
import { colourPattern } from './colours.ts'
import { datePattern } from './dates.ts'
import type { JsonObject } from './json.ts'
import type { Key, Kind, Numeric, Structure, Text } from './kinds.ts'
import { passTable } from './pass.ts'
import { keysOfRecords } from './pass-identity.ts'
import { personalizationTable } from './personalization.ts'
import { styleNames, styles } from './styles.ts'

/** A text with `${…}` in it, or an operator of JSON-e: an object with a key that begins with `$`. */
const placeholder: JsonObject = {
  anyOf: [
    { type: 'string', pattern: '\\$\\{' },
    { type: 'object', not: { propertyNames: { pattern: '^(?!\\$)' } } },
  ],
}

const placeholderReference: JsonObject = { $ref: '#/$defs/placeholder' }

const textSchema = ({ minLength, pattern, url, examples }: Text): JsonObject => ({
  type: 'string',
  ...(minLength === undefined ? {} : { minLength }),
  ...(pattern ? { pattern: pattern.source } : {}),
  ...(url ? { format: 'uri' } : {}),
  ...(examples ? { examples } : {}),
})

const numberSchema = ({ min, above, max, only }: Numeric): JsonObject => ({
  type: 'number',
  ...(min === undefined ? {} : { minimum: min }),
  ...(above === undefined ? {} : { exclusiveMinimum: above }),
  ...(max === undefined ? {} : { maximum: max }),
  ...(only ? { enum: only } : {}),
})

const describe = ({ what, since, styles: ofStyles, schemes, groups, url }: Key): string =>
  [
    what,
    since > 6 && `Since iOS ${since}.`,
    ofStyles && `For ${ofStyles.join(', ')}.`,
    schemes && `With the scheme ${schemes.join(' or ')}.`,
    groups && `In ${groups.join(', ')}.`,
    url,
  ]
    .filter(Boolean)
    .join(' ')

class SchemaWriter {
  readonly definitions: Record<string, JsonObject> = { placeholder }

  /** The schema of an object, without a thought of placeholders in its place. */
  object({ keys, required }: Structure): JsonObject {
    const properties = Object.entries(keys).map(([name, key]): [string, JsonObject] => [name, this.#member(name, key)])
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: true,
    }
  }

  #member(name: string, key: Key): JsonObject {
    return { title: name, description: describe(key), ...this.#place(key.of) }
  }

  /** What may stand in a place: a value of the kind, or a placeholder. */
  #place(kind: Kind): JsonObject {
    const schema = this.#kind(kind)
    return schema === undefined ? {} : { anyOf: [schema, placeholderReference] }
  }

  #kind(kind: Kind): JsonObject | undefined {
    switch (kind.kind) {
      case 'text':
        return textSchema(kind)
      case 'choice':
        return { enum: kind.names }
      case 'number':
        return numberSchema(kind)
      case 'boolean':
        return { type: 'boolean' }
      case 'date':
        return { type: 'string', pattern: datePattern.source }
      case 'colour':
        return { type: 'string', pattern: colourPattern.source }
      case 'fieldValue':
        return { type: ['string', 'number'] }
      case 'list':
        return { type: 'array', items: this.#place(kind.item) }
      case 'structure':
        return this.#structure(kind)
      case 'anything':
        return undefined
    }
  }

  #structure(kind: Structure): JsonObject {
    const { name } = kind
    if (!name) return this.object(kind)
    if (!Object.hasOwn(this.definitions, name)) this.definitions[name] = this.object(kind)
    return { $ref: `#/$defs/${name}` }
  }
}

const dialect = 'https://json-schema.org/draft/2020-12/schema'

/** A pass has one of the styles that do not stand beside others. */
const oneStyle: JsonObject = {
  oneOf: styleNames.filter((name) => !styles[name].beside).map((name) => ({ required: [name] })),
}

/** The keys that come from settings and records are all there, or all missing in the file of a template. */
const identity: JsonObject = {
  dependentRequired: Object.fromEntries(keysOfRecords.map((name) => [name, ['formatVersion', ...keysOfRecords]])),
}

/**
 * A JSON Schema (draft 2020-12) of `pass.json`, finished or of a template. What only a check of the whole pass can tell,
 * such as keys that another style uses, is left to preflight.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass
 */
export const passJsonSchema = (): JsonObject => {
  const writer = new SchemaWriter()
  const { required = [], ...pass } = writer.object(passTable)
  const givenLater: readonly string[] = ['formatVersion', ...keysOfRecords]
  const always = Array.isArray(required) ? required.filter((name) => !givenLater.includes(String(name))) : []
  return {
    $schema: dialect,
    title: 'pass.json',
    description: 'A pass for Apple Wallet, or the template of one.',
    ...pass,
    required: always,
    ...identity,
    ...oneStyle,
    $defs: writer.definitions,
  }
}

/**
 * A JSON Schema (draft 2020-12) of `personalization.json`, finished or of a template.
 *
 * @see https://developer.apple.com/documentation/walletpasses/personalize
 */
export const personalizationJsonSchema = (): JsonObject => {
  const writer = new SchemaWriter()
  return {
    $schema: dialect,
    title: 'personalization.json',
    description: 'What a pass asks its holder for, before it becomes theirs.',
    ...writer.object(personalizationTable),
    $defs: writer.definitions,
  }
}
