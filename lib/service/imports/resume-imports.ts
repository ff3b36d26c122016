/** Goes on with imports that stand still: their message was lost, or given up. */
import type { Clock } from '../../ports/clock.ts'
import type { Import, Imports } from '../../ports/imports.ts'
import type { PageRequest } from '../../ports/page.ts'
import type { Queues } from '../../ports/queues.ts'
import type { ImportResumption } from './import-service.ts'

/** What {@link makeResumeImports} needs of the world. */
export interface ResumeImportsPorts {
  readonly imports: Imports
  readonly queues: Queues
  readonly clock: Clock
}

/** How long an import may stand still, in milliseconds. */
const patience = 5 * 60 * 1000
/** Imports that began longer ago have failed for good, in milliseconds. */
const longest = 3 * 24 * 60 * 60 * 1000
/** Imports of a page. */
const limit = 100

/** Makes the use case: see `ImportResumption`. */
export const makeResumeImports = ({ imports, queues, clock }: ResumeImportsPorts): ImportResumption['resumeStuck'] => {
  const isStuck = ({ status, updatedAt }: Import): boolean =>
    status === 'running' && updatedAt <= clock.now() - patience

  return async () => {
    let sent = 0
    let page: PageRequest | undefined = { limit }
    while (page) {
      const { items, next } = await imports.list(page)
      const stuck = items.filter(isStuck)
      if (stuck.length > 0) await queues.sendImports(stuck.map(({ id, step }) => ({ kind: 'import', id, step })))
      sent += stuck.length
      // Newest first: those behind it are older still.
      const isOld = (items.at(-1)?.startedAt ?? clock.now()) < clock.now() - longest
      page = next === undefined || isOld ? undefined : { limit, cursor: next }
    }
    return sent
  }
}
