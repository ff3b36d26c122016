import { describe, expect, it } from 'vitest'
import { effort, patience } from './contract.ts'
import { plantedOthers } from './planted-others.ts'
import { plantedRecords } from './planted-records.ts'

// Nothing lags here, and what is broken stays broken.
patience.milliseconds = 50
effort.plays = 100

describe.each([...plantedRecords, ...plantedOthers])('the contracts catch $defect', ({ broken }) => {
  it.each(broken)('for it is not true that: $sentence', async ({ check }) => {
    await expect(check()).rejects.toThrow(/expected|Property failed|instead of rejecting/)
  })
})
