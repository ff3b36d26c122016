import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { aPass, aPng, aReadyWorld, codeOf, connect, put, type World } from './world.ts'

/** A world with a pass that has an image, a built object and events; and every asset of a pass that there is. */
const aFullWorld = async (): Promise<{ readonly world: World; readonly assets: Set<string> }> => {
  const world = await aReadyWorld()
  const assets = new Set<string>()
  world.interfere((call, [area, key]) => {
    // What was erased is noted, by a name that says nothing.
    if (area === 'tombstones') return
    const name = `${area}/${key}`
    if (call === 'assets.put') assets.add(name)
    if (call === 'assets.remove') assets.delete(name)
    if (call === 'assets.removeAll') for (const each of assets) if (each.startsWith(name)) assets.delete(each)
  })
  connect(world)
  await put(world)
  await world.service.passes.putImage(aPass(), 'thumbnail.png', aPng('x'), {})
  await world.service.passes.file(aPass())
  await world.memory.settled()
  return { world, assets }
}

const eventsOf = async (world: World) => (await world.memory.events.list(aPass(), { limit: 10 })).items

describe('erasure', () => {
  it('removes record, images, built passes and events', async () => {
    const { world, assets } = await aFullWorld()
    expect(assets.size).toBe(2)
    await world.service.passes.erase(aPass(), {})
    expect(assets).toEqual(new Set())
    await world.memory.settled()
    expect(await eventsOf(world)).toEqual([])
    expect(await codeOf(world.service.passes.read(aPass()))).toBe('pass/erased')
  })

  it('may be repeated', async () => {
    const { world } = await aFullWorld()
    await world.service.passes.erase(aPass(), {})
    expect(await codeOf(world.service.passes.erase(aPass(), { ifMatch: [2] }))).toBe(undefined)
  })

  it('minds If-Match', async () => {
    const { world, assets } = await aFullWorld()
    expect(await codeOf(world.service.passes.erase(aPass(), { ifMatch: [1] }))).toBe('pass/revision-stale')
    expect(assets.size).toBe(2)
  })

  it('of a pass that is changed meanwhile erases the changed one', async () => {
    const { world } = await aFullWorld()
    let isFirst = true
    world.interfere(async (call) => {
      if (call !== 'records.erase' || !isFirst) return
      isFirst = false
      await put(world, { name: 'Grace' })
    })
    await world.service.passes.erase(aPass(), {})
    expect(await codeOf(world.service.passes.read(aPass()))).toBe('pass/erased')
  })

  it('while the pass is built leaves nothing of it to the one that is issued anew', async () => {
    const world = await aReadyWorld()
    await put(world)
    let left = ''
    world.interfere(async (call, [, key]) => {
      if (call !== 'assets.put') return
      world.interfere(undefined)
      left = String(key)
      await world.service.passes.erase(aPass(), {})
      world.time.now += 1
      await put(world, { name: 'Grace' })
    })
    await world.service.passes.file(aPass())
    expect((await world.service.passes.read(aPass())).built).toBe(undefined)
    expect(await world.memory.assets.get('passes', left, { maxBytes: 1e6 })).toBe(undefined)
  })

  it('that was cut short is brought to its end by the stream', async () => {
    const { world, assets } = await aFullWorld()
    const { interfere } = world
    const keep = new Set(assets)
    let isDown = true
    interfere((call, [area, key]) => {
      if (call !== 'assets.removeAll') return
      if (isDown) throw new UnavailableError('throttled')
      for (const each of keep) if (each.startsWith(`${area}/${key}`)) keep.delete(each)
    })
    expect(await codeOf(world.service.passes.erase(aPass(), {}))).toBe('service/unavailable')
    isDown = false
    await world.memory.settled()
    expect(keep).toEqual(new Set())
    expect(await eventsOf(world)).toEqual([])
  })

  it('leaves alone what belongs to a pass that was created anew', async () => {
    const { world, assets } = await aFullWorld()
    const { pass } = await put(world)
    await world.service.passes.erase(aPass(), {})
    await world.memory.settled()
    world.time.now += 1000
    await put(world, { name: 'Grace' })
    await world.service.passes.putImage(aPass(), 'thumbnail.png', aPng('y'), {})
    await world.memory.settled()
    const { createdAt, token } = pass
    await world.service.work.build({ kind: 'erase', pass: aPass(), createdAt, issue: token.issue })
    expect(assets.size).toBe(1)
    expect(await eventsOf(world)).toHaveLength(2)
    expect(await codeOf(world.service.passes.file(aPass()))).toBe(undefined)
  })

  it('leaves a tombstone that does not name the pass', async () => {
    const { world } = await aFullWorld()
    let tombstone = ''
    world.interfere((call, [erasure]) => {
      if (call === 'records.erase') tombstone = (erasure as { tombstone: string }).tombstone
    })
    await world.service.passes.erase(aPass(), {})
    expect(tombstone).toMatch(/^1\.[0-9a-f]{64}$/)
  })
})
