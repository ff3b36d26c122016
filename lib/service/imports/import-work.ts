/** The work on imports: each step brings one a stretch further. */
import { type Bytes, utf8 } from '../../core/bytes.ts'
import { type Assets, AssetTooLargeError } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Import, ImportCounts, ImportedFile } from '../../ports/imports.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { Queues } from '../../ports/queues.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import type { ServiceSettings } from '../service.ts'
import { sha256Hex } from '../sha256.ts'
import { type ApplyRowParts, makeApplyRow } from './apply-row.ts'
import { formatOf, idOfArrival, idOfUpload, isFileKey, mediaTypes, partKey } from './file-names.ts'
import { type FinishPorts, makeFinish } from './finish.ts'
import { openImport } from './import-file.ts'
import type { ImportFormat, ImportWork } from './import-service.ts'
import { lookThrough } from './look-through.ts'
import { newImport } from './new-import.ts'
import { addedCounts, type RowResult, resultLines } from './row-result.ts'
import { doStretch } from './stretch.ts'

/** What {@link makeImportWork} needs. */
export interface ImportWorkParts extends ApplyRowParts, FinishPorts {
  readonly assets: Assets
  readonly queues: Queues
  readonly metrics: Metrics
  readonly clock: Clock
}

/** How long an import rests when the world does not answer, in seconds. */
const rest = 10

/** Whether an error is about the file as a whole. */
const isOfFile = (error: unknown): error is ServiceError | AssetTooLargeError =>
  error instanceof AssetTooLargeError || (error instanceof ServiceError && error.code.startsWith('import/'))

const formatOfFile = ({ key }: Import): ImportFormat => {
  const format = formatOf(key)
  if (format) return format
  const wanted = 'its name has to end in .csv, .ndjson or .jsonl'
  throw new ServiceError('import/format-unknown', `the name of the file does not tell its format: ${wanted}`)
}

/** Makes the work. */
export const makeImportWork = (
  parts: ImportWorkParts,
  settings: Pick<ServiceSettings, 'passTypeIdentifiers'>,
): ImportWork => {
  const { assets, imports, queues, metrics, clock } = parts
  const { finish, removeParts, removeFile } = makeFinish(parts)

  const send = ({ id, step }: Import, delay = 0): Promise<void> =>
    queues.sendImports([{ kind: 'import', id, step }], delay)

  /** Undefined if somebody else has made this step: then the next one is theirs, too. */
  const progressed = async (work: Import, progress: Partial<Import>): Promise<Import | undefined> => {
    const next = { ...work, ...progress, step: work.step + 1, updatedAt: clock.now() }
    return (await imports.save(next)) ? next : undefined
  }

  const load = async ({ key }: Import): Promise<Bytes> => {
    const bytes = await assets.get('imports', key, { maxBytes: limits.import.bytes })
    if (bytes) return bytes
    throw new ServiceError('import/file-missing', 'the file is not there any more: upload it again')
  }

  const loadSame = async (work: Import, file: ImportedFile): Promise<Bytes> => {
    const bytes = await load(work)
    if ((await sha256Hex(bytes)) === file.sha256) return bytes
    const message = 'another file came under the same name while this one was imported: give each a name of its own'
    throw new ServiceError('import/file-replaced', message)
  }

  const count = (results: readonly RowResult[]): void => {
    const counts = addedCounts({ created: 0, changed: 0, unchanged: 0, failed: 0 }, results)
    const outcomes: readonly (keyof ImportCounts)[] = ['created', 'changed', 'unchanged', 'failed']
    for (const outcome of outcomes) if (counts[outcome] > 0) metrics.count('ChangesTaken', { outcome }, counts[outcome])
  }

  const storePart = async ({ id, key }: Import, end: number, results: readonly RowResult[]): Promise<void> => {
    const format = formatOf(key) ?? 'ndjson'
    const text = results.map(resultLines[format].line).join('')
    await assets.put('import-results', partKey(key, id, end), utf8(text), { contentType: mediaTypes[format] })
  }

  const stretch = async (work: Import, file: ImportedFile): Promise<void> => {
    const opened = openImport(await loadSame(work, file), formatOfFile(work), work.defaults)
    const apply = makeApplyRow(parts, settings, work)
    const { results, position: last, isEnd, failure } = await doStretch(opened, work.position, apply, clock)
    if (results.length === 0 && failure !== undefined) throw failure
    const position = isEnd ? { ...last, offset: file.bytes } : last
    // By its end: whoever does the same stretch twice at a time, perhaps not as far, stores another part.
    await storePart(work, position.offset, results)
    count(results)
    const counts = addedCounts(work.counts, results)
    const next = await progressed(work, { position, counts, parts: [...work.parts, position.offset] })
    if (next && isEnd) await finish(next)
    else if (next) await send(next, failure === undefined ? 0 : rest)
  }

  /** As far as one stretch: to look through a file, or to end its import, is worth no message of its own. */
  const advance = async (work: Import): Promise<void> => {
    const { file, position } = work
    try {
      if (!file) {
        const next = await progressed(work, await lookThrough(await load(work), formatOfFile(work), work.defaults))
        if (next) await advance(next)
      } else if (position.offset < file.bytes) await stretch(work, file)
      else await finish(work)
    } catch (error) {
      if (!isOfFile(error)) throw error
      await finish(work, { code: error.code, message: error.message })
    }
  }

  /** Of an import that has ended: what lies under its key may be another file by now. */
  const clearUp = async (work: Import): Promise<void> => {
    await removeParts(work)
    try {
      if (!work.file) return
      await loadSame(work, work.file)
      await removeFile(work)
    } catch (error) {
      if (!isOfFile(error)) throw error
    }
  }

  return {
    found: async (key, arrival) => {
      if (!isFileKey(key)) return
      const id = idOfUpload(key) ?? (await idOfArrival(key, arrival))
      const known = await imports.get(id)
      if (!known) {
        const begun = newImport({ id, key, status: 'running', now: clock.now() })
        await imports.save(begun)
        await send(begun)
      } else if (known.status === 'waiting') {
        const begun = await progressed(known, { status: 'running' })
        if (begun) await send(begun)
      } else if (known.status === 'running') await send(known)
    },
    step: async ({ id, step }) => {
      const work = await imports.get(id)
      if (work?.status === 'running') await (work.step === step ? advance(work) : send(work))
      // Once more: perhaps it did not come to clearing up before.
      else if (work?.endedAt !== undefined) await clearUp(work)
    },
  }
}
