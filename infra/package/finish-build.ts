/** The last step of `npm run build`, after the compiler: the command line as a bundle, and the schemas for editors. */
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleCli } from './bundle-cli.ts'

const root = join(import.meta.dirname, '..', '..')

const schemas = [
  'core/format/pass.schema.json',
  'core/format/personalization.schema.json',
  'core/template/template.schema.json',
  'service/ingest/record-changed.schema.json',
  'service/notices/notices.schema.json',
]

await bundleCli(join(root, 'dist', 'cli'))
for (const path of schemas) await copyFile(join(root, 'lib', path), join(root, 'dist', path))
