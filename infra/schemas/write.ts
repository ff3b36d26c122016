/**
 * Writes the JSON Schemas to where editors and the package find them: of `pass.json`, `personalization.json` and
 * `template.json`, and of the events that come in and go out.
 */
import { writeFileSync } from 'node:fs'
import { passJsonSchema, personalizationJsonSchema } from '../../lib/core/format/json-schema.ts'
import { settingsSchema } from '../../lib/core/template/settings-schema.ts'
import { recordChangedSchema } from '../../lib/service/ingest/record-changed-schema.ts'
import { noticesSchema } from '../../lib/service/notices/schemas.ts'

const schemas = {
  'core/format/pass.schema.json': passJsonSchema(),
  'core/format/personalization.schema.json': personalizationJsonSchema(),
  'core/template/template.schema.json': settingsSchema,
  'service/ingest/record-changed.schema.json': recordChangedSchema,
  'service/notices/notices.schema.json': noticesSchema,
}

for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`../../lib/${name}`, import.meta.url), `${JSON.stringify(schema, undefined, 2)}\n`)
}
