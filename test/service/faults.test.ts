import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ports } from '../../lib/ports/ports.ts'
import { makeService } from '../../lib/service/make-service.ts'
import { retried, scriptedFaults, seededFaults, withFaults } from '../contracts/faults.ts'
import { aPass, aPng, aReadyWorld, codeOf, put, settings, type World } from './world.ts'

/** Ports of which about every third call fails, each repeated until it is answered, as an SDK does. */
const unreliable = (ports: Ports, seed: number): Ports => {
  const faulty = <Port extends object>(port: Port, turn: number): Port =>
    retried(withFaults(port, seededFaults(seed * 7 + turn)))
  return {
    ...ports,
    records: faulty(ports.records, 1),
    templates: faulty(ports.templates, 2),
    assets: faulty(ports.assets, 3),
    secrets: faulty(ports.secrets, 4),
  }
}

const names = ['a', 'b', 'c', 'd']
const changes = {
  values: Object.fromEntries(names.map((name) => [name, { type: 'integer', default: 0 }])),
  settings: {
    values: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, { type: 'integer' }])),
    },
    sample: { serialNumber: 'S-1', a: 0, b: 0, c: 0, d: 0 },
  },
  pass: { generic: {}, userInfo: { a: { $eval: 'a' }, b: { $eval: 'b' }, c: { $eval: 'c' }, d: { $eval: 'd' } } },
}

describe('in a world that fails now and then', () => {
  let world: World | undefined
  let serial = 0

  it('no change of several writers is lost, and what is handed out is the newest', async () => {
    world ??= await aReadyWorld(changes)
    const { ports } = world
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 1_000_000 }), async (seed) => {
        const pass = aPass(`F-${serial++}`)
        const services = names.map((_, index) => makeService(unreliable(ports, seed + index), settings))
        await put({ service: services[0]! }, { a: 0, b: 0, c: 0, d: 0 }, pass)
        const write = async (index: number): Promise<void> => {
          const { passes } = services[index]!
          for (const value of [1, 2]) await passes.patch(pass, { values: { [names[index]!]: value } }, {})
        }
        await Promise.all([write(0), write(1), write(2), services[3]!.passes.file(pass)])
        const { version, values, built } = await services[0]!.passes.read(pass)
        expect(values).toEqual({ a: 2, b: 2, c: 2, d: 0 })
        expect(version).toBe(7)
        expect(built?.version ?? 0).toBeLessThanOrEqual(7)
        const { bytes } = await services[3]!.passes.file(pass)
        expect(new TextDecoder('latin1').decode(bytes)).toContain('"userInfo":{"a":2,"b":2,"c":2,"d":0}')
      }),
      { numRuns: 12 },
    )
  })

  it('a write whose answer is lost is sent again, and is one write', async () => {
    const { ports, memory } = await aReadyWorld()
    const records = withFaults(ports.records, scriptedFaults('pass', 'lose', 'refuse'))
    const { pass } = await put({ service: makeService({ ...ports, records }, settings) })
    expect(pass.revision).toBe(1)
    expect(await memory.records.get(aPass())).toEqual(pass)
  })

  it('an image whose write seemed to fail but did not stays', async () => {
    const { ports, service } = await aReadyWorld()
    await put({ service })
    const faults = scriptedFaults('pass', 'lose', 'lose', 'lose')
    const faulty = makeService({ ...ports, records: withFaults(ports.records, faults) }, settings)
    const failed = faulty.passes.putImage(aPass(), 'thumbnail.png', aPng(), {})
    expect(await codeOf(failed)).toBe('service/unavailable')
    expect((await service.passes.read(aPass())).revision).toBe(2)
    expect(await codeOf(service.passes.file(aPass()))).toBe(undefined)
  })
})
