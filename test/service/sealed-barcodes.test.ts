/** Sealed barcodes through the life of passes and keys: made, kept, rotated, retired, and verified by a scanner. */
import { describe, expect, it } from 'vitest'
import { type BarcodeOutcome, makeBarcodeVerifier } from '../../lib/barcode.ts'
import { unzip } from '../../lib/core/archive/unzip.ts'
import { utf8 } from '../../lib/core/bytes.ts'
import type { KeyRing } from '../../lib/ports/secrets.ts'
import type { TemplateChanges } from '../builders/template.ts'
import { aPass, aReadyWorld, codeOf, connect, noon, put, type World } from './world.ts'

const minute = 60_000

const sealed: TemplateChanges = {
  pass: { barcodes: [{ format: 'PKBarcodeFormatQR', message: '${sealedBarcode}', messageEncoding: 'iso-8859-1' }] },
  settings: { sealedBarcode: { audience: 'gate', values: ['name'] } },
}

const key = (id: string) => [id, utf8(id.repeat(40))] as const

const aSealedWorld = async (): Promise<World> => {
  const world = await aReadyWorld(sealed)
  await setRing(world, { current: '1', keys: new Map([key('1')]) })
  return world
}

const setRing = ({ memory }: World, ring: KeyRing): Promise<void> =>
  memory.admin.changeKeyRing('barcode-keys', () => ring)

const later = (world: World, minutes: number): void => {
  world.time.now += minutes * minute
}

/** The message of the barcode in the file of a pass. */
const messageOf = async ({ service }: Pick<World, 'service'>, pass = aPass()): Promise<string> => {
  const files: ReadonlyMap<string, Uint8Array> = await unzip((await service.passes.file(pass)).bytes)
  return JSON.parse(new TextDecoder().decode(files.get('pass.json'))).barcodes[0].message
}

/** What a scanner makes of it that loads the keys now. */
const scan = async ({ service, time }: World, message: string): Promise<BarcodeOutcome> =>
  makeBarcodeVerifier(JSON.parse(JSON.stringify(await service.pages.barcodeKeys())), { audience: 'gate' })(
    message,
    new Date(time.now),
  )

describe('a pass with a sealed barcode', () => {
  it('is believed by a scanner that has loaded the keys', async () => {
    const world = await aSealedWorld()
    await put(world)
    expect(await scan(world, await messageOf(world))).toMatchObject({
      ok: true,
      barcode: { keyId: '1', audience: 'gate', values: { name: 'Ada' } },
    })
  })

  it('has another barcode when what it says changes, with the same id', async () => {
    const world = await aSealedWorld()
    await put(world)
    const before = await scan(world, await messageOf(world))
    await put(world, { name: 'Grace' })
    const after = await scan(world, await messageOf(world))
    expect(after).toMatchObject({ ok: true, barcode: { id: before.barcode?.id, values: { name: 'Grace' } } })
  })

  it('shows the same barcode on the page of its link', async () => {
    const world = await aSealedWorld()
    await put(world)
    const { url } = await world.service.links.create(aPass())
    const { passes } = await world.service.pages.open(url.split('/p/')[1] ?? '')
    expect(passes[0]?.content.pass.barcodes).toMatchObject([{ message: await messageOf(world) }])
  })

  it('needs keys; one without a sealed barcode does not, and nobody reads them for it', async () => {
    const world = await aSealedWorld()
    world.interfere((call) => {
      if (call === 'secrets.barcodeKeys') throw Object.assign(new Error('no keys'), { code: 'service/unavailable' })
    })
    expect(await codeOf(put(world))).toBe('service/unavailable')
    const plain = await aReadyWorld()
    await put(plain)
    await plain.service.passes.file(aPass())
    expect(plain.takeCalls()).not.toContain('secrets.barcodeKeys')
  })
})

describe('a new key of barcodes', () => {
  const rotated: KeyRing = {
    current: '1',
    next: { id: '2', from: noon + 30 * minute },
    keys: new Map([key('1'), key('2')]),
  }

  it('can be loaded before it seals, and seals new passes when its moment has come', async () => {
    const world = await aSealedWorld()
    await setRing(world, rotated)
    expect((await world.service.pages.barcodeKeys()).keys.map(({ kid }) => kid)).toEqual(['1', '2'])
    await put(world)
    expect(await scan(world, await messageOf(world))).toMatchObject({ ok: true, barcode: { keyId: '1' } })
    later(world, 31)
    await put(world, { name: 'Ada' }, aPass('A-2'))
    expect(await scan(world, await messageOf(world, aPass('A-2')))).toMatchObject({ ok: true, barcode: { keyId: '2' } })
  })

  it('leaves passes their barcodes: no write makes a version, and rebuilds repeat them', async () => {
    const world = await aSealedWorld()
    await put(world)
    const before = await messageOf(world)
    await setRing(world, rotated)
    later(world, 31)
    const { changed } = await world.another().passes.put(aPass(), { template: 'card', values: { name: 'Ada' } }, {})
    await put(world, { name: 'Grace' })
    await put(world, { name: 'Ada' })
    expect([changed, await messageOf({ service: world.another() })]).toEqual([false, before])
  })
})

describe('a retired key of barcodes', () => {
  const retired: KeyRing = { current: '2', retired: ['1'], keys: new Map([key('2')]) }

  const withRetired = async () => {
    const world = await aSealedWorld()
    connect(world)
    await put(world)
    const before = await messageOf(world)
    await setRing(world, retired)
    later(world, 16)
    return { world, before }
  }

  it('is told to scanners, which refuse what it has sealed with that reason', async () => {
    const { world, before } = await withRetired()
    expect((await world.service.pages.barcodeKeys()).retired).toEqual(['1'])
    expect(await scan(world, before)).toEqual({ ok: false, reason: 'key-retired' })
  })

  it('gives way on the pages of links, whose pictures get other entity tags', async () => {
    const world = await aSealedWorld()
    await put(world)
    const tokens = [
      (await world.service.links.create(aPass())).url,
      (await world.service.links.seal('card', [{ name: 'Grace' }]))[0]!.url,
    ].map((url) => url.split('/p/')[1] ?? '')
    const tags = async () =>
      Promise.all(tokens.map(async (token) => (await world.service.pages.open(token)).passes[0]?.tag))
    const before = await tags()
    expect(await tags()).toEqual(before)
    await setRing(world, retired)
    later(world, 16)
    const after = await tags()
    expect(new Set([...before, ...after]).size).toBe(4)
  })

  it('gives way to the current one with the next write of a pass, which makes a version', async () => {
    const { world } = await withRetired()
    const { changed, pass } = await put(world)
    expect([changed, pass.version, pass.barcodeKeyId]).toEqual([true, 2, '2'])
    expect(await scan(world, await messageOf(world))).toMatchObject({ ok: true, barcode: { keyId: '2' } })
  })

  it('gives way in all passes of a template by a rollout, although they are at its newest version', async () => {
    const { world } = await withRetired()
    await put(world, { name: 'Grace' }, aPass('A-2'))
    const { id } = await world.service.rollouts.start({ template: 'card', kind: 'template' })
    await world.memory.settled()
    const { counts } = await world.service.rollouts.read(id)
    expect([counts.changed, counts.unchanged]).toEqual([1, 1])
    expect(await scan(world, await messageOf(world))).toMatchObject({ ok: true, barcode: { keyId: '2' } })
  })
})
