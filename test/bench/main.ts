/** `npm run bench`: passes per second and first passes of Passwright and its peers, beside bare RSA signing. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bench } from './bench.ts'
import { root } from './node.ts'
import { help, type Options, readOptions } from './options.ts'
import { report } from './report.ts'

const jsonFiles = ({ quick, json }: Options): readonly string[] => [
  ...(quick ? [] : [join(root, '.local', 'bench.json')]),
  ...(json === undefined ? [] : [json]),
]

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2))
  if (!options) {
    process.stdout.write(help)
    return
  }
  const results = await bench(options)
  for (const file of jsonFiles(options)) await writeFile(file, `${JSON.stringify(results, null, 2)}\n`)
  process.stdout.write(report(results))
}

await main()
