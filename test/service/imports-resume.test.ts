import { describe, expect, it } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { makeService } from '../../lib/service/make-service.ts'
import type { Service } from '../../lib/service/service.ts'
import {
  arrive,
  importFile,
  ndjson,
  newest,
  passOf,
  type ResultRow,
  resultRows,
  resultText,
  work,
} from './an-import.ts'
import { aReadyWorld, settings, type World } from './world.ts'

const minute = 60_000

/** Rows of which some issue, some change, some fail, and some have no serial number: more than are worked on at once. */
const rows = Array.from({ length: 40 }, (_, index) => {
  if (index % 8 === 7) return '{'
  const pass = index % 4 === 2 ? {} : { serialNumber: `A-${index % 5}` }
  return { ...pass, template: 'card', values: { name: `name ${index}` } }
})

/** Each write takes as long as a stretch may. */
const slowly = (world: World): void =>
  world.interfere((call) => {
    if (call === 'records.write') world.time.now += 20_000
  })

/** What can be told of a result whatever serial numbers were made. A row that is told again tells the version by then. */
const without = (results: readonly ResultRow[]) =>
  results.map(({ serialNumber = '', version: _, ...rest }) => ({ ...rest, isRandom: serialNumber.length > 3 }))

/** What an import has come to: its figures, its result, and the passes. */
const cameTo = async (world: World) => {
  const { counts, status } = await newest(world)
  const { items } = await world.service.passes.list('card', { limit: 200 })
  const passes = items.map(({ serialNumber, revision }) =>
    serialNumber.length > 3 ? revision : [serialNumber, revision],
  )
  return { counts, status, results: without(await resultRows(world, 'a.ndjson')), passes: passes.map(String).sort() }
}

describe('an import of many rows', () => {
  it('goes on stretch by stretch, and each begins where the one before ended', async () => {
    const world = await aReadyWorld()
    const row = (index: number) => ({
      serialNumber: index % 50 === 0 ? `A-${index}` : '',
      template: 'card',
      values: { name: 'Ada' },
    })
    let puts = 0
    world.interfere((call, [, key]) => {
      if (call === 'assets.put' && String(key).includes('.parts/')) puts++
    })
    const done = await importFile(world, 'a.ndjson', ndjson(...Array.from({ length: 5000 }, (_, index) => row(index))))
    expect(done).toMatchObject({ status: 'done', counts: { created: 100, failed: 4900 }, step: 7 })
    expect([done.parts.length, puts]).toEqual([5, 5])
    const results = await resultRows(world, 'a.ndjson')
    expect(results.map(({ row }) => row)).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1))
  }, 20_000)

  it('ends a stretch when its time is over', async () => {
    const world = await aReadyWorld()
    slowly(world)
    const done = await importFile(world, 'a.ndjson', ndjson(...rows))
    expect(done.parts).toHaveLength(2)
    expect(await resultRows(world, 'a.ndjson')).toHaveLength(40)
  })

  it('works on no more than 32 rows at once', async () => {
    const world = await aReadyWorld()
    const { records } = world.memory
    let [under, most] = [0, 0]
    const ports = {
      ...world.memory,
      records: {
        ...records,
        write: async (write: Parameters<typeof records.write>[0]) => {
          under++
          most = Math.max(most, under)
          await new Promise((resolve) => setTimeout(resolve, 1))
          under--
          return await records.write(write)
        },
      },
    }
    const file = ndjson(...Array.from({ length: 100 }, () => ({ template: 'card', values: { name: 'Ada' } })))
    await importFile({ ...world, service: makeService(ports, settings) }, 'a.ndjson', file)
    expect(most).toBe(32)
  })
})

describe('whatever happens on the way', () => {
  const unharmed = async () => {
    const world = await aReadyWorld()
    slowly(world)
    world.takeCalls()
    await importFile(world, 'a.ndjson', ndjson(...rows))
    return { calls: world.takeCalls(), came: await cameTo(world) }
  }

  it('a message that comes twice, one after the other or at the same time, changes nothing', async () => {
    const { came } = await unharmed()
    const world = await aReadyWorld()
    slowly(world)
    const { imports } = world.service
    await arrive(world, 'a.ndjson', ndjson(...rows))
    world.memory.onImports(async (message) => {
      await Promise.all([imports.step(message), world.another().imports.step(message)])
      await imports.step(message)
    })
    await world.memory.settled()
    expect(await cameTo(world)).toEqual(came)
  })

  /** Runs the import in a process that dies before a call of a port; then another one takes over. */
  const killedBefore = async (call: number): Promise<World> => {
    const world = await aReadyWorld()
    let calls = 0
    let isDead = false
    let die: (reason: Error) => void = () => undefined
    const death = new Promise<never>((_, reject) => {
      die = reject
    })
    death.catch(() => undefined)
    world.interfere((name) => {
      if (name === 'records.write') world.time.now += 20_000
      if (calls++ < call) return undefined
      isDead = true
      die(new Error('killed'))
      return new Promise(() => undefined)
    })
    const other = makeService(world.memory, settings)
    const doing = async (step: (service: Service) => Promise<void>): Promise<void> =>
      isDead ? step(other) : Promise.race([step(world.service), death])
    await world.memory.assets.put('imports', 'a.ndjson', utf8(ndjson(...rows)), { contentType: 'text/plain' })
    const found = () => doing(({ imports }) => imports.found('a.ndjson', 'first'))
    await found().catch(found)
    world.memory.onImports((message) => doing(({ imports }) => imports.step(message)))
    await world.memory.settled()
    return { ...world, service: other }
  }

  it('a process that dies at any moment leaves an import that another one brings to the same end', async () => {
    const { calls, came } = await unharmed()
    const moments = [...calls.keys()].filter(
      (at) => at % 25 === 0 || !/^(?:records|templates|secrets)/.test(calls[at] ?? ''),
    )
    expect(moments.length).toBeGreaterThan(25)
    for (const moment of moments) {
      const world = await killedBefore(moment)
      expect(await cameTo(world), `killed before ${calls[moment]} (${moment})`).toEqual(came)
      expect(await world.memory.assets.get('imports', 'a.ndjson', { maxBytes: 1e6 })).toBeUndefined()
    }
  }, 60_000)

  it('what was done before the world did not answer is kept, and the others follow after a rest', async () => {
    const world = await aReadyWorld()
    const sent: unknown[] = []
    world.interfere((call, args) => {
      if (call === 'queues.sendImports') sent.push(args)
      if (call !== 'records.get' || JSON.stringify(args).includes('A-1"')) return
      throw new UnavailableError('the store is down')
    })
    const file = Array.from({ length: 33 }, (_, index) => ({
      serialNumber: index < 32 ? 'A-1' : 'A-2',
      template: 'card',
      values: { name: 'x' },
    }))
    await arrive(world, 'a.ndjson', ndjson(...file))
    const { id } = await newest(world)
    await world.service.imports.step({ kind: 'import', id, step: 0 })
    expect(await newest(world)).toMatchObject({
      status: 'running',
      counts: { created: 1, unchanged: 31 },
      position: { line: 32 },
    })
    expect(sent.at(-1)).toEqual([[{ kind: 'import', id, step: 2 }], 10])
    await expect(world.service.imports.step({ kind: 'import', id, step: 2 })).rejects.toThrow('the store is down')
    world.interfere(undefined)
    await world.service.imports.step({ kind: 'import', id, step: 2 })
    expect(await newest(world)).toMatchObject({ counts: { created: 2, unchanged: 31 } })
  })

  it('an import whose message was lost goes on after 5 minutes', async () => {
    const world = await aReadyWorld()
    await arrive(world, 'a.ndjson', ndjson(...rows))
    world.memory.onImports(() => Promise.resolve())
    await world.memory.settled()
    expect(await world.service.imports.resumeStuck()).toBe(0)
    world.time.now += 5 * minute
    work(world)
    expect(await world.service.imports.resumeStuck()).toBe(1)
    await world.memory.settled()
    expect(await newest(world)).toMatchObject({ status: 'done' })
    world.time.now += 5 * minute
    expect(await world.service.imports.resumeStuck()).toBe(0)
  })
})

describe('a file that arrives', () => {
  const [one, other] = [
    ndjson({ serialNumber: 'A-1', template: 'card', values: { name: 'Ada' } }),
    ndjson({ serialNumber: 'A-1', template: 'card', values: { name: 'Eve' } }),
  ]

  const imports = async ({ service }: World) => (await service.imports.list({ limit: 10 })).items

  it('is imported once, however often that is told', async () => {
    const world = await aReadyWorld()
    await arrive(world, 'a.ndjson', one)
    await arrive(world, 'a.ndjson', one)
    work(world)
    await world.memory.settled()
    await world.service.imports.found('a.ndjson', 'first')
    await world.memory.settled()
    expect(await imports(world)).toHaveLength(1)
    expect(await passOf(world, 'A-1')).toMatchObject({ revision: 1 })
  })

  it('under the name of one that was imported is imported, too', async () => {
    const world = await aReadyWorld()
    await importFile(world, 'a.ndjson', one)
    world.time.now += minute
    await world.memory.assets.put('imports', 'a.ndjson', utf8(other), { contentType: 'text/plain' })
    await world.service.imports.found('a.ndjson', 'second')
    await world.memory.settled()
    expect(await imports(world)).toMatchObject([{ counts: { changed: 1 } }, { counts: { created: 1 } }])
    expect(await passOf(world, 'A-1')).toMatchObject({ values: { name: 'Eve' } })
  })

  it('under the name of one that is being imported ends that, and is imported itself', async () => {
    const world = await aReadyWorld()
    slowly(world)
    await arrive(world, 'a.ndjson', ndjson(...rows))
    const { id } = await newest(world)
    await world.service.imports.step({ kind: 'import', id, step: 0 })
    world.time.now += minute
    await world.memory.assets.put('imports', 'a.ndjson', utf8(other), { contentType: 'text/plain' })
    await world.service.imports.found('a.ndjson', 'second')
    work(world)
    await world.memory.settled()
    expect(await imports(world)).toMatchObject([
      { status: 'done', counts: { changed: 1 } },
      { status: 'failed', failure: { code: 'import/file-replaced' }, position: { line: 32 } },
    ])
    expect(await passOf(world, 'A-1')).toMatchObject({ values: { name: 'Eve' } })
  })

  it('and is taken away again ends the import', async () => {
    const world = await aReadyWorld()
    await arrive(world, 'a.ndjson', one)
    await world.memory.assets.remove('imports', 'a.ndjson')
    work(world)
    await world.memory.settled()
    expect(await newest(world)).toMatchObject({ status: 'failed', failure: { code: 'import/file-missing' } })
    expect(await resultText(world, 'a.ndjson')).toBeUndefined()
  })
})
