import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../lib/core/bytes.ts'
import type { PassRecord } from '../../lib/ports/records.ts'
import { limits } from '../../lib/service/limits.ts'
import { aPass, aPng, aReadyWorld, aWorld, codeOf, noon, publish, put, type World } from './world.ts'

const numbersOf = ({ revision, version, lastModified }: PassRecord) => ({ revision, version, lastModified })
const start = noon / 1000

describe('put', () => {
  it('tells the warnings of the pass, and not what is merely worth knowing', async () => {
    const world = await aReadyWorld({ pass: { maxDistance: -1 } })
    const { warnings } = await put(world)
    expect(warnings.map(({ severity, path }) => [severity, path])).toEqual([['warning', '/maxDistance']])
  })

  it('creates a record at revision 1 and version 1, whose content changed now', async () => {
    const world = await aReadyWorld()
    const { pass, created, repeated } = await put(world)
    expect({ created, repeated }).toEqual({ created: true, repeated: false })
    expect(numbersOf(pass)).toEqual({ revision: 1, version: 1, lastModified: start })
    expect(pass).toMatchObject({
      passTypeIdentifier: 'pass.com.example.card',
      serialNumber: 'A-1',
      template: { name: 'card', version: 1 },
      values: { name: 'Ada' },
      images: {},
      voided: false,
      createdAt: noon,
      updatedAt: noon,
    })
    expect(pass.token).toEqual({ keyId: '1', issue: expect.stringMatching(/^[A-Za-z0-9_-]{16}$/) })
    expect(pass.contentHash).toMatch(/^[0-9a-f]{64}$/)
    expect(await world.service.passes.read(aPass())).toEqual(pass)
  })

  it('replaces values whole', async () => {
    const world = await aReadyWorld({ values: { name: { type: 'string' } }, settings: {} })
    await put(world)
    const { pass, created } = await put(world, { name: 'Grace' })
    expect(created).toBe(false)
    expect(pass.values).toEqual({ name: 'Grace' })
  })

  it('keeps images, the void mark and the token', async () => {
    const world = await aReadyWorld()
    const first = await put(world)
    await world.service.passes.putImage(aPass(), 'thumbnail.png', aPng('x'), {})
    await world.service.passes.setVoided(aPass(), true, {})
    const { pass } = await put(world, { name: 'Grace' })
    expect(Object.keys(pass.images)).toEqual(['thumbnail.png'])
    expect(pass.voided).toBe(true)
    expect(pass.token).toEqual(first.pass.token)
  })

  it('takes values that repeat the serial number, and does not store it', async () => {
    const world = await aReadyWorld()
    const { pass } = await put(world, { name: 'Ada', serialNumber: 'A-1' })
    expect(pass.values).toEqual({ name: 'Ada' })
  })

  it('refuses values with another serial number', async () => {
    const world = await aReadyWorld()
    const refusal = put(world, { name: 'Ada', serialNumber: 'A-2' })
    await expect(refusal).rejects.toMatchObject({ code: 'values/invalid', findings: [{ path: '/serialNumber' }] })
  })

  it.each([
    ['card', 2],
    ['card@1', 1],
    ['card@2', 2],
  ])('takes %s for version %i', async (template, version) => {
    const world = await aReadyWorld()
    await publish(world, { pass: { logoText: 'New' } })
    const { pass } = await world.service.passes.put(aPass(), { template, values: { name: 'Ada' } }, {})
    expect(pass.template).toEqual({ name: 'card', version })
  })

  it.each(['other', 'card@2', 'card@0', 'card@', 'Card', '', 'card@1.0', '../card', '__proto__'])(
    'knows no template %j',
    async (template) => {
      const world = await aReadyWorld()
      expect(await codeOf(world.service.passes.put(aPass(), { template, values: { name: 'Ada' } }, {}))).toBe(
        'template/not-found',
      )
    },
  )

  it('refuses a template of another pass type', async () => {
    const world = await aReadyWorld()
    expect(await codeOf(put(world, { name: 'Ada' }, aPass('A-1', 'pass.com.example.other')))).toBe(
      'template/pass-type-mismatch',
    )
  })

  it('only creates when it is told so', async () => {
    const world = await aReadyWorld()
    const content = { template: 'card', values: { name: 'Ada' } }
    await world.service.passes.put(aPass(), content, { ifAbsent: true })
    expect(await codeOf(world.service.passes.put(aPass(), content, { ifAbsent: true }))).toBe('pass/exists')
  })

  it('creates an erased pass anew, with another token', async () => {
    const world = await aReadyWorld()
    const first = await put(world)
    await world.service.passes.erase(aPass(), {})
    world.time.now += 1000
    const second = await put(world)
    expect(second.created).toBe(true)
    expect(second.pass.revision).toBe(1)
    expect(second.pass.token.issue).not.toBe(first.pass.token.issue)
  })
})

describe('what is refused leaves nothing behind', () => {
  const wide = { photo: { type: 'string' } }
  const large = {
    values: wide,
    sample: { name: undefined, photo: '' },
    pass: { generic: {}, userInfo: { photo: '${photo}' } },
  }

  const refused = async (world: World, work: () => Promise<unknown>): Promise<unknown> => {
    world.takeCalls()
    const code = await codeOf(work())
    const writes = world.takeCalls().filter((call) => !/\.(get|latest|keyRing|find|erasedAt)/.test(call))
    expect(writes).toEqual([])
    return code
  }

  it('values against the schema', async () => {
    const world = await aReadyWorld()
    expect(await refused(world, () => put(world, { name: 7 }))).toBe('values/invalid')
  })

  it('a pass that Wallet would refuse', async () => {
    const world = await aReadyWorld({
      values: { date: {} },
      sample: { name: undefined, date: '2027-01-01T00:00Z' },
      pass: { expirationDate: { $eval: 'date' }, generic: {} },
    })
    expect(await refused(world, () => put(world, { date: 'soon' }))).toBe('pass/refused')
  })

  it('values of more than 128 KiB', async () => {
    const world = await aReadyWorld(large)
    const size = limits.valuesBytes - '{"photo":""}'.length
    expect(await refused(world, () => put(world, { photo: 'x'.repeat(size + 1) }))).toBe('request/too-large')
    expect(await codeOf(put(world, { photo: 'x'.repeat(size) }))).toBe(undefined)
  })

  it('a pass that is too large for an answer, with the figure', async () => {
    const repeated = '${photo}'.repeat(40)
    const world = await aReadyWorld({ ...large, pass: { generic: {}, userInfo: { photo: repeated } } })
    await expect(put(world, { photo: 'x'.repeat(120_000) })).rejects.toMatchObject({
      code: 'pass/too-large',
      message: expect.stringMatching(/^the signed pass would have up to 480\d{4} bytes; 4300000 are allowed/),
    })
  })

  it('a stale revision', async () => {
    const world = await aReadyWorld()
    await put(world)
    const content = { template: 'card', values: { name: 'Grace' } }
    expect(await refused(world, () => world.service.passes.put(aPass(), content, { ifMatch: [2] }))).toBe(
      'pass/revision-stale',
    )
  })

  it('an image that is none, too large, or has no place', async () => {
    const world = await aReadyWorld()
    await put(world)
    const image = (name: string, png: Bytes) => () => world.service.passes.putImage(aPass(), name, png, {})
    expect(await refused(world, image('thumbnail.png', new Uint8Array(9)))).toBe('values/image-invalid')
    expect(await refused(world, image('photo.png', aPng()))).toBe('values/image-invalid')
    const huge = new Uint8Array(limits.imageBytes + 1)
    huge.set(aPng())
    expect(await refused(world, image('thumbnail.png', huge))).toBe('request/too-large')
  })
})

describe('create', () => {
  it('makes a serial number of 22 random characters, of the pass type of the template', async () => {
    const world = await aReadyWorld()
    const { pass, created } = await world.service.passes.create({ template: 'card', values: { name: 'Ada' } }, {})
    expect(created).toBe(true)
    expect(pass.serialNumber).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(pass.passTypeIdentifier).toBe('pass.com.example.card')
  })

  it('refuses a serial number among the values', async () => {
    const world = await aReadyWorld()
    const values = { name: 'Ada', serialNumber: 'A-1' }
    expect(await codeOf(world.service.passes.create({ template: 'card', values }, {}))).toBe('values/invalid')
  })
})

describe('patch', () => {
  const seats = {
    values: {
      name: { type: 'string' },
      seat: { type: 'object' },
    },
    sample: { seat: { row: 1 } },
    pass: { userInfo: { $eval: 'seat' } },
  }

  it('merges: members are put in, null removes, the rest stays', async () => {
    const world = await aReadyWorld(seats)
    await put(world, { name: 'Ada', seat: { row: 1, place: 'A', class: 'economy' } })
    const { pass } = await world.service.passes.patch(
      aPass(),
      { values: { seat: { row: 2, class: null, gate: { open: true, closed: null } } } },
      {},
    )
    expect(pass.values).toEqual({ name: 'Ada', seat: { row: 2, place: 'A', gate: { open: true } } })
  })

  it('moves to another version of the template when told so, and stays otherwise', async () => {
    const world = await aReadyWorld()
    await put(world)
    await publish(world, { pass: { logoText: 'New' } })
    const { patch } = world.service.passes
    expect((await patch(aPass(), { values: {} }, {})).pass.template).toEqual({ name: 'card', version: 1 })
    expect((await patch(aPass(), { template: 'card' }, {})).pass.template).toEqual({ name: 'card', version: 2 })
    expect((await patch(aPass(), { template: 'card@1' }, {})).pass.template).toEqual({ name: 'card', version: 1 })
  })

  it('knows what never was from what was erased', async () => {
    const world = await aReadyWorld()
    await put(world)
    await world.service.passes.erase(aPass(), {})
    expect(await codeOf(world.service.passes.patch(aPass(), { values: {} }, {}))).toBe('pass/erased')
    expect(await codeOf(world.service.passes.patch(aPass('B-1'), { values: {} }, { ifMatch: [1] }))).toBe(
      'pass/not-found',
    )
    expect(await codeOf(world.service.passes.patch(aPass('B-1'), { template: 'card' }, {}))).toBe('pass/not-found')
  })

  it('refuses a serial number that is not the own, even to remove it', async () => {
    const world = await aReadyWorld()
    await put(world)
    const patch = (serialNumber: string | null) =>
      codeOf(world.service.passes.patch(aPass(), { values: { serialNumber } }, {}))
    expect(await patch('A-2')).toBe('values/invalid')
    expect(await patch(null)).toBe('values/invalid')
    expect(await patch('A-1')).toBe(undefined)
  })
})

describe('voiding', () => {
  it('is a change of content, and so is taking it back', async () => {
    const world = await aReadyWorld()
    const { pass } = await put(world)
    const voided = await world.service.passes.setVoided(aPass(), true, {})
    expect(voided.pass).toMatchObject({ voided: true, version: 2 })
    const valid = await world.service.passes.setVoided(aPass(), false, {})
    expect(valid.pass).toMatchObject({ voided: false, version: 3, contentHash: pass.contentHash })
  })
})

describe('a template', () => {
  it('that is unchanged is read and compiled once', async () => {
    const world = await aReadyWorld()
    await put(world)
    world.takeCalls()
    await put(world, { name: 'Grace' })
    expect(world.takeCalls()).toEqual(['records.get', 'templates.latest', 'records.write'])
    await world.service.passes.patch(aPass(), { values: { name: 'Ada' } }, {})
    expect(world.takeCalls()).toEqual(['records.get', 'records.write'])
    await world.service.passes.put(aPass(), { template: 'card@1', values: { name: 'Eve' } }, {})
    expect(world.takeCalls()).toEqual(['records.get', 'records.write'])
  })

  it('is compiled once for many who ask at once', async () => {
    const world = await aReadyWorld()
    await Promise.all(Array.from({ length: 8 }, (_, index) => put(world, { name: 'Ada' }, aPass(`A-${index}`))))
    expect(world.takeCalls().filter((call) => call === 'assets.get')).toHaveLength(1)
  })

  it('that could not be read is read again', async () => {
    const world = await aReadyWorld()
    world.interfere((call) => {
      if (call === 'assets.get') throw new Error('no answer')
    })
    expect(await codeOf(put(world))).toEqual(new Error('no answer'))
    world.interfere(undefined)
    expect(await codeOf(put(world))).toBe(undefined)
  })

  it('whose archive was tampered with is not used', async () => {
    const world = await aReadyWorld()
    const [version] = (await world.service.templates.versions('card', { limit: 1 })).items
    await world.memory.assets.put('templates', `card/${version!.sha256}.zip`, new Uint8Array(version!.bytes), {
      contentType: 'application/zip',
    })
    expect(await codeOf(put(world))).toBe('service/unavailable')
  })
})

describe('lists', () => {
  it('the passes of all versions of a template, in pages', async () => {
    const world = await aReadyWorld()
    for (const serial of ['A-1', 'A-2', 'A-3']) await put(world, { name: 'Ada' }, aPass(serial))
    const serials: string[] = []
    let cursor: string | undefined
    do {
      const page = await world.service.passes.list('card', { limit: 2, ...(cursor ? { cursor } : {}) })
      serials.push(...page.items.map(({ serialNumber }) => serialNumber))
      cursor = page.next
    } while (cursor)
    expect(serials.sort()).toEqual(['A-1', 'A-2', 'A-3'])
  })

  it('tells a template without passes from none', async () => {
    const world = await aReadyWorld()
    expect((await world.service.passes.list('card', { limit: 2 })).items).toEqual([])
    expect(await codeOf(world.service.passes.list('nothing', { limit: 2 }))).toBe('template/not-found')
    expect(await codeOf(world.service.passes.list('card@1', { limit: 2 }))).toBe('template/not-found')
  })
})

describe('an empty world', () => {
  it('knows no pass', async () => {
    const world = aWorld()
    expect(await codeOf(world.service.passes.read(aPass()))).toBe('pass/not-found')
    expect(await codeOf(world.service.passes.file(aPass()))).toBe('pass/not-found')
    expect(await codeOf(world.service.passes.erase(aPass(), {}))).toBe('pass/not-found')
  })
})
