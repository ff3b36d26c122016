import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PassId, PassRecord } from '../../lib/ports/records.ts'
import type { Written } from '../../lib/service/service.ts'
import { aPass, aPng, aReadyWorld, noon, put, type World } from './world.ts'

const numbersOf = ({ revision, version, lastModified }: PassRecord) => ({ revision, version, lastModified })
const start = noon / 1000

describe('numbers of a record', () => {
  it('a write without effect raises the revision only', async () => {
    const world = await aReadyWorld()
    await put(world)
    world.time.now += 60_000
    const { pass } = await put(world)
    expect(numbersOf(pass)).toEqual({ revision: 2, version: 1, lastModified: start })
    expect(pass.updatedAt).toBe(noon + 60_000)
  })

  it('two changes within a second have two different times', async () => {
    const world = await aReadyWorld()
    await put(world)
    const { pass } = await put(world, { name: 'Grace' })
    expect(numbersOf(pass)).toEqual({ revision: 2, version: 2, lastModified: start + 1 })
  })

  it('every version but the first waits to be announced, until a write without effect and beyond', async () => {
    const world = await aReadyWorld()
    expect((await put(world)).pass.pending).toBe(undefined)
    expect((await put(world, { name: 'Grace' })).pass.pending).toEqual({ version: 2, since: noon })
    world.time.now += 5000
    expect((await put(world, { name: 'Grace' })).pass.pending).toEqual({ version: 2, since: noon })
    expect((await put(world, { name: 'Ada' })).pass.pending).toEqual({ version: 3, since: noon + 5000 })
  })

  type Step = (world: World, pass: PassId) => Promise<Written | undefined>

  const write = fc.oneof(
    fc.constantFrom('Ada', 'Grace').map(
      (name): Step =>
        (world, pass) =>
          put(world, { name }, pass),
    ),
    fc.boolean().map(
      (voided): Step =>
        ({ service }, pass) =>
          service.passes.setVoided(pass, voided, {}),
    ),
    fc.constantFrom('1', '2').map(
      (body): Step =>
        ({ service }, pass) =>
          service.passes.putImage(pass, 'thumbnail.png', aPng(body), {}),
    ),
  )
  const wait = fc.integer({ min: -3000, max: 3000 }).map(
    (milliseconds): Step =>
      (world) => {
        world.time.now += milliseconds
        return Promise.resolve(undefined)
      },
  )
  const fetch = fc.constant<Step>(async ({ service }, pass) => {
    await service.passes.file(pass)
    return undefined
  })

  const expectStep = (before: PassRecord, after: PassRecord): void => {
    const moved = after.contentHash !== before.contentHash
    expect(after.revision).toBe(before.revision + 1)
    expect(after.version).toBe(before.version + (moved ? 1 : 0))
    if (moved) expect(after.lastModified).toBeGreaterThan(before.lastModified)
    else expect(after.lastModified).toBe(before.lastModified)
    expect(after.writeId).not.toBe(before.writeId)
  }

  it('the revision moves with every write, the version when and only when the content does, forward in time', async () => {
    const world = await aReadyWorld()
    let serial = 0
    const steps = fc.array(fc.oneof({ weight: 4, arbitrary: write }, wait, fetch), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const pass = aPass(`P-${serial++}`)
        let before = (await put(world, { name: 'Ada' }, pass)).pass
        for (const step of taken) {
          const written = await step(world, pass)
          if (written) expectStep(before, written.pass)
          before = written?.pass ?? before
        }
        expect(await world.service.passes.read(pass)).toMatchObject(numbersOf(before))
      }),
      { numRuns: 25 },
    )
  })
})
