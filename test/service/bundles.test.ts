import { describe, expect, it } from 'vitest'
import { unzip } from '../../lib/core/archive/unzip.ts'
import { type Bytes, copyBytes } from '../../lib/core/bytes.ts'
import { limits } from '../../lib/service/limits.ts'
import { aPicture } from '../stack/archives.ts'
import { aPass, aReadyWorld, aWorld, codeOf, noon, publish, put, type World } from './world.ts'

/** A world with passes of these serial numbers. */
const withPasses = async (serials: readonly string[], changes = {}): Promise<World> => {
  const world = await aReadyWorld(changes)
  for (const serial of serials) await put(world, { name: serial }, aPass(serial))
  return world
}

const passesOf = (serials: readonly string[]) => serials.map((serial) => aPass(serial))

/** Two of them are more than an answer holds. */
const large = { files: { 'background@2x.png': copyBytes(aPicture(2_400_000)) } }

/** The bundle that lies in the store. */
const stored = async ({ memory, service }: World, serials: readonly string[]) => {
  const bundle = await service.passes.bundle(passesOf(serials))
  if (bundle.kind === 'bytes') throw new Error('it is small')
  return { ...bundle, file: await memory.sendDownload(new URL(bundle.url).pathname.slice(1)) }
}

describe('a bundle', () => {
  it('holds the very files of its passes, in their order, built on the spot', async () => {
    const world = await withPasses(['B-1', 'A-1'])
    const bundle = await world.service.passes.bundle(passesOf(['B-1', 'A-1']))
    expect(bundle).toMatchObject({ kind: 'bytes', fileName: 'passes.pkpasses' })
    const files = new Map<string, Bytes>(await unzip((bundle as { bytes: Bytes }).bytes))
    expect([...files.keys()]).toEqual(['B-1.pkpass', 'A-1.pkpass'])
    expect(files.get('A-1.pkpass')).toEqual((await world.service.passes.file(aPass('A-1'))).bytes)
  })

  it('of the same passes is the same, byte for byte', async () => {
    const world = await withPasses(['A-1', 'A-2'])
    const first = await world.service.passes.bundle(passesOf(['A-1', 'A-2']))
    world.time.now += 60_000
    expect(await world.service.passes.bundle(passesOf(['A-1', 'A-2']))).toEqual(first)
  })

  it('that is too large for an answer is stored, and may be got for 15 minutes', async () => {
    const world = await withPasses(['A-1', 'A-2'], large)
    const { url, expiresAt, file } = await stored(world, ['A-1', 'A-2'])
    expect(url).toMatch(/^https:\/\/downloads\.example\.com\/bundles\/[0-9a-f]{64}\.pkpasses$/)
    expect(expiresAt).toBe(noon + 15 * 60_000)
    expect(file).toMatchObject({ contentType: 'application/vnd.apple.pkpasses', fileName: 'passes.pkpasses' })
    expect(file?.bytes.length).toBeGreaterThan(limits.passBytes)
    expect([...(await unzip(file?.bytes ?? new Uint8Array())).keys()]).toEqual(['A-1.pkpass', 'A-2.pkpass'])
  })

  it('that is too large lies in one place, however often it is asked for', async () => {
    const world = await withPasses(['A-1', 'A-2'], large)
    const first = await stored(world, ['A-1', 'A-2'])
    world.takeCalls()
    expect((await stored(world, ['A-1', 'A-2'])).url).toBe(first.url)
    expect(world.takeCalls().filter((call) => call.startsWith('assets.put'))).toEqual(['assets.put'])
  })

  it('of a pass that is not there is refused, saying which', async () => {
    const world = await withPasses(['A-1'])
    await expect(world.service.passes.bundle(passesOf(['A-1', 'A-2']))).rejects.toMatchObject({
      code: 'pass/not-found',
      message: 'pass 2 of the bundle (A-2): there is no pass with this pass type and serial number',
    })
  })

  it('of a pass that was erased is refused', async () => {
    const world = await withPasses(['A-1', 'A-2'])
    await world.service.passes.erase(aPass('A-1'), {})
    expect(await codeOf(world.service.passes.bundle(passesOf(['A-1', 'A-2'])))).toBe('pass/erased')
  })

  it('without a signer is refused, to be tried again', async () => {
    const world = aWorld()
    await publish(world)
    await put(world)
    expect(await codeOf(world.service.passes.bundle([aPass()]))).toBe('signer/missing')
  })
})
