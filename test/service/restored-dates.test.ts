/** What devices and back ends are told of dates after a restore from a backup. */
import { describe, expect, it } from 'vitest'
import { makeService } from '../../lib/service/make-service.ts'
import type { LatestPass } from '../../lib/service/wallet/wallet-service.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aPass, aReadyWorld, noon, put, settings, theChain, tokenOf, type World } from './world.ts'

const restoredAt = noon / 1000 + 3600

const expired = () => aChain({ algorithm: 'P-256', validTo: new Date('2026-11-01T00:00:00Z') })

/** A pass of noon, in a deployment that was restored an hour later; it is two hours later now. */
const aRestoredWorld = async (): Promise<World> => {
  const world = await aReadyWorld()
  await put(world)
  world.time.now = noon + 7_200_000
  return { ...world, service: makeService(world.ports, { ...settings, generation: 2, restoredAt }) }
}

const fetched = async (world: World, since?: number): Promise<LatestPass> =>
  world.service.wallet.latest({
    pass: aPass(),
    token: await tokenOf(world),
    ...(since === undefined ? {} : { since }),
  })

describe('after a restore', () => {
  it('a device that has a date from before it is given the pass, with the date of the restore', async () => {
    const world = await aRestoredWorld()
    expect(await fetched(world, restoredAt - 1)).toMatchObject({ kind: 'pass', lastModified: restoredAt })
  })

  it('a device that has a date from after the version, yet from before the restore, is given it too', async () => {
    const world = await aRestoredWorld()
    expect((await fetched(world, noon / 1000 + 60)).kind).toBe('pass')
  })

  it('a device that was given the pass since has it', async () => {
    const world = await aRestoredWorld()
    expect(await fetched(world, restoredAt)).toEqual({ kind: 'unchanged', lastModified: restoredAt })
  })

  it('a version from after it has the date of its own', async () => {
    const world = await aRestoredWorld()
    await put(world, { name: 'Grace' })
    expect(await fetched(world, restoredAt)).toMatchObject({ kind: 'pass', lastModified: noon / 1000 + 7200 })
  })

  it.each(['fetched', 'downloaded'])('a last good version that was %s is not taken for the newest one', async (how) => {
    const before = await aReadyWorld()
    await put(before)
    await before.service.passes.file(aPass())
    await put(before, { name: 'Grace' })
    before.time.now = noon + 7_200_000
    await putSigner(before.memory.admin, aPass().passTypeIdentifier, await expired())
    const changes = { ...settings, generation: 2, restoredAt }
    const world = { ...before, service: makeService(before.ports, changes) }
    const { lastModified } = how === 'fetched' ? await fetched(world) : await world.service.passes.file(aPass())
    expect((await fetched(world, lastModified)).kind).toBe('unchanged')
    await putSigner(before.memory.admin, aPass().passTypeIdentifier, await theChain())
    const mended = { ...before, service: makeService(before.ports, changes) }
    expect(await fetched(mended, lastModified)).toMatchObject({ kind: 'pass', lastModified: restoredAt })
  })

  it('a download is of no earlier date', async () => {
    const world = await aRestoredWorld()
    expect((await world.service.passes.file(aPass())).lastModified).toBe(restoredAt)
  })
})
