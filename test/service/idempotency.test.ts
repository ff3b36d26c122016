import { describe, expect, it } from 'vitest'
import { aPass, aPng, aReadyWorld, codeOf, put, type World } from './world.ts'

const content = { template: 'card', values: { name: 'Ada' } }

const keyed = (key = 'k', fingerprint = 'f', principal = 'p') => ({ idempotency: { principal, key, fingerprint } })

const countPasses = async (world: World): Promise<number> =>
  (await world.memory.records.list('card', { limit: 100 })).items.length

describe('an idempotency key', () => {
  it('answers the same request again as the first time, and does nothing', async () => {
    const world = await aReadyWorld()
    const first = await world.service.passes.create(content, keyed())
    const again = await world.service.passes.create(content, keyed())
    expect(again).toEqual({ pass: first.pass, created: true, changed: true, repeated: true, warnings: [] })
    expect(await countPasses(world)).toBe(1)
  })

  it('answers with the record as it is by now', async () => {
    const world = await aReadyWorld()
    await world.service.passes.put(aPass(), content, keyed())
    await put(world, { name: 'Grace' })
    const again = await world.service.passes.put(aPass(), content, keyed())
    expect(again).toMatchObject({ pass: { values: { name: 'Grace' }, revision: 2 }, created: true, repeated: true })
  })

  it('refuses another request', async () => {
    const world = await aReadyWorld()
    await world.service.passes.create(content, keyed('k', 'f'))
    expect(await codeOf(world.service.passes.create(content, keyed('k', 'g')))).toBe('idempotency/key-reused')
    const unknown = { template: 'nothing', values: {} }
    expect(await codeOf(world.service.passes.create(unknown, keyed('k', 'g')))).toBe('idempotency/key-reused')
    expect(await countPasses(world)).toBe(1)
  })

  it('belongs to who chose it', async () => {
    const world = await aReadyWorld()
    await world.service.passes.create(content, keyed('bc', 'f', 'a'))
    const other = await world.service.passes.create(content, keyed('c', 'g', 'ab'))
    expect(other.repeated).toBe(false)
  })

  it('is looked up before anything else, If-Match too', async () => {
    const world = await aReadyWorld()
    await put(world)
    const change = { values: { name: 'Grace' } }
    const patch = () => world.service.passes.patch(aPass(), change, { ...keyed(), ifMatch: [1] })
    expect((await patch()).pass.revision).toBe(2)
    expect(await patch()).toMatchObject({ pass: { revision: 2 }, created: false, repeated: true })
  })

  it('of an erased pass says that it was erased', async () => {
    const world = await aReadyWorld()
    await world.service.passes.put(aPass(), content, keyed())
    await world.service.passes.erase(aPass(), {})
    expect(await codeOf(world.service.passes.put(aPass(), content, keyed()))).toBe('pass/erased')
  })

  it('is forgotten after a day', async () => {
    const world = await aReadyWorld()
    const { pass } = await world.service.passes.create(content, keyed())
    world.time.now += 24 * 60 * 60 * 1000 - 1000
    expect((await world.service.passes.create(content, keyed())).pass.serialNumber).toBe(pass.serialNumber)
    world.time.now += 1000
    expect((await world.service.passes.create(content, keyed())).repeated).toBe(false)
  })

  it('is not used up by a request that is refused', async () => {
    const world = await aReadyWorld()
    const bad = { template: 'card', values: { name: 7 } }
    expect(await codeOf(world.service.passes.create(bad, keyed()))).toBe('values/invalid')
    expect((await world.service.passes.create(content, keyed())).repeated).toBe(false)
  })

  it('that comes ten times at once creates one pass', async () => {
    const world = await aReadyWorld()
    const services = Array.from({ length: 10 }, () => world.another())
    const written = await Promise.all(services.map(({ passes }) => passes.create(content, keyed())))
    expect(new Set(written.map(({ pass }) => pass.serialNumber)).size).toBe(1)
    expect(written.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expect(await countPasses(world)).toBe(1)
  })

  it('that comes ten times at once with an image stores one', async () => {
    const world = await aReadyWorld()
    await put(world)
    const putImage = () => world.another().passes.putImage(aPass(), 'thumbnail.png', aPng('x'), keyed())
    const written = await Promise.all(Array.from({ length: 10 }, putImage))
    expect(new Set(written.map(({ pass }) => pass.revision))).toEqual(new Set([2]))
    const { images } = await world.service.passes.read(aPass())
    const removed = world.takeCalls().filter((call) => call === 'assets.remove')
    expect(removed.length).toBe(9)
    expect(await world.memory.assets.get('images', images['thumbnail.png']!.key, { maxBytes: 1000 })).toEqual(aPng('x'))
  })
})
