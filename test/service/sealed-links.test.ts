import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { personalizable } from '../builders/personalizable.ts'
import { fetch, seal } from './linking.ts'
import { aPass, aReadyWorld, aWorld, codeOf, publish, put, type World } from './world.ts'

const recordsOf = async ({ memory }: World) => (await memory.recovery.records({ limit: 100 })).items

describe('a sealed link', () => {
  it('is made without anything being stored', async () => {
    const world = await aReadyWorld()
    await seal(world)
    expect(world.takeCalls().filter((call) => !/\.(get|find|latest|keyRing|erasedAt)$/.test(call))).toEqual([])
    expect(await recordsOf(world)).toEqual([])
  })

  it('shows its pass as it will be, and issues nothing by that', async () => {
    const world = await aReadyWorld()
    const { token, serialNumber } = await seal(world)
    const { kind, passes, token: own } = await world.service.pages.open(token)
    expect([kind, own]).toEqual(['pass', token])
    expect(passes).toMatchObject([
      { place: 1, serialNumber, content: { pass: { serialNumber } }, templateName: 'card' },
    ])
    await world.service.downloads.look(token)
    expect(await recordsOf(world)).toEqual([])
  })

  it('issues its pass when somebody fetches it, and has it signed', async () => {
    const world = await aReadyWorld()
    const { token, serialNumber } = await seal(world)
    const { bytes, pass } = await fetch(world, token)
    expect(pass).toMatchObject({ serialNumber, values: { name: 'Ada' }, revision: 1, hasRandomSerial: false })
    expect(bytes).toEqual((await world.service.passes.file(pass)).bytes)
  })

  it('has the serial number that the values name, and they do not keep it', async () => {
    const world = await aReadyWorld()
    const { token, serialNumber } = await seal(world, { name: 'Ada', serialNumber: 'T-1' })
    expect(serialNumber).toBe('T-1')
    expect((await fetch(world, token)).pass).toMatchObject({ serialNumber: 'T-1', values: { name: 'Ada' } })
  })

  it('gives one pass to all who tap at once, in one process and in several', async () => {
    const world = await aReadyWorld()
    const { token } = await seal(world)
    const each = [world, { service: world.another() }, { service: world.another() }]
    const taps = [...each, ...each]
    // None of them writes before all have seen that there is no pass yet.
    const waiting: (() => void)[] = []
    world.interfere((call) =>
      call === 'records.write' && waiting.length < taps.length
        ? new Promise((go) => {
            waiting.push(go)
            if (waiting.length === taps.length) for (const each of waiting) each()
          })
        : undefined,
    )
    const files = await Promise.all(taps.map((one) => fetch(one, token)))
    expect(new Set(files.map(({ pass }) => pass.token.issue)).size).toBe(1)
    expect(await recordsOf(world)).toMatchObject([{ revision: 1, version: 1 }])
  })

  it('leads to the pass as it is by now: what the record says wins', async () => {
    const world = await aReadyWorld()
    const { token } = await seal(world, { name: 'Ada', serialNumber: 'A-1' })
    await put(world, { name: 'Grace' })
    expect((await fetch(world, token)).pass.values).toEqual({ name: 'Grace' })
    const { passes } = await world.service.pages.open(token)
    expect(JSON.stringify(passes[0]?.content.pass)).toContain('Grace')
  })

  it('keeps the version of its template that was the newest', async () => {
    const world = await aReadyWorld()
    const { token } = await seal(world)
    await publish(world, { pass: { organizationName: 'New' } })
    expect((await fetch(world, token)).pass.template).toEqual({ name: 'card', version: 1 })
  })

  it('never brings back what was erased, not even after it was issued anew', async () => {
    const world = await aReadyWorld()
    const { token } = await seal(world, { name: 'Ada', serialNumber: 'A-1' })
    await fetch(world, token)
    await world.service.passes.erase(aPass(), {})
    for (const use of [world.service.pages.open, world.service.downloads.file, world.service.downloads.look])
      expect(await codeOf(use(token))).toBe('pass/erased')
    await put(world)
    expect(await codeOf(world.service.downloads.file(token))).toBe('pass/erased')
  })

  it('does not bring back what is erased in the very moment in which it is fetched', async () => {
    const world = await aReadyWorld()
    const { token } = await seal(world, { name: 'Ada', serialNumber: 'A-1' })
    const other = world.another()
    world.interfere(async (call) => {
      if (call !== 'records.write') return
      world.interfere(undefined)
      await put({ service: other }, { name: 'Ada' })
      await other.passes.erase(aPass(), {})
    })
    expect(await codeOf(world.service.downloads.file(token))).toBe('pass/erased')
    expect(await recordsOf(world)).toEqual([])
  })

  it('issues one pass although the answer of the store was lost', async () => {
    const world = await aReadyWorld()
    const { token } = await seal(world)
    world.interfere(async (call, args) => {
      if (call !== 'records.write') return
      world.interfere(undefined)
      await Reflect.apply(world.memory.records.write, undefined, [...args])
      throw new UnavailableError('the answer was lost')
    })
    expect((await fetch(world, token)).pass.revision).toBe(1)
  })

  it('is turned away before anything is read, if it is forged or has expired', async () => {
    const world = await aReadyWorld()
    const { token, expiresAt } = await seal(world)
    world.takeCalls()
    const forged = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
    expect(await codeOf(world.service.downloads.file(forged))).toBe('link/forged')
    world.time.now = expiresAt
    expect(await codeOf(world.service.downloads.file(token))).toBe('link/expired')
    expect(world.takeCalls().filter((call) => call !== 'secrets.keyRing')).toEqual([])
  })

  it('has a page without a signer; only the pass itself waits for one', async () => {
    const world = aWorld()
    await publish(world)
    const { token } = await seal(world)
    expect((await world.service.pages.open(token)).passes).toHaveLength(1)
    expect(await codeOf(world.service.downloads.file(token))).toBe('signer/missing')
  })
})

describe('what is sealed', () => {
  const refusal = async (passes: readonly JsonObject[], world?: World) => {
    const { service } = world ?? (await aReadyWorld())
    return await service.links.seal('card', passes).catch((error: unknown) => error)
  }

  it('is checked, all of it: each fault is told with the place of its pass', async () => {
    expect(await refusal([{ name: 'Ada' }, { name: 7 }, {}])).toMatchObject({
      code: 'values/invalid',
      message: expect.stringMatching(/^pass 2 is refused: .*; so are 1 more of the 3 passes$/),
      findings: [{ path: '/passes/1/name' }, { path: '/passes/2/name' }],
    })
  })

  it('is refused where Wallet would refuse the pass', async () => {
    const world = await aReadyWorld({
      values: { until: { type: 'string' } },
      sample: { name: undefined, until: '2027-03-01T09:30:00Z' },
      pass: { expirationDate: '${until}', generic: {} },
    })
    expect(await refusal([{ until: 'soon' }], world)).toMatchObject({
      code: 'pass/refused',
      findings: [{ path: '/passes/0/expirationDate' }],
    })
  })

  it.each([
    ['a serial number that is none', { name: 'Ada', serialNumber: 'A/1' }, 'pass/serial-number-invalid'],
    ['more than a link can carry', { name: crypto.getRandomValues(new Uint8Array(1000)).join() }, 'link/too-long'],
    ['more than a record can hold', { name: 'x'.repeat(200_000) }, 'request/too-large'],
  ])('is refused with %s', async (_, values, code) => {
    expect(await refusal([values])).toMatchObject({ code })
  })

  it('cannot be a pass that was erased, or was revoked before anybody had fetched it: its link would be dead', async () => {
    const world = await aReadyWorld()
    await put(world)
    await world.service.passes.erase(aPass(), {})
    await world.service.links.revokeLink((await seal(world, { name: 'Grace' })).url)
    for (const values of [{ name: 'Ada', serialNumber: 'A-1' }, { name: 'Grace' }])
      expect(await refusal([values], world)).toMatchObject({ code: 'pass/erased' })
    await put(world)
    expect(await refusal([{ name: 'Ada', serialNumber: 'A-1' }], world)).toMatchObject({ code: 'pass/erased' })
  })

  it('cannot be a pass that asks for its holder: nobody may share one', async () => {
    const world = aWorld()
    await publish(world, personalizable)
    expect(await refusal([{ name: 'Ada' }], world)).toMatchObject({ code: 'link/enrolment-needed' })
  })
})
