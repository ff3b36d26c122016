/** The checks against a server that is right, and against the same server with each known defect. */
import { describe, expect, it } from 'vitest'
import { conformanceChecks } from '../../lib/device/conformance/all-checks.ts'
import { answerDefects } from './defects/answers.ts'
import { authorizationDefects } from './defects/authorization.ts'
import { listDefects } from './defects/lists.ts'
import { passDefects } from './defects/passes.ts'
import { personalizationDefects } from './defects/personalization.ts'
import { registrationDefects } from './defects/registration.ts'
import { checkReference, outcomes } from './run-checks.ts'

const defects = [
  ...registrationDefects,
  ...authorizationDefects,
  ...listDefects,
  ...passDefects,
  ...personalizationDefects,
  ...answerDefects,
]

describe('conformance checks', () => {
  it('a server that is right passes every check, and is left as it was', async () => {
    const report = await checkReference()
    expect(report.results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(report.leftBehind).toBe(0)
  })

  it('there is no check that cannot fail', () => {
    const caught = new Set(defects.flatMap(({ fails }) => fails))
    expect(conformanceChecks.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([])
  })

  it.each(defects)('$name', async (defect) => {
    expect(outcomes(await checkReference(defect)).failed).toEqual(defect.fails)
  })
})
