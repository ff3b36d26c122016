import { describe, expect, it } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { makeService } from '../../lib/service/make-service.ts'
import { aPass, aReadyWorld, codeOf, keyRing, noon, publish, put, settings, type World } from './world.ts'

const day = 24 * 60 * 60 * 1000
const prefix = 'https://passes.example.com/p/'

const aLink = async (world: World, expiresAt?: number): Promise<string> => {
  const { url } = await world.service.links.create(aPass(), expiresAt)
  expect(url.startsWith(prefix)).toBe(true)
  return url.slice(prefix.length)
}

const fetched = (world: World, token: string) => world.service.downloads.file(token)

const anExpiring = (expirationDate: string) => ({ pass: { expirationDate } })

describe('a link', () => {
  it('leads to what the pass is, and to its file', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await aLink(world)
    const { passes, ...link } = await world.service.pages.open(token)
    expect(link).toEqual({ kind: 'pass', expiresAt: noon + 400 * day, token })
    expect(passes).toMatchObject([
      {
        ...{ ...aPass(), place: 1, templateName: 'card', defaultLanguage: 'en' },
        content: { pass: { description: 'Card of an example', organizationName: 'Example' } },
      },
    ])
    const { bytes } = await world.service.passes.file(aPass())
    expect(await fetched(world, token)).toMatchObject({ bytes })
  })

  it('shows the pass without its token, and is known by another tag when the contents are others', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await aLink(world)
    const shown = async () => (await world.service.pages.open(token)).passes[0]!
    const before = await shown()
    expect(before.content.pass).not.toHaveProperty('authenticationToken')
    expect(before.content.files.has('icon.png')).toBe(true)
    expect((await shown()).tag).toBe(before.tag)
    await put(world, { name: 'Grace' })
    expect((await shown()).tag).not.toBe(before.tag)
  })

  it.each([
    ['400 days from now if the pass does not expire', {}, noon + 400 * day],
    ['30 days after the pass', anExpiring('2027-01-01T00:00:00Z'), Date.UTC(2027, 0, 31)],
    ['30 days from now if the pass has expired', anExpiring('2026-01-01T00:00Z'), noon + 30 * day],
    ['in ten years at the latest', anExpiring('2099-01-01T00:00:00Z'), noon + 3650 * day],
  ])('expires %s', async (_, changes, expiresAt) => {
    const world = await aReadyWorld(changes)
    await put(world)
    expect((await world.service.links.create(aPass())).expiresAt).toBe(expiresAt)
  })

  it('expires when it is told to, within bounds', async () => {
    const world = await aReadyWorld()
    await put(world)
    const create = (expiresAt: number) => world.service.links.create(aPass(), expiresAt)
    expect((await create(noon + day)).expiresAt).toBe(noon + day)
    for (const wrong of [0, noon, noon + 59_999, noon + 3650 * day + 1, Number.NaN, 1.5])
      expect(await codeOf(create(wrong))).toBe('link/expiry-invalid')
  })

  it('that is forged or expired is turned away before anything is read', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await aLink(world, noon + day)
    world.takeCalls()
    const { open } = world.service.pages
    const { file } = world.service.downloads
    for (const forged of [`${token}x`, token.slice(1), 'x', '', `x${token.slice(1)}`]) {
      expect(await codeOf(open(forged))).toBe('link/forged')
      expect(await codeOf(file(forged))).toBe('link/forged')
    }
    world.time.now += day
    expect(await codeOf(open(token))).toBe('link/expired')
    expect(await codeOf(file(token))).toBe('link/expired')
    expect(world.takeCalls().filter((call) => !call.startsWith('secrets.'))).toEqual([])
  })

  it('of an erased pass says so, and of one that was created anew is revoked', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await aLink(world)
    await world.service.passes.erase(aPass(), {})
    expect(await codeOf(world.service.pages.open(token))).toBe('pass/erased')
    expect(await codeOf(world.service.downloads.file(token))).toBe('pass/erased')
    expect(await codeOf(world.service.links.create(aPass()))).toBe('pass/erased')
    world.time.now += 1000
    await put(world)
    expect(await codeOf(world.service.pages.open(token))).toBe('link/revoked')
    expect(await codeOf(world.service.downloads.file(token))).toBe('link/revoked')
  })

  it('opens with one read', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await aLink(world)
    // The first one has it read whether links to passes of the type are revoked.
    await world.service.pages.open(token)
    world.takeCalls()
    await world.service.pages.open(token)
    expect(world.takeCalls()).toEqual(['records.get'])
  })
})

describe('a key that others use already', () => {
  it('is found, for links and for tokens', async () => {
    const world = await aReadyWorld()
    let ring = keyRing
    const secrets = { ...world.memory.secrets, keyRing: () => Promise.resolve(ring) }
    const old = makeService({ ...world.ports, secrets }, settings)
    await put({ service: old })
    ring = { current: '2', keys: new Map([...keyRing.keys, ['2', utf8('2'.repeat(32))]]) }
    const fresh = makeService({ ...world.ports, secrets }, settings)
    await put({ service: fresh }, { name: 'Grace' }, aPass('B-1'))
    const { url } = await fresh.links.create(aPass('B-1'))
    world.time.now += 10_000
    expect(await old.downloads.file(url.slice(prefix.length))).toMatchObject({ pass: { token: { keyId: '2' } } })
    expect(await codeOf(old.passes.file(aPass('B-1')))).toBe(undefined)
  })

  it('is looked for at most every 10 seconds, however many links name one that is unknown', async () => {
    const world = await aReadyWorld()
    await put(world)
    // The third byte of a link names its key.
    const stranger = (await aLink(world)).replace(/^..../, (start) => `${start.slice(0, 3)}J`)
    world.takeCalls()
    for (let count = 0; count < 20; count++)
      expect(await codeOf(world.service.pages.open(stranger))).toBe('link/forged')
    expect(world.takeCalls()).toEqual([])
    world.time.now += 10_000
    for (let count = 0; count < 20; count++) await codeOf(world.service.pages.open(stranger))
    expect(world.takeCalls()).toEqual(['secrets.keyRing'])
  })

  it('is not looked for when a link is forged with a known one', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await aLink(world)
    world.takeCalls()
    world.time.now += 10_000
    for (const forged of [`${token}x`, 'x', '']) await codeOf(world.service.pages.open(forged))
    expect(world.takeCalls()).toEqual([])
  })
})

describe('a link of a template', () => {
  it('that is new shows the new texts', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await aLink(world)
    await publish(world, { pass: { organizationName: 'New' } })
    await put(world)
    expect((await world.service.pages.open(token)).passes[0]?.content.pass.organizationName).toBe('New')
  })
})
