import { describe, expect, it } from 'vitest'
import { unzip } from '../../lib/core/archive/unzip.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { aPass, aPng, aReadyWorld, codeOf, put, type World } from './world.ts'

const name = 'thumbnail.png'
const png = aPng

const aWorldWithImage = async (): Promise<World> => {
  const world = await aReadyWorld()
  await put(world)
  await world.service.passes.putImage(aPass(), name, png(), {})
  world.takeCalls()
  return world
}

/** Sees every image that is put and not removed. */
const watchImages = (world: World): Set<unknown> => {
  const keys = new Set<unknown>()
  world.interfere((call, [area, key]) => {
    if (area !== 'images') return
    if (call === 'assets.put') keys.add(key)
    if (call === 'assets.remove') keys.delete(key)
  })
  return keys
}

describe('an image of a record', () => {
  it('is part of its pass, and a change of its content', async () => {
    const world = await aWorldWithImage()
    const { bytes, pass } = await world.service.passes.file(aPass())
    expect(pass.version).toBe(2)
    expect(pass.images[name]).toEqual({
      sha256: '94b05329a267dca91542264d10fe277c748db1ceb60e305f752144d6c2076077',
      bytes: 95,
      key: expect.stringMatching(/^pass\.com\.example\.card\/A-1\/\d+\/[0-9a-f]{64}-[A-Za-z0-9_-]{12}\.png$/),
    })
    expect((await unzip(bytes)).get(name as never)).toEqual(png())
  })

  it('takes the place of the one before, which is removed when the record is in place', async () => {
    const world = await aWorldWithImage()
    const before = (await world.service.passes.read(aPass())).images[name]!.key
    world.takeCalls()
    await world.service.passes.putImage(aPass(), name, png('new'), {})
    expect(world.takeCalls()).toEqual(['records.get', 'assets.put', 'records.write', 'assets.remove'])
    expect(await world.memory.assets.get('images', before, { maxBytes: 1000 })).toBe(undefined)
  })

  it('that is there already is not stored again', async () => {
    const world = await aWorldWithImage()
    const { pass } = await world.service.passes.putImage(aPass(), name, png(), {})
    expect(world.takeCalls()).toEqual(['records.get', 'assets.get', 'records.write'])
    expect(pass).toMatchObject({ revision: 3, version: 2 })
  })

  it('two of the same bytes are two objects', async () => {
    const world = await aWorldWithImage()
    await world.service.passes.putImage(aPass(), 'thumbnail@2x.png', png(), {})
    await world.service.passes.removeImage(aPass(), name, {})
    const { images } = await world.service.passes.read(aPass())
    expect(Object.keys(images)).toEqual(['thumbnail@2x.png'])
    expect(await codeOf(world.service.passes.file(aPass()))).toBe(undefined)
  })

  it('can be taken away: the template has its own again', async () => {
    const world = await aWorldWithImage()
    const { images } = await world.service.passes.read(aPass())
    const { pass } = await world.service.passes.removeImage(aPass(), name, {})
    expect(pass).toMatchObject({ images: {}, version: 3 })
    expect(await world.memory.assets.get('images', images[name]!.key, { maxBytes: 1000 })).toBe(undefined)
  })

  it.each(['logo.png', '__proto__', 'toString'])('%s that is not there cannot be taken away', async (missing) => {
    const world = await aWorldWithImage()
    expect(await codeOf(world.service.passes.removeImage(aPass(), missing, {}))).toBe('pass/image-not-found')
  })

  it('is one of sixteen at most', async () => {
    const world = await aReadyWorld()
    await put(world)
    const names = ['icon', 'logo', 'thumbnail', 'strip', 'background', 'footer'].flatMap((slot) =>
      ['', '@2x', '@3x'].map((scale) => `${slot}${scale}.png`),
    )
    for (const each of names.slice(0, 16)) await world.service.passes.putImage(aPass(), each, png(each), {})
    const images = watchImages(world)
    expect(await codeOf(world.service.passes.putImage(aPass(), names[16]!, png(), {}))).toBe('values/image-invalid')
    expect(images).toEqual(new Set())
  })

  it('of a write that fails in the end is removed again', async () => {
    const world = await aWorldWithImage()
    const keys = new Set<unknown>()
    let isFirst = true
    world.interfere(async (call, [area, key]) => {
      if (area === 'images' && call === 'assets.put') keys.add(key)
      if (area === 'images' && call === 'assets.remove') keys.delete(key)
      if (call === 'records.write' && isFirst) {
        isFirst = false
        await put(world, { name: 'Grace' })
      }
    })
    const late = world.service.passes.putImage(aPass(), name, png('new'), { ifMatch: [2] })
    expect(await codeOf(late)).toBe('pass/revision-stale')
    expect(keys).toEqual(new Set())
    expect(await codeOf(world.service.passes.file(aPass()))).toBe(undefined)
  })

  it('of a write that the store never took is removed again', async () => {
    const world = await aWorldWithImage()
    const keys = watchImages(world)
    world.interfere((call, [area, key]) => {
      if (area === 'images' && call === 'assets.put') keys.add(key)
      if (area === 'images' && call === 'assets.remove') keys.delete(key)
      if (call === 'records.write') throw new UnavailableError('throttled')
    })
    expect(await codeOf(world.service.passes.putImage(aPass(), name, png('new'), {}))).toBe('service/unavailable')
    expect(keys).toEqual(new Set())
  })

  it('that was replaced while another change was being made does not stop it', async () => {
    const world = await aWorldWithImage()
    let isFirst = true
    world.interfere(async (call, [area]) => {
      if (call !== 'assets.get' || area !== 'images' || !isFirst) return
      isFirst = false
      await world.service.passes.putImage(aPass(), name, png('new'), {})
    })
    const { pass } = await put(world, { name: 'Grace' })
    expect(pass.revision).toBe(4)
    expect(pass.images[name]!.bytes).toBe(png('new').length)
  })

  it.each([
    ['the same', png()],
    ['another', png('new')],
  ])('that is lost can be put again, %s one, and is said to be lost until then', async (_, again) => {
    const world = await aWorldWithImage()
    const { images } = await world.service.passes.read(aPass())
    await world.memory.assets.remove('images', images[name]!.key)
    await expect(put(world)).rejects.toMatchObject({
      code: 'service/unavailable',
      message: 'the image thumbnail.png of the pass is not in the store: put it again',
    })
    await world.service.passes.putImage(aPass(), name, again, {})
    expect(await codeOf(put(world))).toBe(undefined)
  })
})
