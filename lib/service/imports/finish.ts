/** Ends imports: puts their results together, and clears up. */
import { joinBytes, utf8 } from '../../core/bytes.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { Import, Imports } from '../../ports/imports.ts'
import { eachOf } from '../each-of.ts'
import { limits } from '../limits.ts'
import { formatOf, mediaTypes, partKey, resultKey, summaryKey } from './file-names.ts'
import { resultLines } from './row-result.ts'

/** What {@link makeFinish} needs. */
export interface FinishPorts {
  readonly assets: Assets
  readonly imports: Imports
  readonly clock: Clock
}

/** Why an import fails as a whole. */
export type ImportFailure = NonNullable<Import['failure']>

/** Ends imports. */
export interface Finish {
  /** Stores the result and the summary, and ends the import. May be repeated. */
  readonly finish: (work: Import, failure?: ImportFailure) => Promise<void>
  /** Removes the parts of its result. May be repeated. */
  readonly removeParts: (work: Import) => Promise<void>
  /** Removes its file. May be repeated. */
  readonly removeFile: (work: Import) => Promise<void>
}

/** Files that are read or removed at once. */
const atOnce = 8

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

const summaryOf = ({ id, key, status, file, counts, failure, startedAt, updatedAt }: Import): string => {
  const times = { startedAt: iso(startedAt), endedAt: iso(updatedAt) }
  const rows = file ? { rows: file.rows } : {}
  return `${JSON.stringify({ id, file: key, status, ...rows, counts, ...(failure ? { failure } : {}), ...times }, null, 2)}\n`
}

/** Makes what ends imports. */
export const makeFinish = ({ assets, imports, clock }: FinishPorts): Finish => {
  const storeResult = async ({ id, key, parts }: Import): Promise<void> => {
    const format = formatOf(key)
    if (!format || parts.length === 0) return
    const stored = await eachOf(parts, atOnce, async (end) => {
      const bytes = await assets.get('import-results', partKey(key, id, end), { maxBytes: limits.import.partBytes })
      if (bytes) return bytes
      throw new UnavailableError('a part of the result of an import is not in the store')
    })
    const result = joinBytes([utf8(resultLines[format].header), ...stored])
    await assets.put('import-results', resultKey(key), result, { contentType: mediaTypes[format] })
  }

  const removeParts: Finish['removeParts'] = async ({ id, key, parts }) => {
    await eachOf(parts, atOnce, (end) => assets.remove('import-results', partKey(key, id, end)))
  }

  const removeFile: Finish['removeFile'] = ({ key }) => assets.remove('imports', key)

  return {
    removeParts,
    removeFile,
    finish: async (work, failure) => {
      const now = clock.now()
      const ended: Import = {
        ...work,
        ...{ status: failure ? 'failed' : 'done', step: work.step + 1, updatedAt: now, endedAt: now },
        ...(failure ? { failure } : {}),
      }
      await storeResult(ended)
      const summary = utf8(summaryOf(ended))
      await assets.put('import-results', summaryKey(work.key), summary, { contentType: 'application/json' })
      if (!(await imports.save(ended))) return
      await removeParts(ended)
      // What lies there otherwise is the file of another import.
      if (failure?.code !== 'import/file-replaced') await removeFile(ended)
    },
  }
}
