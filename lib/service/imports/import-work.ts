/** The work on imports: files that have arrived, and steps that come by the queue. */
import type { Import } from '../../ports/imports.ts'
import type { ServiceSettings } from '../service.ts'
import { type AdvanceParts, makeAdvance } from './advance.ts'
import { idOfArrival, idOfUpload, isFileKey } from './file-names.ts'
import { type FinishPorts, makeFinish } from './finish.ts'
import type { ImportWork } from './import-service.ts'
import { newImport } from './new-import.ts'
import { isOfFile, makeStoredFiles } from './stored-files.ts'

/** What {@link makeImportWork} needs. */
export type ImportWorkParts = Omit<AdvanceParts, 'files' | 'finish'> & FinishPorts

/** Makes the work. */
export const makeImportWork = (
  parts: ImportWorkParts,
  settings: Pick<ServiceSettings, 'passTypeIdentifiers'>,
): ImportWork => {
  const { assets, imports, clock } = parts
  const files = makeStoredFiles(assets)
  const { finish, removeParts, removeFile } = makeFinish(parts)
  const { send, progress, advance } = makeAdvance({ ...parts, files, finish }, settings)

  const begin = async (id: string, key: string): Promise<void> => {
    const begun = newImport({ id, key, status: 'running', now: clock.now() })
    await imports.save(begun)
    await send(begun)
  }

  const beginWaiting = async (work: Import): Promise<void> => {
    const begun = await progress(work, { status: 'running' })
    if (begun) await send(begun)
  }

  /** After the end: what lies under its key may be another file by now. */
  const clearUp = async (work: Import): Promise<void> => {
    await removeParts(work)
    try {
      if (!work.file) return
      await files.loadSame(work, work.file)
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
      if (!known) await begin(id, key)
      else if (known.status === 'waiting') await beginWaiting(known)
      else if (known.status === 'running') await send(known)
    },
    step: async ({ id, step }) => {
      const work = await imports.get(id)
      if (work?.status === 'running') await (work.step === step ? advance(work) : send(work))
      // Once more: perhaps it did not come to clearing up before.
      else if (work?.endedAt !== undefined) await clearUp(work)
    },
  }
}
