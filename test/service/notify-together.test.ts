/** Messages of one device that come together. */
import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { PushAnswer } from '../../lib/ports/pusher.ts'
import { type Answers, aMarkedDevice, isOwed, pushing } from './pushing.ts'
import { aDevice, codeOf } from './world.ts'

const later: Answers = () => ({ kind: 'later', scope: 'service', reason: 'Shutdown' })

const accepted: PushAnswer = { kind: 'accepted' }

describe('a push', () => {
  it.each([
    ['that is to be made later', later],
    ['that has no answer', () => Promise.reject(new UnavailableError('no answer'))],
  ] satisfies [string, Answers][])(
    '%s is one new message for all of the device that waited for it',
    async (_, answer) => {
      const world = await aMarkedDevice()
      const { notify, pushed, sent } = pushing(world, answer)
      await Promise.all([aDevice(), aDevice(), aDevice()].map(notify))
      expect([pushed.length, sent.length]).toEqual([1, 1])
      await notify(aDevice())
      expect([pushed.length, sent.length]).toEqual([2, 2])
    },
  )

  it('that is put off is made for who waited for it, if there can be no new message', async () => {
    const world = await aMarkedDevice()
    const { notify, pushed } = pushing(
      world,
      (pushToken) => (pushed.length === 1 ? later(pushToken) : accepted),
      () => pushed.length === 1,
    )
    expect(await Promise.all([codeOf(notify(aDevice())), codeOf(notify(aDevice()))])).toEqual([
      'service/unavailable',
      undefined,
    ])
    expect(await isOwed(world)).toBe(false)
  })

  it('that is put off is made at once for who came while the new message was sent: it may stand for a new mark', async () => {
    const world = await aMarkedDevice()
    const late: Promise<void>[] = []
    const { notify, pushed } = pushing(
      world,
      (pushToken) => (pushed.length === 1 ? later(pushToken) : accepted),
      () => {
        late.push(notify(aDevice()))
        return false
      },
    )
    await notify(aDevice())
    await Promise.all(late)
    expect([late.length, await isOwed(world)]).toEqual([1, false])
  })
})
