import { describe, expect, it } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import type { StoredApiKey } from '../../lib/ports/secrets.ts'
import { sha256Hex } from '../../lib/service/sha256.ts'
import { aWorld, codeOf, type World } from './world.ts'

const aKey = (id = 'abcd1234', fill = 'x') => `pwk_${id}_${fill.repeat(43)}`

const store = async (world: World, key: string, changes: Partial<StoredApiKey> = {}): Promise<void> => {
  const stored: StoredApiKey = {
    id: key.slice(4, 12),
    hash: await sha256Hex(utf8(key)),
    scopes: ['passes:read', 'links:write'],
    createdAt: '2026-11-21T12:00:00Z',
    ...changes,
  }
  await world.memory.admin.changeApiKeys((keys) => [...keys, stored])
}

const reads = (world: World): number => world.takeCalls().filter((call) => call === 'secrets.apiKeys').length

describe('an API key', () => {
  it('is known by its hash, and has its scopes', async () => {
    const world = aWorld()
    await store(world, aKey())
    expect(await world.service.keys.verify(aKey())).toEqual({
      id: 'abcd1234',
      scopes: new Set(['passes:read', 'links:write']),
    })
  })

  it.each([
    ['unknown', aKey('zzzz9999')],
    ['wrong', aKey('abcd1234', 'y')],
    ['too short', aKey().slice(0, -1)],
    ['too long', `${aKey()}x`],
    ['of another kind', 'Bearer'],
    ['empty', ''],
  ])('that is %s is refused alike', async (_, key) => {
    const world = aWorld()
    await store(world, aKey())
    await expect(world.service.keys.verify(key)).rejects.toMatchObject({
      code: 'request/key-invalid',
      message: 'the API key is not one of this deployment: give a valid one',
    })
  })

  it('whose stored hash is no hash lets nobody in', async () => {
    const world = aWorld()
    await store(world, aKey(), { hash: '-'.repeat(64) })
    expect(await codeOf(world.service.keys.verify(aKey()))).toBe('request/key-invalid')
  })

  it('is read again after a minute, so that one that is taken away works no longer', async () => {
    const world = aWorld()
    await store(world, aKey())
    await world.service.keys.verify(aKey())
    await world.memory.admin.changeApiKeys(() => [])
    world.time.now += 59_999
    expect(await codeOf(world.service.keys.verify(aKey()))).toBe(undefined)
    world.time.now += 1
    expect(await codeOf(world.service.keys.verify(aKey()))).toBe('request/key-invalid')
    expect(reads(world)).toBe(2)
  })

  it('that has an end works until then, and who holds it is told why it does not any more', async () => {
    const world = aWorld()
    await store(world, aKey(), { expiresAt: '2026-11-21T12:00:30.000Z' })
    world.time.now += 29_999
    expect(await codeOf(world.service.keys.verify(aKey()))).toBe(undefined)
    world.time.now += 1
    await expect(world.service.keys.verify(aKey())).rejects.toMatchObject({
      code: 'request/key-invalid',
      message: 'the API key ended at 2026-11-21T12:00:30.000Z: give the one that took its place',
    })
    await expect(world.service.keys.verify(aKey('abcd1234', 'y'))).rejects.toThrow('not one of this deployment')
  })

  it('that is new works at once', async () => {
    const world = aWorld()
    await codeOf(world.service.keys.verify(aKey()))
    await store(world, aKey())
    world.time.now += 5000
    expect(await codeOf(world.service.keys.verify(aKey()))).toBe(undefined)
  })

  it('however many unknown ones come, the store is asked every 5 seconds at most', async () => {
    const world = aWorld()
    for (let index = 0; index < 50; index++) {
      await codeOf(world.service.keys.verify(aKey(`garbage${index % 10}`)))
      world.time.now += 99
    }
    expect(reads(world)).toBe(1)
    world.time.now += 50
    await Promise.all(Array.from({ length: 50 }, () => codeOf(world.service.keys.verify(aKey('garbage0')))))
    expect(reads(world)).toBe(1)
  })

  it('malformed ones never reach the store', async () => {
    const world = aWorld()
    await codeOf(world.service.keys.verify('x'.repeat(10_000)))
    expect(reads(world)).toBe(0)
  })
})
