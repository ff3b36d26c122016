/** "Why did it not update?" is answered with the true cause. */
import { describe, expect, it } from 'vitest'
import { whyCodes } from '../../lib/service/timeline/why-codes.ts'
import { aHeldStage, headerOfFetch } from './a-stage.ts'
import { type StagedFault, stagedFaults } from './faults.ts'
import { otherFaults } from './other-faults.ts'

const expectNamed = async ({ stage, code, says, kinds }: StagedFault): Promise<void> => {
  const set = await stage()
  const why = await set.why()
  expect([why.code, why.events.map(({ kind }) => kind).sort()], why.sentence).toEqual([code, [...kinds].sort()])
  expect(why.sentence).toMatch(says)
  // The device that holds the pass is asked for by its name: the same.
  expect((await set.why(set.device)).code).toBe(code)
}

describe('the first step that is missing is named', () => {
  it.each(stagedFaults)('when $fault', expectNamed)

  it.each(otherFaults)('when $fault', expectNamed)

  it('with another code for each of the ten faults', () => {
    expect(new Set(stagedFaults.map(({ code }) => code)).size).toBe(10)
  })

  it('with every code that there is', () => {
    const staged = [...stagedFaults, ...otherFaults].map(({ code }) => code)
    expect([...new Set([...staged, 'up-to-date', 'pass-unknown'])].sort()).toEqual(Object.keys(whyCodes).sort())
  })

  it('with what is to be done about it', async () => {
    const stage = await aHeldStage()
    expect((await stage.why()).todo).toBe(
      'change its record; if you did, look among the parked events, and at what your system sent',
    )
  })
})

describe('no step is missing', () => {
  it('when the phone has the newest version', async () => {
    const stage = await aHeldStage()
    await stage.change({ name: 'Grace' })
    await stage.wake()
    expect(await stage.why()).toMatchObject({
      code: 'up-to-date',
      sentence: 'Version 2, the newest, has come to the phone: it was fetched at 2026-11-21 12:01:02 UTC.',
      events: [{ kind: 'fetched', detail: { version: 2 } }],
    })
    expect(stage.logged).toEqual([])
  })

  it('when the phone has it, is told of it once more, and gets 304', async () => {
    const stage = await aHeldStage()
    await stage.change({ name: 'Grace' })
    await stage.wake()
    await stage.device.setUpdates({ passTypeIdentifier: 'pass.com.example.card', serialNumber: 'A-1' }, 'off')
    await stage.device.setUpdates({ passTypeIdentifier: 'pass.com.example.card', serialNumber: 'A-1' }, 'on')
    await stage.world.memory.settled()
    await stage.wake()
    expect((await stage.why()).code).toBe('up-to-date')
  })
})

describe('of several devices', () => {
  it('the one that has come the least far is told of, and how many are like it', async () => {
    const stage = await aHeldStage()
    const second = await stage.anotherDevice()
    const third = await stage.anotherDevice()
    await stage.add(second)
    await stage.add(third)
    await stage.change({ name: 'Grace' })
    await stage.wake(second)
    const why = await stage.why()
    expect(why.code).toBe('not-asked')
    expect([stage.device, third].map((device) => device.deviceLibraryIdentifier)).toContain(why.device)
    expect(why.sentence).toMatch(/; it is so for 2 of the 3 devices that were looked at\.$/)
    expect((await stage.why(second)).code).toBe('up-to-date')
  })

  it('who lacks an earlier step comes before who lacks a later one', async () => {
    const stage = await aHeldStage()
    const second = await stage.anotherDevice()
    await stage.add(second)
    await stage.change({ name: 'Grace' })
    stage.between = headerOfFetch('authorization', () => undefined, stage)
    await stage.wake()
    expect(await stage.why()).toMatchObject({ code: 'not-asked', device: second.deviceLibraryIdentifier })
    expect((await stage.why(stage.device)).code).toBe('fetch-refused')
  })

  it('each fetch counts for one of them', async () => {
    const stage = await aHeldStage()
    const second = await stage.anotherDevice()
    await stage.add(second)
    await stage.change({ name: 'Grace' })
    await stage.wake(second)
    stage.between = (request, send) =>
      request.url.includes('/passes/') ? Promise.resolve(new Response(null, { status: 404 })) : send(request)
    await stage.wake()
    const { deviceLibraryIdentifier } = stage.device
    expect(await stage.why()).toMatchObject({ code: 'not-fetched', device: deviceLibraryIdentifier })
    stage.between = undefined
    await stage.wake()
    expect((await stage.why()).code).toBe('up-to-date')
  })

  it('fetches that come after all were told count for each of them', async () => {
    const stage = await aHeldStage()
    const second = await stage.anotherDevice()
    await stage.add(second)
    await stage.change({ name: 'Grace' })
    stage.between = (request, send) =>
      request.url.includes('/passes/') ? Promise.resolve(new Response(null, { status: 404 })) : send(request)
    await stage.wake()
    await stage.wake(second)
    stage.between = undefined
    await stage.wake(second)
    expect((await stage.why()).sentence).toMatch(/it is so for 1 of the 2 devices/)
    await stage.wake()
    expect((await stage.why()).code).toBe('up-to-date')
  })
})

it('a pass that is not there is told of as one', async () => {
  const stage = await aHeldStage()
  expect((await stage.timeline(undefined, 'Z-9')).why).toMatchObject({
    code: 'pass-unknown',
    sentence: 'There is no pass with this pass type and serial number.',
  })
})
