/** Writes the Workers to `.build/workers`: `npm run workers`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { runProgram } from '../package/program.ts'
import { bundleWorker, workerNames } from './bundle.ts'

const help = `usage: npm run workers

Bundles Apple's web service, the downloads of links and their pages as Workers, for workerd and services on top of it: one
ES module each, in .build/workers; that of the pages imports the renderer of pictures and typefaces beside it. They take
the variables of the functions of the same name (serverless.yml lists them), and AWS_REGION, AWS_ACCESS_KEY_ID and
AWS_SECRET_ACCESS_KEY.

  --help    print this (also -h)
`

const folder = join(import.meta.dirname, '..', '..', '.build', 'workers')

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`

await runProgram('workers', async () => {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    process.stdout.write(help)
    return
  }
  mkdirSync(folder, { recursive: true })
  for (const name of workerNames) {
    for (const [file, bytes] of await bundleWorker(name)) {
      writeFileSync(join(folder, file), bytes)
      const sizes = `${kilobytes(bytes.length)}, ${kilobytes(gzipSync(bytes).length)} gzipped`
      process.stdout.write(`${relative('', join(folder, file))}: ${sizes}\n`)
    }
  }
})
