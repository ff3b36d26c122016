/** Writes the JSON Schemas of `pass.json`, `personalization.json` and `template.json` to where editors and the package find them. */
import { writeFileSync } from 'node:fs'
import { passJsonSchema, personalizationJsonSchema } from '../../lib/core/format/json-schema.ts'
import { settingsSchema } from '../../lib/core/template/settings-schema.ts'

const schemas = {
  'format/pass.schema.json': passJsonSchema(),
  'format/personalization.schema.json': personalizationJsonSchema(),
  'template/template.schema.json': settingsSchema,
}

for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`../../lib/core/${name}`, import.meta.url), `${JSON.stringify(schema, undefined, 2)}\n`)
}
