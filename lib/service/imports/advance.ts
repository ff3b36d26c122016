/** Brings imports further. */
import type { Clock } from '../../ports/clock.ts'
import type { Import, ImportCounts, ImportedFile, Imports } from '../../ports/imports.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { Queues } from '../../ports/queues.ts'
import type { ServiceSettings } from '../service.ts'
import { type ApplyRowParts, makeApplyRow } from './apply-row.ts'
import type { Finish } from './finish.ts'
import { openImport } from './import-file.ts'
import { lookThrough } from './look-through.ts'
import { addedCounts, type RowResult } from './row-result.ts'
import { formatOfFile, isOfFile, type StoredFiles } from './stored-files.ts'
import { doStretch } from './stretch.ts'

/** What {@link makeAdvance} needs. */
export interface AdvanceParts extends ApplyRowParts {
  readonly imports: Imports
  readonly queues: Queues
  readonly metrics: Metrics
  readonly clock: Clock
  readonly files: StoredFiles
  readonly finish: Finish['finish']
}

/** Brings imports further. */
export interface Advance {
  /** Has an import go on, after so many seconds. Default: at once. */
  readonly send: (work: Import, delay?: number) => Promise<void>
  /** Saves progress. Undefined if somebody else has made this step: then the next one is theirs, too. */
  readonly progress: (work: Import, made: Partial<Import>) => Promise<Import | undefined>
  /**
   * Brings an import as far as one stretch, and sends a message for the next: to look through a file, or to end its
   * import, is worth no message of its own.
   */
  readonly advance: (work: Import) => Promise<void>
}

/** How long an import rests when the world does not answer, in seconds. */
const rest = 10

const outcomes: readonly (keyof ImportCounts)[] = ['created', 'changed', 'unchanged', 'failed']

const countWith = ({ count }: Metrics, results: readonly RowResult[]): void => {
  const counts = addedCounts({ created: 0, changed: 0, unchanged: 0, failed: 0 }, results)
  for (const outcome of outcomes) if (counts[outcome] > 0) count('ChangesTaken', { outcome }, counts[outcome])
}

/** Makes what brings imports further. */
export const makeAdvance = (parts: AdvanceParts, settings: Pick<ServiceSettings, 'passTypeIdentifiers'>): Advance => {
  const { imports, queues, metrics, clock, files, finish } = parts

  const send: Advance['send'] = ({ id, step }, delay = 0) => queues.sendImports([{ kind: 'import', id, step }], delay)

  const progress: Advance['progress'] = async (work, made) => {
    const next = { ...work, ...made, step: work.step + 1, updatedAt: clock.now() }
    return (await imports.save(next)) ? next : undefined
  }

  const stretch = async (work: Import, file: ImportedFile): Promise<void> => {
    const opened = openImport(await files.loadSame(work, file), formatOfFile(work), work.defaults)
    const apply = makeApplyRow(parts, settings, work)
    const { results, position: last, isEnd, failure } = await doStretch(opened, work.position, apply, clock)
    if (results.length === 0 && failure !== undefined) throw failure
    const position = isEnd ? { ...last, offset: file.bytes } : last
    // By its end: whoever does the same stretch twice at a time, perhaps not as far, stores another part.
    await files.storePart(work, position.offset, results)
    countWith(metrics, results)
    const counts = addedCounts(work.counts, results)
    const next = await progress(work, { position, counts, parts: [...work.parts, position.offset] })
    if (next && isEnd) await finish(next)
    else if (next) await send(next, failure === undefined ? 0 : rest)
  }

  const advance: Advance['advance'] = async (work) => {
    const { file, position } = work
    try {
      if (!file) {
        const next = await progress(work, await lookThrough(await files.load(work), formatOfFile(work), work.defaults))
        if (next) await advance(next)
      } else if (position.offset < file.bytes) await stretch(work, file)
      else await finish(work)
    } catch (error) {
      if (!isOfFile(error)) throw error
      await finish(work, { code: error.code, message: error.message })
    }
  }

  return { send, progress, advance }
}
