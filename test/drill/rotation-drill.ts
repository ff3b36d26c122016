/**
 * The rotation drill: the certificate and each key are replaced while passes are issued, handed out, fetched, taken over,
 * changed and pushed, by several instances whose caches are of different ages.
 */
import { chanceOf } from '../fuzz/chance.ts'
import { aPass } from '../service/world.ts'
import { type ActName, acts, type Expected, type Plant, type Stage } from './rotation-acts.ts'
import { type MadePass, makeClients } from './rotation-clients.ts'
import { judgeRotation, type RotationReport } from './rotation-judge.ts'
import { aRotationWorld, type WorldOptions } from './rotation-world.ts'

/** What a drill is like. */
export interface RotationOptions extends WorldOptions {
  readonly seed: number
  /** Default: all. */
  readonly acts?: readonly ActName[]
  /** Seconds from one moment of everyday life to the next. */
  readonly step: number
  /** What is wrong on purpose. Default: nothing. */
  readonly plant?: Plant
  /** Is told how it goes. */
  readonly say: (line: string) => void
}

/** Passes of each kind at first. */
const passesAtFirst = 6

/** Runs a drill. */
export const runRotationDrill = async (options: RotationOptions): Promise<RotationReport> => {
  const { seed, plant = {}, step, say } = options
  const chance = chanceOf(seed, 0)
  const world = await aRotationWorld(options, chance)
  const clients = makeClients(world)
  const { clock, instances } = world
  const expected: Expected[] = [
    { kind: 'signer', from: 0, ids: [world.firstSigner.signer.id] },
    { kind: 'key', from: 0, ids: ['1'] },
  ]
  const held: MadePass[] = []
  const kept: MadePass[] = []

  const meet = async (): Promise<void> => {
    for (const [maker, user] of instances.pairs()) {
      await clients.issue(maker, user)
      await clients.takeOver(maker, user)
    }
  }

  const moment = async (): Promise<void> => {
    instances.age()
    await clients.issue(instances.any(), instances.any())
    await clients.takeOver(instances.any(), instances.any())
    const [one, other] = [chance.any(held), chance.any(kept)]
    if (one) await clients.change(one, instances.any())
    if (other) await clients.comeBack(other, instances.any())
  }

  const liveUntil = async (end: number): Promise<void> => {
    while (clock.now + step * 1000 < end) {
      clock.now += step * 1000
      await moment()
    }
    clock.now = Math.max(clock.now, end)
    await meet()
  }

  const stage: Stage = {
    ...{ world, clients, plant, liveUntil, meet },
    expect: (one) => expected.push(one),
    touchAll: async () => {
      for (const { serialNumber } of held) {
        const values = { name: `anew ${serialNumber}` }
        await instances.any().service.passes.patch(aPass(serialNumber), { values }, {})
      }
      await world.settled()
    },
  }

  try {
    for (let count = 0; count < passesAtFirst; count++) {
      const [one, other] = [
        await clients.issue(instances.any(), instances.any()),
        await clients.issue(instances.any(), instances.any()),
      ]
      if (!(one && other)) break
      await clients.hold(one)
      held.push(one)
      kept.push(other)
    }
    for (const name of options.acts ?? (Object.keys(acts) as ActName[])) {
      const { requests } = clients.deeds
      await acts[name](stage)
      say(`${name}: ${clients.deeds.requests - requests} requests, ${clients.deeds.failures.length} failures so far`)
    }
    return await judgeRotation(world, clients.deeds, expected)
  } finally {
    await world.stop()
  }
}
