/** Backups of registrations as a log of what was done: a restore does it again, in another table, as a real one brings another. */
import type { Registrations } from '../../lib/ports/registrations.ts'
import type { RegistrationsTable } from './backend.ts'

type Deed = (registrations: Registrations) => Promise<unknown>

/**
 * A table that can be restored once.
 *
 * @param elsewhere an empty table
 */
export const recordedTable = (here: Registrations, elsewhere: Registrations): RegistrationsTable => {
  const log: Deed[] = []
  let backUpAt = 0
  let current = here

  const done = async <Result>(deed: (registrations: Registrations) => Promise<Result>): Promise<Result> => {
    const result = await deed(current)
    log.push(deed)
    return result
  }

  return {
    registrations: {
      find: (device) => current.find(device),
      holders: (pass, issue, page) => current.holders(pass, issue, page),
      register: (registration) => done((registrations) => registrations.register(registration)),
      unregister: (holding) => done((registrations) => registrations.unregister(holding)),
      mark: (holding, version) => done((registrations) => registrations.mark(holding, version)),
      setNotified: (pushed, seq) => done((registrations) => registrations.setNotified(pushed, seq)),
      removeDevice: (pushed, until) => done((registrations) => registrations.removeDevice(pushed, until)),
      removeHolder: (pass, holder) => done((registrations) => registrations.removeHolder(pass, holder)),
    },
    backUp: () => {
      backUpAt = log.length
    },
    isRestorable: () => backUpAt > 0 && current === here,
    restore: async () => {
      for (const deed of log.slice(0, backUpAt)) await deed(elsewhere)
      current = elsewhere
    },
  }
}
