/**
 * Joins what a bundle loads at once into one file. esbuild puts whatever two modules share that are loaded at different
 * times into a file of its own, and Node takes longer to find and link twenty files than to read one of the same size.
 */
import { basename } from 'node:path'
import { type BuildOptions, type BuildResult, build, type Plugin } from 'esbuild'

const anything = /.*/
const relative = /^\.\//
const entryOrLazy = /^(outward|lazy:.*)$/

/** Chunks as esbuild made them: their code, and what they import and export. */
type Chunks = BuildResult<{ write: false; metafile: true }>

interface Chunk {
  readonly code: string
  readonly exports: readonly string[]
  /** Names of chunks: those that are loaded with it. */
  readonly imports: readonly string[]
}

const chunksOf = ({ outputFiles, metafile }: Chunks): ReadonlyMap<string, Chunk> => {
  const codes = new Map(outputFiles.map(({ path, text }) => [basename(path), text]))
  return new Map(
    Object.entries(metafile.outputs).map(([path, { exports, imports }]) => {
      const loaded = imports.filter(({ kind, external }) => kind === 'import-statement' && !external)
      const name = basename(path)
      return [name, { code: codes.get(name) ?? '', exports, imports: loaded.map((each) => basename(each.path)) }]
    }),
  )
}

/** Those that are loaded with the entry, itself among them. */
const loadedAtOnce = (chunks: ReadonlyMap<string, Chunk>, entry: string): readonly string[] => {
  const loaded = new Set([entry])
  for (const name of loaded) for (const each of chunks.get(name)?.imports ?? []) loaded.add(each)
  return [...loaded]
}

/** What of a joined chunk is called in the joined file, where the same name may come from several. */
const joinedName = (index: number, name: string): string => (name === 'handler' ? name : `${name}_${index}`)

const renamed = (names: readonly string[], rename: (name: string) => string, from: string): string =>
  names.length === 0 ? '' : `export { ${names.map(rename).join(', ')} } from '${from}'`

/**
 * Joins the chunks, whose entry is `index.mjs`.
 *
 * @param options of esbuild for the files that come out
 */
export const joinChunks = async (built: Chunks, options: BuildOptions): Promise<BuildResult<{ write: false }>> => {
  const chunks = chunksOf(built)
  const entry = 'index.mjs'
  const joined = loadedAtOnce(chunks, entry)
  const lazy = [...chunks.keys()].filter((name) => !joined.includes(name))
  const outward = joined.map((name, index) =>
    renamed(chunks.get(name)?.exports ?? [], (each) => `${each} as ${joinedName(index, each)}`, `./${name}`),
  )
  /** What a chunk is to those that are loaded later: a part of the joined file. */
  const inward = (name: string): string =>
    renamed(
      chunks.get(name)?.exports ?? [],
      (each) => `${joinedName(joined.indexOf(name), each)} as ${each}`,
      `./${entry}`,
    )
  const chunkFiles: Plugin = {
    name: 'chunks',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: relative }, ({ path, kind, importer, namespace }) => {
        const name = basename(path)
        if (kind === 'dynamic-import' || namespace === 'joined') return { path: `./${name}`, external: true }
        const isInside = joined.includes(importer) || importer === 'outward'
        return { path: name, namespace: joined.includes(name) && !isInside ? 'joined' : 'chunk' }
      })
      onResolve({ filter: entryOrLazy }, ({ path }) => ({
        path: path.replace('lazy:', ''),
        namespace: 'chunk',
      }))
      onLoad({ filter: anything, namespace: 'joined' }, ({ path }) => ({ contents: inward(path) }))
      onLoad({ filter: anything, namespace: 'chunk' }, ({ path }) => ({
        contents: path === 'outward' ? outward.join('\n') : (chunks.get(path)?.code ?? ''),
      }))
    },
  }
  return await build({
    ...options,
    entryPoints: [
      { in: 'outward', out: 'index' },
      ...lazy.map((name) => ({ in: `lazy:${name}`, out: name.slice(0, -'.mjs'.length) })),
    ],
    plugins: [chunkFiles],
    write: false,
  })
}
