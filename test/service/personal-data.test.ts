import { describe, expect, it } from 'vitest'
import { ada, aPersonalized, aPersonalWorld, create, filesOf, formOf, send, writtenBy } from './personal.ts'
import { aPass, codeOf } from './world.ts'

describe('personal data', () => {
  it('is exported as it was sent', async () => {
    const { world, pass } = await aPersonalized()
    expect(await world.service.passes.personalData(pass)).toEqual({ at: world.time.now, answers: ada })
  })

  it('of a pass that nobody has personalized is not there', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    expect(await codeOf(world.service.passes.personalData(pass))).toBe('pass/not-personalized')
    expect(await codeOf(world.service.passes.erasePersonalData(pass))).toBe('pass/not-personalized')
    expect(await codeOf(world.service.passes.personalData(aPass()))).toBe('pass/not-found')
  })

  it('that is erased is gone from the record; the pass stays personalized, and its values stay', async () => {
    const { world, pass } = await aPersonalized()
    const at = world.time.now
    world.time.now += 60_000
    const texts = writtenBy(world)
    await world.service.passes.erasePersonalData(pass)
    expect(texts.join()).not.toMatch(/givenName|ada@/)
    const after = await world.service.passes.read(pass)
    expect(after).toMatchObject({ revision: 3, version: 2, values: { name: 'Ada Lovelace' } })
    expect(after.personalization).toEqual({ at })
    expect(await world.service.passes.personalData(pass)).toEqual({ at })
    expect(formOf(await filesOf(world, pass))).toEqual([])
  })

  it('that is erased is nobody’s to repeat: the same form is refused', async () => {
    const { world, pass } = await aPersonalized()
    await world.service.passes.erasePersonalData(pass)
    expect(await codeOf(send(world, pass))).toBe('personalization/taken')
  })

  it('may be erased again, which writes nothing', async () => {
    const { world, pass } = await aPersonalized()
    await world.service.passes.erasePersonalData(pass)
    const before = await world.service.passes.read(pass)
    await world.service.passes.erasePersonalData(pass)
    expect(await world.service.passes.read(pass)).toEqual(before)
  })

  it('is erased although the pass changes meanwhile, and the change is kept', async () => {
    const { world, pass } = await aPersonalized()
    let isFirst = true
    world.interfere(async (call) => {
      if (call !== 'records.write' || !isFirst) return
      isFirst = false
      await world.service.passes.patch(pass, { values: { name: 'Countess' } }, {})
    })
    await world.service.passes.erasePersonalData(pass)
    const after = await world.service.passes.read(pass)
    expect([after.values, after.personalization?.answers]).toEqual([{ name: 'Countess' }, undefined])
  })

  it('goes with the pass', async () => {
    const { world, pass } = await aPersonalized()
    await world.service.passes.erase(pass, {})
    expect(await codeOf(world.service.passes.personalData(pass))).toBe('pass/erased')
  })
})
