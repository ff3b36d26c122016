/** Bundles each contender as it would be deployed: one minified ES module, its dependencies inside. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Contender } from './contenders/contenders.ts'

/** The folder that peers are installed in, and from which the entries of the bundles import. */
export const peersFolder = join(import.meta.dirname, 'peers')

/** A bundled contender. */
export interface Bundle {
  readonly contender: Contender
  /** The module that runs the contender, the benchmark's own part in it. */
  readonly file: string
  /** The size without the benchmark's own part. */
  readonly bytes: number
}

const requireBanner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

const bundleLines = async (lines: readonly string[], { name, needsRequire }: Contender): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: peersFolder, loader: 'ts', sourcefile: `${name}.ts` },
    banner: needsRequire ? { js: requireBanner } : {},
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'warning',
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

/** Bundles a contender into a folder. */
export const bundleContender = async (contender: Contender, folder: string): Promise<Bundle> => {
  const driver = ["import { drive } from '../worker/drive.ts'", 'await drive(start)']
  const file = join(folder, `${contender.name}.mjs`)
  const alone = await bundleLines([...contender.entry, 'export { start }'], contender)
  await writeFile(file, await bundleLines([...contender.entry, ...driver], contender))
  return { contender, file, bytes: alone.length }
}
