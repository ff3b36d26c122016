import { describe, expect, it } from 'vitest'
import { verifyPass } from '../../lib/core/index.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aPass, aReadyWorld, aWorld, codeOf, connect, hold, noon, publish, put, theChain, type World } from './world.ts'

const fileOf = ({ service }: Pick<World, 'service'>) => service.passes.file(aPass())

const signedAt = async (bytes: Uint8Array): Promise<string | undefined> => {
  const { root } = await theChain()
  return (await verifyPass(bytes, { trust: { roots: [root] } })).signature?.signingTime?.toISOString()
}

describe('the file of a pass', () => {
  it('is a signed pass that verifies, with the time when its content changed', async () => {
    const world = await aReadyWorld()
    await put(world)
    world.time.now += 60_000
    const { bytes, lastModified, pass } = await fileOf(world)
    const { root } = await theChain()
    expect((await verifyPass(bytes, { trust: { roots: [root] } })).ok).toBe(true)
    expect(lastModified).toBe(noon / 1000)
    expect(pass.serialNumber).toBe('A-1')
    expect(bytes.byteLength).toBe(bytes.buffer.byteLength)
  })

  it('says where Wallet finds the web service, with the token of its record', async () => {
    const world = await aReadyWorld()
    const { pass } = await put(world)
    const { bytes } = await fileOf(world)
    const text = new TextDecoder('latin1').decode(bytes)
    expect(text).toContain('"webServiceURL":"https://passes.example.com/wallet"')
    expect(text).toContain(`"authenticationToken":"1.${pass.token.issue}.`)
  })

  it('is built by the first who asks, then handed out as it is stored', async () => {
    const world = await aReadyWorld()
    await put(world)
    world.takeCalls()
    const first = await fileOf(world)
    expect(world.takeCalls()).toEqual(['records.get', 'secrets.signers', 'assets.put', 'records.setBuilt'])
    const second = await fileOf(world)
    expect(world.takeCalls()).toEqual(['records.get', 'assets.get'])
    expect(second.bytes).toEqual(first.bytes)
  })

  it('built again with the same signer is the same bytes, whenever that is', async () => {
    const world = await aReadyWorld()
    await put(world)
    const first = await fileOf(world)
    const { built } = await world.service.passes.read(aPass())
    await world.memory.assets.remove('passes', built!.key)
    world.time.now += 24 * 60 * 60 * 1000
    const second = await fileOf({ service: world.another() })
    expect(second.bytes).toEqual(first.bytes)
    expect((await world.service.passes.read(aPass())).built).toEqual(built)
  })

  it('of a new version is handed out even if the old one cannot be removed', async () => {
    const world = await aReadyWorld()
    await put(world)
    await fileOf(world)
    await put(world, { name: 'Grace' })
    world.interfere((call) => {
      if (call === 'assets.remove') throw new UnavailableError('throttled')
    })
    expect((await fileOf(world)).pass.values).toEqual({ name: 'Grace' })
  })

  it('that another process has built, too, stays the last good one when the pass changes before this one is done', async () => {
    const world = await aReadyWorld()
    await put(world)
    world.interfere(async (call) => {
      if (call !== 'records.setBuilt') return
      world.interfere(undefined)
      await fileOf({ service: world.another() })
      await put(world, { name: 'Grace' })
    })
    const { bytes } = await fileOf(world)
    const { built } = await world.service.passes.read(aPass())
    expect(built?.version).toBe(1)
    expect(await world.memory.assets.get('passes', built!.key, { maxBytes: 1e6 })).toEqual(bytes)
  })

  it('of a new version takes the place of the old one', async () => {
    const world = await aReadyWorld()
    await put(world)
    await fileOf(world)
    const before = (await world.service.passes.read(aPass())).built!
    await put(world, { name: 'Grace' })
    await fileOf(world)
    const after = (await world.service.passes.read(aPass())).built!
    expect(after.version).toBe(2)
    expect(after.key).toMatch(/^pass\.com\.example\.card\/A-1\/1795262400000\/2-[0-9a-f]{16}-[0-9a-f]{16}\.pkpass$/)
    expect(await world.memory.assets.get('passes', before.key, { maxBytes: 1e6 })).toBe(undefined)
    expect(await world.memory.assets.get('passes', after.key, { maxBytes: 1e6 })).toBeDefined()
  })

  it('is built once for many who ask at once', async () => {
    const world = await aReadyWorld()
    await put(world)
    world.takeCalls()
    await Promise.all(Array.from({ length: 8 }, () => fileOf(world)))
    expect(world.takeCalls().filter((call) => call === 'assets.put')).toHaveLength(1)
  })

  it('goes on being handed out when the signer was replaced', async () => {
    const world = await aReadyWorld()
    await put(world)
    const first = await fileOf(world)
    await putSigner(world.memory.admin, 'pass.com.example.card', await aChain({ algorithm: 'P-256' }))
    expect((await fileOf({ service: world.another() })).bytes).toEqual(first.bytes)
  })

  it('that the record has left behind while it was built is not kept', async () => {
    const world = await aReadyWorld()
    await put(world)
    let isFirst = true
    const keys = new Set<unknown>()
    world.interfere(async (call, [area, key]) => {
      if (call === 'assets.put' && area === 'passes') keys.add(key)
      if (call === 'assets.remove' && area === 'passes') keys.delete(key)
      if (call !== 'records.setBuilt' || !isFirst) return
      isFirst = false
      await put(world, { name: 'Grace' })
    })
    expect((await fileOf(world)).pass.version).toBe(1)
    expect(keys).toEqual(new Set())
    expect((await world.service.passes.read(aPass())).built).toBe(undefined)
  })

  it('is signed now if the signer was not valid when the content changed', async () => {
    const world = await aReadyWorld()
    await put(world)
    const chain = await aChain({ validFrom: new Date('2026-12-01T00:00:00Z'), algorithm: 'P-256' })
    await putSigner(world.memory.admin, 'pass.com.example.card', chain)
    world.time.now = Date.UTC(2026, 11, 24, 18)
    expect(await signedAt((await fileOf({ service: world.another() })).bytes)).toBe('2026-12-24T18:00:00.000Z')
  })

  it('of several versions within one second says no time that is yet to come', async () => {
    const world = await aReadyWorld()
    await put(world)
    await put(world, { name: 'Grace' })
    await put(world, { name: 'Eve' })
    const { bytes, lastModified, pass } = await fileOf(world)
    expect(pass.lastModified).toBe(noon / 1000 + 2)
    expect(lastModified).toBe(noon / 1000)
    expect(await signedAt(bytes)).toBe('2026-11-21T12:00:00.000Z')
  })

  it('is signed when its content changed', async () => {
    const world = await aReadyWorld()
    await put(world)
    world.time.now += 3_600_000
    expect(await signedAt((await fileOf(world)).bytes)).toBe('2026-11-21T12:00:00.000Z')
  })
})

describe('a signer', () => {
  it('that is missing is said to be missing, and found when it comes', async () => {
    const world = aWorld()
    await publish(world)
    await put(world)
    expect(await codeOf(fileOf(world))).toBe('signer/missing')
    await putSigner(world.memory.admin, 'pass.com.example.card', await theChain())
    expect(await codeOf(fileOf(world))).toBe(undefined)
  })

  it.each([
    ['has expired', { validTo: new Date('2026-11-01T00:00:00Z') }, 'signer/expired'],
    ['is not valid yet', { validFrom: new Date('2026-12-01T00:00:00Z') }, 'signer/not-yet-valid'],
    ['is for another pass type', { passTypeIdentifier: 'pass.com.example.other' }, 'signer/wrong-pass-type'],
    ['is of another team', { teamIdentifier: 'ZZZZZ99999' }, 'signer/wrong-team'],
  ])('that %s is unusable, with the reason', async (_, options, reason) => {
    const world = await aReadyWorld()
    await put(world)
    await putSigner(world.memory.admin, 'pass.com.example.card', await aChain({ algorithm: 'P-256', ...options }))
    await expect(fileOf(world)).rejects.toMatchObject({ code: 'signer/unusable', cause: { code: reason } })
  })

  it('that is damaged is unusable, and no word of it is told', async () => {
    const world = await aReadyWorld()
    await put(world)
    const key = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----'
    await putSigner(world.memory.admin, 'pass.com.example.card', { ...(await theChain()), key })
    await expect(fileOf(world)).rejects.toMatchObject({
      code: 'signer/unusable',
      message: expect.not.stringMatching(/c2VjcmV0|secret/),
    })
  })

  it('that cannot sign is asked for again, every 10 seconds at most', async () => {
    const world = await aReadyWorld()
    await put(world)
    const expired = await aChain({ algorithm: 'P-256', validTo: new Date('2026-11-01T00:00:00Z') })
    await putSigner(world.memory.admin, 'pass.com.example.card', expired)
    for (let count = 0; count < 5; count++) expect(await codeOf(fileOf(world))).toBe('signer/unusable')
    expect(world.takeCalls().filter((call) => call === 'secrets.signers')).toHaveLength(1)
    await putSigner(world.memory.admin, 'pass.com.example.card', await theChain())
    world.time.now += 10_000
    expect(await codeOf(fileOf(world))).toBe(undefined)
  })

  it('is asked for again after 15 minutes', async () => {
    const world = await aReadyWorld()
    await put(world)
    await fileOf(world)
    world.takeCalls()
    const rebuilds = async (): Promise<number> => {
      await put(world, { name: `${Math.random()}` })
      await fileOf(world)
      return world.takeCalls().filter((call) => call === 'secrets.signers').length
    }
    world.time.now += 15 * 60_000 - 1
    expect(await rebuilds()).toBe(0)
    world.time.now += 1
    expect(await rebuilds()).toBe(1)
  })
})

describe('behind the requests', () => {
  const kinds = async (world: World, serial = 'A-1') =>
    (await world.memory.events.list(aPass(serial), { limit: 50 })).items.map(({ kind, detail }) => [kind, detail])

  it('a new version of a pass that a device holds is built ahead of the next fetch', async () => {
    const world = await aReadyWorld()
    connect(world)
    await put(world)
    await hold(world)
    await put(world, { name: 'Grace' })
    await world.memory.settled()
    const record = await world.service.passes.read(aPass())
    expect(record.built).toMatchObject({ version: 2 })
    expect(record.pending).toBe(undefined)
    world.takeCalls()
    await fileOf(world)
    expect(world.takeCalls()).toEqual(['records.get', 'assets.get'])
  })

  it('the timeline is told what happened, in figures', async () => {
    const world = await aReadyWorld()
    connect(world)
    const step = async (work: () => Promise<unknown>) => {
      await work()
      await world.memory.settled()
      world.time.now += 1000
    }
    await step(() => put(world))
    await step(() => hold(world))
    await step(() => put(world))
    await step(() => world.service.passes.setVoided(aPass(), true, {}))
    const { bytes } = await fileOf(world)
    const { built } = await world.service.passes.read(aPass())
    const signer = built!.signer
    expect((await kinds(world)).reverse()).toEqual([
      ['created', { revision: 1, version: 1, template: 'card@1' }],
      ['registered', { device: 'phone', isNew: true }],
      ['built', { version: 1, bytes: expect.any(Number), signer }],
      ['changed', { revision: 2, version: 1, template: 'card@1', changed: [] }],
      ['voided', { revision: 3, version: 2, template: 'card@1', changed: [], voided: true }],
      ['built', { version: 2, bytes: bytes.length, signer }],
      ['announced', { version: 2, devices: 1 }],
    ])
  })

  it('a change that is told twice is in the timeline once', async () => {
    const world = await aReadyWorld()
    const { pass } = await put(world)
    const change = { after: pass, at: noon }
    await world.service.work.follow([change, change])
    await world.service.work.follow([change])
    expect(await kinds(world)).toHaveLength(1)
  })

  it('a message for a version that is no longer the newest does nothing', async () => {
    const world = await aReadyWorld()
    await put(world)
    await put(world, { name: 'Grace' })
    world.takeCalls()
    await world.service.work.build({ kind: 'build', pass: aPass(), version: 1 })
    await world.service.work.build({ kind: 'build', pass: aPass('B-1'), version: 1 })
    expect(world.takeCalls()).toEqual(['records.get', 'records.get'])
  })

  it('a new version of a pass that nobody holds is built when somebody fetches it', async () => {
    const world = await aReadyWorld()
    connect(world)
    await put(world)
    await fileOf(world)
    await put(world, { name: 'Grace' })
    await world.memory.settled()
    const record = await world.service.passes.read(aPass())
    expect(record.built).toMatchObject({ version: 1 })
    expect(record.pending).toBe(undefined)
  })

  it('a message that comes twice builds once', async () => {
    const world = await aReadyWorld()
    await put(world)
    await hold(world)
    await put(world, { name: 'Grace' })
    const message = { kind: 'build', pass: aPass(), version: 2 } as const
    await world.service.work.build(message)
    world.takeCalls()
    await world.service.work.build(message)
    expect(world.takeCalls().filter((call) => call.startsWith('assets.'))).toEqual([])
  })

  it('a store that does not answer is no reason to give a build up', async () => {
    const world = await aReadyWorld()
    await put(world)
    await hold(world)
    await put(world, { name: 'Grace' })
    world.interfere((call) => {
      if (call === 'assets.put') throw new UnavailableError('throttled')
    })
    expect(await codeOf(world.service.work.build({ kind: 'build', pass: aPass(), version: 2 }))).toBe(
      'service/unavailable',
    )
  })
})
