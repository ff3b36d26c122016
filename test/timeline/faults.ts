/** Faults that keep a pass from updating, each staged from the change to the phone. */
import type { WhyCode } from '../../lib/service/timeline/why-codes.ts'
import { aPass, aPng, put } from '../service/world.ts'
import { aHeldStage, aStage, headerOfFetch, type Stage, tagAhead, type } from './a-stage.ts'

/** A fault, and the answer to "why did it not update?". */
export interface StagedFault {
  readonly fault: string
  readonly stage: () => Promise<Stage>
  readonly code: WhyCode
  /** What the sentence says, in its own words. */
  readonly says: RegExp
  /** The steps that it rests on. */
  readonly kinds: readonly string[]
}

const grace = { name: 'Grace' }

/** The pass has been listed once, so that the device has a tag, and has the date of a fetch. */
const aSeasonedStage = async (): Promise<Stage> => {
  const stage = await aHeldStage()
  await stage.change({ name: 'Joan' })
  await stage.wake()
  return stage
}

const withPush = async (push: Stage['push']): Promise<Stage> => {
  const stage = await aHeldStage()
  stage.push = push
  await stage.change(grace)
  return stage
}

/** The ten that everybody meets. */
export const stagedFaults: readonly StagedFault[] = [
  {
    fault: 'the push is not sent',
    stage: () => withPush('no push'),
    code: 'push-not-sent',
    says: /^The device was marked for version 2, but no push was sent to it\.$/,
    kinds: [],
  },
  {
    fault: 'APNs refuses the push',
    stage: () => withPush({ kind: 'refused', reason: 'PayloadTooLarge' }),
    code: 'push-refused',
    says: /^The push service refused the push \(PayloadTooLarge\) at 2026-11-21 12:01:01 UTC\.$/,
    kinds: ['pushed'],
  },
  {
    fault: 'the device never lists',
    stage: () => withPush({ kind: 'accepted' }),
    code: 'not-asked',
    says: /^The push service took the push at 2026-11-21 12:01:01 UTC, but the device has not asked what has changed since\.$/,
    kinds: ['pushed'],
  },
  {
    fault: 'the list lacks the serial number',
    stage: async () => {
      const stage = await aSeasonedStage()
      await put(stage.world, { name: 'Bob' }, aPass('B-1'))
      await stage.add(stage.device, 'B-1')
      await stage.change(grace)
      await stage.change({ name: 'Bill' }, 'B-1')
      stage.between = tagAhead
      await stage.wake()
      return stage
    },
    code: 'list-without-pass',
    says: /the device was told of 1 other pass, but not of this one: its tag says that it knows all up to mark 2, and this is 2, of which no list ever told it\.$/,
    kinds: ['listed', 'pushed'],
  },
  {
    fault: 'the request for the pass is refused: 401',
    stage: async () => {
      const stage = await withPush({ kind: 'accepted' })
      stage.between = headerOfFetch('authorization', () => undefined, stage)
      await stage.wake()
      return stage
    },
    code: 'fetch-refused',
    says: /^The device was told of version 2 at 2026-11-21 12:01:02 UTC, but its request for the pass was refused at 2026-11-21 12:01:02 UTC: 401/,
    kinds: ['listed', 'refused'],
  },
  {
    fault: 'a wrong date leads to 304',
    stage: async () => {
      const stage = await withPush({ kind: 'accepted' })
      stage.between = headerOfFetch('if-modified-since', (now) => now.toUTCString(), stage)
      await stage.wake()
      return stage
    },
    code: 'date-wrong',
    says: /but claimed to have one of 2026-11-21 12:01:02 UTC, a date that was never given out, and got 304\.$/,
    kinds: ['listed', 'not-modified'],
  },
  {
    fault: 'no field has a changeMessage',
    stage: async () => {
      const stage = await aHeldStage({})
      await stage.change(grace)
      await stage.wake()
      return stage
    },
    code: 'nothing-shown',
    says: /^Version 2 did come to the phone, but nothing shows on the lock screen: no field of the template has a changeMessage\.$/,
    kinds: ['changed'],
  },
  {
    fault: 'the build is parked',
    stage: async () => {
      const stage = await aHeldStage()
      await stage.world.service.passes.putImage(aPass(), 'thumbnail.png', aPng(), {})
      await stage.world.memory.settled()
      stage.world.interfere(async (call) => {
        if (call === 'queues.sendBuilds') await stage.world.memory.assets.removeAll('images', `${type}/`)
      })
      await stage.change(grace)
      return stage
    },
    code: 'build-parked',
    says: /^Version 3 could not be built \(pass\/image-not-found\): phones are served version 2 meanwhile\.$/,
    kinds: ['build-failed'],
  },
  {
    fault: 'there is no registration',
    stage: async () => {
      const stage = await aStage()
      await stage.change(grace)
      return stage
    },
    code: 'not-registered',
    says: /^No phone is registered for the pass: none has ever been, as far as is known\.$/,
    kinds: [],
  },
  {
    fault: 'the tag is wrong',
    stage: async () => {
      const stage = await aSeasonedStage()
      await stage.change(grace)
      stage.between = tagAhead
      await stage.wake()
      return stage
    },
    code: 'tag-wrong',
    says: /^At 2026-11-21 12:02:03 UTC the device was told that nothing has changed: its tag says that it knows all up to mark 2, and this is 2, of which no list ever told it\.$/,
    kinds: ['pushed', 'listed-nothing'],
  },
]
