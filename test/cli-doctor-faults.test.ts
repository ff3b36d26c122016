/** Faults that are planted into a deployment: `passwright doctor` finds each, and names it by exactly the checks of the table. */
import { describe, expect, it } from 'vitest'
import { aClinic, checksThat } from './doctor/a-clinic.ts'
import { deviceFaults } from './doctor/device-faults.ts'
import { type Fault, faults } from './doctor/faults.ts'

/** Examines a deployment with a fault; what failed and warned, and what is left there. */
const examine = async ({ clinic, options }: Fault, quick: boolean) => {
  const deployment = await aClinic(await clinic?.())
  const report = await deployment.examine({ quick, ...options })
  const wrong = report.checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'warned')
  expect(wrong.filter(({ got = '', fix = '' }) => got === '' || fix === '')).toEqual([])
  return { report, failed: checksThat(report, 'failed'), warned: checksThat(report, 'warned') }
}

describe('a fault is named by its checks, and by no others', () => {
  it.each(Object.entries(faults))('%s', async (_, fault) => {
    const { report, failed, warned } = await examine(fault, true)
    expect({ failed, warned, ok: report.ok }).toEqual({
      failed: fault.failed ?? [],
      warned: fault.warned ?? [],
      ok: fault.failed === undefined,
    })
  })
})

describe('a fault that phones run into is named by its checks, and by no others', () => {
  it.each(Object.entries(deviceFaults))('%s', async (_, fault) => {
    const { failed, warned } = await examine(fault, false)
    expect({ failed, warned }).toEqual({ failed: fault.failed ?? [], warned: fault.warned ?? [] })
  })
})

describe('what is wrong', () => {
  it('is told with what was expected, what came and what to do', async () => {
    const { report } = await examine(faults['it says that a queue fails'] ?? {}, true)
    expect(report.checks.find(({ check }) => check === 'health-deep')).toEqual({
      check: 'health-deep',
      part: 'Health',
      what: 'Everything is in order that it rests on: tables, buckets, queues, secrets, signers, the push service.',
      expected: '200, no failure',
      got: 'queue builds: m',
      outcome: 'failed',
      fix: 'f',
    })
  })
})
