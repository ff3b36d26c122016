import { describe, expect, it } from 'vitest'
import type { Notice } from '../../lib/ports/bus.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { publishedDetail } from '../../lib/service/notices/published.ts'
import { aPersonalized } from './personal.ts'
import { aPass, aReadyWorld, connect, noon, put, type World } from './world.ts'

const aConnectedWorld = async (): Promise<World> => {
  const world = await aReadyWorld()
  connect(world)
  return world
}

/** What was told, once everything has settled. */
const toldBy = async ({ memory }: World): Promise<readonly Notice[]> => {
  await memory.settled()
  return memory.notices()
}

const typesOf = (notices: readonly Notice[]): readonly string[] => notices.map(({ type }) => type)

describe('other systems are told', () => {
  it('that a pass was issued', async () => {
    const world = await aConnectedWorld()
    await put(world)
    expect(await toldBy(world)).toEqual([
      {
        type: 'pass.issued',
        id: `pass.issued/pass.com.example.card/A-1/${noon}`,
        at: noon,
        detail: { ...aPass(), template: 'card@1', version: 1, revision: 1, voided: false, adopted: false },
      },
    ])
  })

  it('of each new version, once, with the names of the values that changed', async () => {
    const world = await aConnectedWorld()
    await put(world)
    world.time.now += 1000
    await put(world, { name: 'Grace' })
    expect((await toldBy(world)).slice(1)).toEqual([
      {
        type: 'pass.updated',
        id: `pass.updated/pass.com.example.card/A-1/${noon}/2`,
        at: noon + 1000,
        detail: { ...aPass(), template: 'card@1', version: 2, revision: 2, voided: false, changed: ['name'] },
      },
    ])
  })

  it('nothing of a write that changes nothing on the pass', async () => {
    const values = { name: { type: 'string' }, unseen: { type: 'number' } }
    const world = await aReadyWorld({ values, sample: { unseen: 1 } })
    connect(world)
    await put(world, { name: 'Ada', unseen: 1 })
    await put(world, { name: 'Ada', unseen: 1 })
    await put(world, { name: 'Ada', unseen: 2 })
    expect(typesOf(await toldBy(world))).toEqual(['pass.issued'])
  })

  it('that a pass was erased, and that it was issued anew under another id', async () => {
    const world = await aConnectedWorld()
    await put(world)
    world.time.now += 1000
    await world.service.passes.erase(aPass(), {})
    await put(world)
    const notices = await toldBy(world)
    expect(typesOf(notices)).toEqual(['pass.issued', 'pass.removed', 'pass.issued'])
    expect(notices[1]?.detail).toEqual({ ...aPass(), because: 'erased' })
    expect(new Set(notices.map(({ id }) => id)).size).toBe(3)
  })

  it('that a pass was personalized, and of the version that this made, but not by whom', async () => {
    const { world } = await aPersonalized()
    const notices = await toldBy(world)
    expect(typesOf(notices)).toEqual(['pass.issued', 'pass.personalized', 'pass.updated'])
    expect(notices[1]?.at).toBe(noon + 60_000)
    expect(JSON.stringify(notices)).not.toMatch(/Lovelace|ada@example/)
  })

  it('the same again, with the same id, if the bus was down', async () => {
    const world = await aReadyWorld()
    let publications = 0
    world.interfere(async (call, [notices]) => {
      if (call !== 'bus.publish') return
      publications += 1
      // The notices were told, and the answer was lost.
      if (publications === 1) await world.memory.bus.publish(notices as readonly Notice[])
      if (publications < 3) throw new UnavailableError('the bus is down')
    })
    connect(world)
    await put(world)
    const [first, second, ...others] = await toldBy(world)
    expect(second).toEqual(first)
    expect(others).toEqual([])
  })
})

describe('a notice as an event', () => {
  it('says its id and its time beside its detail', () => {
    const notice: Notice = { type: 'pass.removed', id: 'x', at: noon + 5, detail: { because: 'gone' } }
    expect(publishedDetail(notice)).toEqual({ id: 'x', at: '2026-11-21T12:00:00.005Z', because: 'gone' })
  })
})
