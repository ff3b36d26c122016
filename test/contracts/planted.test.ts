import { describe, expect, it } from 'vitest'
import { effort, patience } from './contract.ts'
import { plantedBreakers } from './planted-breakers.ts'
import { plantedBuses } from './planted-bus.ts'
import { plantedEvents } from './planted-events.ts'
import { plantedHealth } from './planted-health.ts'
import { plantedImports } from './planted-imports.ts'
import { plantedLinks } from './planted-links.ts'
import { plantedOthers } from './planted-others.ts'
import { plantedParked } from './planted-parked.ts'
import { plantedRecordLists } from './planted-record-lists.ts'
import { plantedRecords } from './planted-records.ts'
import { plantedRecovery } from './planted-recovery.ts'
import { plantedRegistrations } from './planted-registrations.ts'
import { plantedRollouts } from './planted-rollouts.ts'

// Nothing lags here, and what is broken stays broken.
patience.milliseconds = 50
effort.plays = 100

/** Names are random, and with them the order of lists: a defect of lists may go unseen once, but not twenty times. */
const failureOf = async (check: () => Promise<void>): Promise<unknown> => {
  for (let play = 0; play < 20; play += 1) {
    try {
      await check()
    } catch (error) {
      return error
    }
  }
  return undefined
}

describe.each([
  ...plantedRecords,
  ...plantedRecordLists,
  ...plantedRegistrations,
  ...plantedRecovery,
  ...plantedBreakers,
  ...plantedBuses,
  ...plantedParked,
  ...plantedEvents,
  ...plantedRollouts,
  ...plantedImports,
  ...plantedHealth,
  ...plantedLinks,
  ...plantedOthers,
])('the contracts catch $defect', ({ broken }) => {
  it.each(broken)('for it is not true that: $sentence', async ({ check }) => {
    expect(String(await failureOf(check))).toMatch(/expected|Property failed|instead of rejecting/)
  })
})
