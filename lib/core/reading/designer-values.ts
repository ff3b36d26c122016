/** Which parts of a pass that Pass Designer made are placeholders: the values of its fields, and what its barcodes say. */
import { fieldGroups } from '../format/field-groups.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { styleNames } from '../format/styles.ts'
import { isIdentifier, isReserved } from '../template/expressions.ts'

/** Names that a template gives another meaning. */
const taken: ReadonlySet<string> = new Set(['serialNumber', 'webServiceURL', 'authenticationToken'])

const noWord = /[^A-Za-z0-9_]+/g
const leadingDigit = /^(?=\d|$)/

/** The name of a value for a field with this key: the key itself wherever a value may have that name. */
const nameFor = (key: string): string => {
  const name = key.replace(noWord, '_').replace(leadingDigit, '_')
  return isReserved(name) || taken.has(name) || !isIdentifier(name) ? `${name}_value` : name
}

/** The values of a template while they are found: what each is for, its type, and what it is without being given. */
export class DesignerValues {
  readonly #properties = new Map<string, JsonObject>()
  readonly #required = new Map<string, string>()
  readonly #keys = new Map<string, string>()
  readonly #placeholders = new WeakSet<object>()

  /** A placeholder for what the template says here; the same for the same key, as Apple's builder sets all fields of a key. */
  placeholder(key: string, value: string | number, description: string): Json {
    const known = this.#keys.get(key)
    const name = known ?? this.#newName(key)
    if (known === undefined) {
      this.#keys.set(key, name)
      this.#properties.set(name, { type: typeof value, default: value, description })
    }
    return this.#placeholder(name)
  }

  /** A placeholder that every record must fill: what the template says is right for none. */
  required(key: string, value: string, description: string): Json {
    for (const [name, said] of this.#required) if (said === value) return this.#placeholder(name)
    const name = this.#newName(key)
    this.#properties.set(name, { type: 'string', minLength: 1, description })
    this.#required.set(name, value)
    return this.#placeholder(name)
  }

  /** The JSON Schema of all values. */
  get schema(): JsonObject {
    return {
      type: 'object',
      additionalProperties: false,
      required: [...this.#required.keys()],
      properties: Object.fromEntries(this.#properties),
    }
  }

  /** Values that fill the template as it was designed. */
  get sample(): JsonObject {
    return Object.fromEntries(this.#required)
  }

  /** Whether this very object is one of the placeholders, and not something that only looks like one. */
  has(object: JsonObject): boolean {
    return this.#placeholders.has(object)
  }

  #placeholder(name: string): JsonObject {
    const placeholder = { $eval: name }
    this.#placeholders.add(placeholder)
    return placeholder
  }

  #newName(key: string): string {
    const name = nameFor(key)
    let free = name
    for (let number = 2; this.#properties.has(free); number++) free = `${name}${number}`
    return free
  }
}

const mapped = (json: Json | undefined, change: (item: JsonObject) => Json): Json | undefined =>
  Array.isArray(json) ? json.map((item: Json) => (isObject(item) ? change(item) : item)) : json

/** An object with some members replaced; those that are undefined stay away. */
const withMembers = (object: JsonObject, changes: Readonly<Record<string, Json | undefined>>): JsonObject => {
  const defined = Object.entries(changes).filter((entry): entry is [string, Json] => entry[1] !== undefined)
  return { ...object, ...Object.fromEntries(defined) }
}

const isScalar = (value: Json | undefined): value is string | number =>
  typeof value === 'string' || typeof value === 'number'

const withFieldValue = (field: JsonObject, values: DesignerValues): JsonObject => {
  const { key, value, label } = field
  if (typeof key !== 'string' || key === '' || !isScalar(value)) return field
  const called = typeof label === 'string' && label !== '' ? ` (${label})` : ''
  return { ...field, value: values.placeholder(key, value, `What the field ${key} shows${called}`) }
}

const withBarcodeMessage = (barcode: JsonObject, values: DesignerValues): JsonObject =>
  typeof barcode.message === 'string'
    ? { ...barcode, message: values.required('barcodeMessage', barcode.message, 'What the barcode says') }
    : barcode

/**
 * The pass with placeholders for the values of its fields, one for each key, and for the messages of its barcodes. They are
 * gathered in `values`.
 */
export const withDesignerValues = (pass: JsonObject, values: DesignerValues): JsonObject => {
  const styles = styleNames.flatMap((style) => {
    const fields = pass[style]
    if (!isObject(fields)) return []
    const groups = fieldGroups.map((group) => [group, mapped(fields[group], (field) => withFieldValue(field, values))])
    return [[style, withMembers(fields, Object.fromEntries(groups))]]
  })
  const { barcode, barcodes } = pass
  return withMembers(pass, {
    ...Object.fromEntries(styles),
    barcodes: mapped(barcodes, (each) => withBarcodeMessage(each, values)),
    barcode: isObject(barcode) ? withBarcodeMessage(barcode, values) : undefined,
  })
}
