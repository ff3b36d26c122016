/** What the page of the gallery is dressed and moved by: its style, its script, its icon. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file that is sent as it is. */
export interface GalleryAsset {
  readonly mediaType: string
  readonly body: string
}

const folder = join(import.meta.dirname, 'browser')

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="6" width="26" height="20" rx="4" fill="#2b5cff"/><rect x="3" y="11" width="26" height="15" rx="4" fill="#6d8dff"/><rect x="3" y="16" width="26" height="10" rx="4" fill="#fff"/></svg>`

/** The script as browsers read it: its types are for those who write it. */
const script = async (): Promise<string> => {
  const { transform } = await import('esbuild')
  const source = await readFile(join(folder, 'live.ts'), 'utf8')
  return (await transform(source, { loader: 'ts', format: 'esm', target: 'es2022' })).code
}

/** The files, by name. */
export const galleryAssets: Readonly<Record<string, () => Promise<GalleryAsset>>> = {
  'gallery.css': async () => ({ mediaType: 'text/css', body: await readFile(join(folder, 'gallery.css'), 'utf8') }),
  'live.js': async () => ({ mediaType: 'text/javascript', body: await script() }),
  'icon.svg': () => Promise.resolve({ mediaType: 'image/svg+xml', body: icon }),
}
