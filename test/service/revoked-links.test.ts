import { describe, expect, it } from 'vitest'
import { fetch, order, seal, tokenIn } from './linking.ts'
import { aPass, aReadyWorld, codeOf, connect, noon, put, type World } from './world.ts'

const hour = 60 * 60 * 1000
const type = aPass().passTypeIdentifier

const link = async ({ service }: World, pass = aPass()): Promise<string> =>
  tokenIn((await service.links.create(pass)).url)

/** What each way to use a link says. */
const saysOf = async ({ service }: Pick<World, 'service'>, token: string): Promise<readonly unknown[]> => {
  const { pages, downloads } = service
  const uses = [pages.open, downloads.file, downloads.bundle, (text: string) => downloads.look(text, 'all')]
  return [...new Set(await Promise.all(uses.map((use) => codeOf(use(token)))))]
}

const revoked = ['link/revoked']
const good = [undefined]

describe('the links of a pass', () => {
  it('are revoked, all until now; one that is made after works, even in the same second', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await link(world)
    await world.service.links.revokeOf(aPass())
    expect(await saysOf(world, token)).toEqual(revoked)
    expect(await saysOf(world, await link(world))).toEqual(good)
  })

  it('of an order, and sealed ones, work too that are made in the same second after a revocation', async () => {
    const world = await aReadyWorld()
    await put(world)
    const old = [await order(world, aPass()), (await seal(world, { name: 'Ada', serialNumber: 'A-1' })).token]
    await world.service.links.revokeOf(aPass())
    const made = [await order(world, aPass()), (await seal(world, { name: 'Ada', serialNumber: 'A-1' })).token]
    for (const token of old) expect(await saysOf(world, token)).toEqual(revoked)
    for (const token of made) expect(await codeOf(world.service.downloads.look(token))).toBe(undefined)
  })

  it('are not revoked of a pass type that the deployment does not have: a slip of the pen leaves no tombstone', async () => {
    const { service } = await aReadyWorld()
    const pass = { ...aPass(), passTypeIdentifier: 'pass.com.example.nowhere' as never }
    expect(await codeOf(service.links.revokeOf(pass))).toBe('template/pass-type-unknown')
  })

  it('are revoked that were made before a moment, and no others', async () => {
    const world = await aReadyWorld()
    await put(world)
    const early = await link(world)
    world.time.now += hour
    const late = await link(world)
    await world.service.links.revokeOf(aPass(), noon + hour)
    expect([await saysOf(world, early), await saysOf(world, late)]).toEqual([revoked, good])
    await world.service.links.revokeOf(aPass(), noon)
    expect(await saysOf(world, early)).toEqual(revoked)
  })

  it('stay revoked when the pass changes', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await link(world)
    await world.service.links.revokeOf(aPass())
    world.time.now += hour
    await put(world, { name: 'Grace' })
    expect(await saysOf(world, token)).toEqual(revoked)
  })

  it('are revoked without a new version, and without a push', async () => {
    const world = await aReadyWorld()
    connect(world)
    const { pass } = await put(world)
    await world.memory.settled()
    world.takeCalls()
    await world.service.links.revokeOf(aPass())
    await world.memory.settled()
    const { revision, version, lastModified } = pass
    expect(await world.service.passes.read(aPass())).toMatchObject({ revision: revision + 1, version, lastModified })
    expect(world.takeCalls().filter((call) => call.startsWith('queues.'))).toEqual([])
  })

  it('are revoked while somebody else changes the pass', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await link(world)
    const other = world.another()
    world.interfere(async (call) => {
      if (call !== 'records.write') return
      world.interfere(undefined)
      await put({ service: other }, { name: 'Grace' })
    })
    await world.service.links.revokeOf(aPass())
    expect(await saysOf(world, token)).toEqual(revoked)
    expect((await world.service.passes.read(aPass())).values).toEqual({ name: 'Grace' })
  })

  it('cannot be revoked from a moment on that is yet to come', async () => {
    const world = await aReadyWorld()
    await put(world)
    for (const before of [noon + 1, Number.NaN, -1, 0.5])
      expect(await codeOf(world.service.links.revokeOf(aPass(), before))).toBe('link/revocation-invalid')
    expect(await codeOf(world.service.links.revokeBefore(type, noon + 1))).toBe('link/revocation-invalid')
  })
})

describe('a pass that nobody has fetched yet', () => {
  it('is not issued any more once its links are revoked, and that outlasts the tables', async () => {
    const world = await aReadyWorld()
    const { token, serialNumber } = await seal(world)
    await world.service.links.revokeOf(aPass(serialNumber))
    expect(await saysOf(world, token)).toEqual(['pass/erased'])
    expect(await world.memory.recovery.erasures({ limit: 10 })).toMatchObject({ items: [{ erasedAt: noon }] })
    expect(await codeOf(world.service.links.revokeOf(aPass(serialNumber)))).toBe(undefined)
  })

  it('is not known, if only links from before a moment are to go', async () => {
    const world = await aReadyWorld()
    expect(await codeOf(world.service.links.revokeOf(aPass(), noon))).toBe('pass/not-found')
  })
})

describe('the links of a pass type', () => {
  it('are revoked that were made before a moment, within a minute, wherever it was asked for', async () => {
    const world = await aReadyWorld()
    const elsewhere = { service: world.another() }
    await put(world)
    const tokens = [await link(world), (await seal(world)).token, await order(world, aPass())]
    for (const token of tokens) expect(await saysOf(elsewhere, token)).toEqual(good)
    world.time.now += hour
    await world.service.links.revokeBefore(type, noon + hour)
    const late = await link(world)
    world.time.now += 60_000
    for (const token of tokens) expect(await saysOf(elsewhere, token)).toEqual(revoked)
    expect(await saysOf(elsewhere, late)).toEqual(good)
    await world.service.links.revokeBefore(type, noon)
    world.time.now += 60_000
    expect(await saysOf(elsewhere, tokens[0]!)).toEqual(revoked)
  })

  it('of another type stay', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await link(world)
    world.time.now += hour
    await world.service.links.revokeBefore(aPass('A-1', 'pass.com.example.other').passTypeIdentifier, noon + hour)
    world.time.now += 60_000
    expect(await saysOf(world, token)).toEqual(good)
    const unknown = aPass('A-1', 'pass.com.example.unknown').passTypeIdentifier
    expect(await codeOf(world.service.links.revokeBefore(unknown, noon))).toBe('template/pass-type-unknown')
  })
})

describe('a single link', () => {
  it('takes the other links of its pass with it when it is revoked', async () => {
    const world = await aReadyWorld()
    await put(world)
    const [one, other] = [await link(world), await link(world)]
    await world.service.links.revokeLink(`https://passes.example.com/p/${one}/pass.pkpass?lang=de`)
    expect([await saysOf(world, one), await saysOf(world, other)]).toEqual([revoked, revoked])
  })

  it('that is sealed is revoked before and after somebody has fetched its pass', async () => {
    const world = await aReadyWorld()
    const [unfetched, fetched] = [await seal(world), await seal(world, { name: 'Grace' })]
    await fetch(world, fetched.token)
    for (const { token } of [unfetched, fetched]) await world.service.links.revokeLink(token)
    expect(await saysOf(world, unfetched.token)).toEqual(['pass/erased'])
    expect(await saysOf(world, fetched.token)).toEqual(revoked)
    expect(await codeOf(world.service.passes.read(aPass(fetched.serialNumber)))).toBe(undefined)
  })

  it('that was revoked by another life of its pass harms the new one in nothing', async () => {
    const world = await aReadyWorld()
    await put(world)
    const old = await link(world)
    await world.service.passes.erase(aPass(), {})
    world.time.now += 1000
    await put(world)
    const token = await link(world)
    await world.service.links.revokeLink(old)
    expect(await saysOf(world, token)).toEqual(good)
  })

  it('is known by its address, whatever stands before and behind the token', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await link(world)
    await world.service.links.revokeLink(`https://example.com/p/p/${token}/pass.pkpass?from=/p/x#/p/y`)
    expect(await saysOf(world, token)).toEqual(revoked)
  })

  it('that is not ours is not revoked', async () => {
    const world = await aReadyWorld()
    for (const url of ['', 'x', 'https://passes.example.com/p/x', 'https://passes.example.com'])
      expect(await codeOf(world.service.links.revokeLink(url))).toBe('link/forged')
  })
})
