/** The last step of `npm run build`: the command line into `dist/cli`. */
import { join } from 'node:path'
import { bundleCli } from './bundle-cli.ts'

await bundleCli(join(import.meta.dirname, '..', '..', 'dist', 'cli'))
