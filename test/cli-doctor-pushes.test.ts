/** `passwright doctor` on a deployment that pushes to a service which knows none of the devices that were made up. */
import { describe, expect, it } from 'vitest'
import type { PushAnswer } from '../lib/ports/pusher.ts'
import { aClinic, checksThat, type } from './doctor/a-clinic.ts'

const unknown: PushAnswer = { kind: 'gone', reason: 'BadDeviceToken' }

/** A deployment that has pushed before, and so takes the word of the push service for it; each answer takes a while. */
const aPushingClinic = async (latency: number) => {
  let pushes = 0
  const push = () => {
    pushes += 1
    return Promise.resolve(unknown)
  }
  const clinic = await aClinic({ push, latency })
  await clinic.memory.breakers.tally(type, { answered: 500, gone: 0 })
  return { clinic, pushes: () => pushes }
}

describe('a push service that knows no such devices', () => {
  it.each([0, 200, 450, 700])('is no reason to find something wrong, if each answer takes %i ms', async (latency) => {
    const { clinic, pushes } = await aPushingClinic(latency)
    const report = await clinic.examine()
    expect([checksThat(report, 'failed'), checksThat(report, 'warned')]).toEqual([[], []])
    expect(report.left).toEqual([])
    expect(pushes()).toBeLessThanOrEqual(10)
  })
})
