/** Archives of templates: any that callers send, and the one way in which they are stored. */
import { storeFiles } from '../../core/archive/store.ts'
import { unzip } from '../../core/archive/unzip.ts'
import type { Bytes } from '../../core/bytes.ts'
import { TemplateError } from '../../core/errors.ts'
import { collectFiles } from '../../core/template/files.ts'
import { limits } from '../limits.ts'

/** The file that every template of ours has at its root. */
export const settingsName = 'template.json'

/** The file that Pass Designer keeps at the root of its own. */
const designerName = 'tooling.json'

/** The one folder that all files lie in, with its slash; `''` if they lie at the root. */
const commonFolder = (paths: readonly string[]): string => {
  if (paths.includes(settingsName) || paths.includes(designerName)) return ''
  const folder = paths[0]?.split('/', 1)[0] ?? ''
  return paths.every((path) => path.startsWith(`${folder}/`)) ? `${folder}/` : ''
}

const refusal = (message: string): TemplateError => new TemplateError('template/file-refused', message)

/**
 * The files of a template that somebody zipped, whether from within its folder or the folder itself. Hidden files and
 * what operating systems leave lying about are dropped. What Apple's Pass Designer has saved becomes a template of ours.
 *
 * @throws ArchiveError; TemplateError `template/file-refused`, and what `fromPassDesigner` throws
 */
export const readSentArchive = async (archive: Bytes): Promise<ReadonlyMap<string, Bytes>> => {
  const most = limits.uploadArchiveBytes
  const sent = collectFiles(await unzip(archive, { archiveBytes: most, totalBytes: most }), refusal)
  const folder = commonFolder([...sent.keys()])
  const files = new Map(Array.from(sent, ([path, bytes]) => [path.slice(folder.length), bytes]))
  if (files.has(settingsName) || !files.has(designerName)) return files
  const { fromPassDesigner } = await import('../../core/reading/pass-designer.ts')
  return fromPassDesigner(files)
}

/**
 * The files as one archive: sorted, with fixed times and nothing deflated, so that equal files are equal bytes, whatever
 * library or version zipped them before.
 */
export const writeStoredArchive = (files: ReadonlyMap<string, Bytes>): Bytes =>
  storeFiles(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))))
