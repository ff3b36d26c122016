import { describe, expect, it } from 'vitest'
import { enrol, fetch, moved } from './linking.ts'
import { aPersonalWorld } from './personal.ts'
import { aReadyWorld, codeOf, type World } from './world.ts'

const recordsOf = async ({ memory }: World) => (await memory.recovery.records({ limit: 100 })).items

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Text that cannot be made shorter: the same with each run. */
const aText = (length: number): string => {
  let state = 1
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return letters[state >>> 26]
  }).join('')
}

describe('an enrolment link', () => {
  it('shows a pass with a serial number for this visit, and stores nothing', async () => {
    const world = await aReadyWorld()
    const token = await enrol(world)
    const [first, second] = [await world.service.pages.open(token), await world.service.pages.open(token)]
    expect(first).toMatchObject({ kind: 'enrolment', passes: [{ place: 1 }], expiresAt: second.expiresAt })
    expect(first.token).not.toBe(second.token)
    expect(first.passes[0]?.serialNumber).not.toBe(second.passes[0]?.serialNumber)
    expect(await recordsOf(world)).toEqual([])
  })

  it('delivers the pass that the page showed, to who fetches it by the link of the visit', async () => {
    const world = await aReadyWorld()
    const { token, passes } = await world.service.pages.open(await enrol(world))
    const { pass } = await fetch(world, token)
    expect(pass).toMatchObject({
      serialNumber: passes[0]?.serialNumber,
      values: { name: 'Friend' },
      hasRandomSerial: true,
    })
    expect((await fetch(world, token)).pass).toEqual({ ...pass, built: expect.anything() })
    expect(await recordsOf(world)).toHaveLength(1)
  })

  it('leads each fetch to another link, by which only that one pass is had', async () => {
    const world = await aReadyWorld()
    const token = await enrol(world)
    const visits = [await moved(world, token), await moved(world, token)]
    expect(await recordsOf(world)).toEqual([])
    const serials = await Promise.all(visits.map(async (visit) => (await fetch(world, visit)).pass.serialNumber))
    expect(new Set(serials).size).toBe(2)
    const bundle = await world.service.downloads.bundle(token)
    expect(bundle).toEqual({ moved: expect.any(String) })
  })

  it('gives everybody a personalizable pass of their own', async () => {
    const world = await aPersonalWorld()
    const visit = await moved(world, await enrol(world))
    expect((await fetch(world, visit)).pass.hasRandomSerial).toBe(true)
  })

  it('has room for the serial number that each visit adds, or is refused', async () => {
    const world = await aReadyWorld()
    const made: string[] = []
    const text = aText(2000)
    for (let length = 1700; length < 1900; length += 5) {
      const visit = await enrol(world, { name: text.slice(0, length) }).then(
        (token) => moved(world, token),
        ({ code }: { code: string }) => code,
      )
      made.push(visit === 'link/too-long' ? visit : String(await codeOf(fetch(world, visit))))
    }
    expect(new Set(made)).toEqual(new Set(['undefined', 'link/too-long']))
  })

  it('takes no serial number', async () => {
    const world = await aReadyWorld()
    expect(await codeOf(enrol(world, { name: 'Friend', serialNumber: 'A-1' }))).toBe('values/invalid')
  })

  it('ends with what nobody has fetched by it when it is revoked; passes that were fetched stay', async () => {
    const world = await aReadyWorld()
    const token = await enrol(world)
    const [fetched, unfetched] = [await moved(world, token), await moved(world, token)]
    await fetch(world, fetched)
    await world.service.links.revokeLink(token)
    for (const use of [world.service.pages.open, world.service.downloads.file, world.service.downloads.look]) {
      expect(await codeOf(use(token))).toBe('link/revoked')
      expect(await codeOf(use(unfetched))).toBe('link/revoked')
      expect(await codeOf(use(fetched))).toBe(undefined)
    }
    world.time.now += 1000
    expect(await codeOf(moved(world, await enrol(world)))).toBe(undefined)
  })
})
