/** What happened to a pass, and on the devices that hold it, as one list. */
import { describe, expect, it } from 'vitest'
import type { PageRequest } from '../../lib/ports/page.ts'
import type { TimelineEvent } from '../../lib/service/timeline/timeline-service.ts'
import { aPass, codeOf, hold } from '../service/world.ts'
import { aHeldStage, aStage, type Stage, telling } from './a-stage.ts'

const aLife = async (): Promise<Stage> => {
  const stage = await aHeldStage()
  await stage.change({ name: 'Grace' })
  await stage.wake()
  return stage
}

const shown = ({ at, kind, device, detail }: TimelineEvent) => [
  new Date(at).toISOString().slice(14, 19),
  kind,
  ...(device === undefined ? [] : [device]),
  detail,
]

const pageBy = async ({ world }: Stage, limit: number): Promise<readonly (readonly TimelineEvent[])[]> => {
  const pages: (readonly TimelineEvent[])[] = []
  let cursor: string | undefined
  do {
    const page: PageRequest = { limit, ...(cursor === undefined ? {} : { cursor }) }
    const { events, next } = await world.service.timeline.read(aPass(), { page })
    pages.push(events)
    expect(pages.length).toBeLessThan(50)
    cursor = next
  } while (cursor !== undefined)
  return pages
}

describe('a timeline', () => {
  it('tells the way of a change from the record to the phone, newest first', async () => {
    const stage = await aLife()
    const { deviceLibraryIdentifier: device } = stage.device
    const { events } = await stage.timeline()
    expect(events.map(shown)).toEqual([
      ['01:02', 'fetched', { version: 2 }],
      ['01:02', 'listed', device, { since: -1, until: 1, passes: 1 }],
      ['01:01', 'announced', { version: 2, devices: 1 }],
      ['01:01', 'built', { version: 2, bytes: expect.any(Number), signer: expect.any(String) }],
      ['01:01', 'changed', { revision: 2, version: 2, template: 'card@1', changed: ['name'] }],
      ['01:01', 'pushed', device, { seq: 1, outcome: 'accepted', id: 'P-1', attempt: 0 }],
      ['00:00', 'built', { version: 1, bytes: expect.any(Number), signer: expect.any(String) }],
      ['00:00', 'created', { revision: 1, version: 1, template: 'card@1' }],
      ['00:00', 'registered', { device, isNew: true }],
    ])
  })

  it('comes page by page, whatever the limit, with each step once', async () => {
    const stage = await aLife()
    const { events } = await stage.timeline()
    for (const limit of [1, 2, 3, 5, 9]) {
      const pages = await pageBy(stage, limit)
      expect(Math.max(...pages.map(({ length }) => length))).toBe(limit)
      expect(pages.flat()).toEqual(events)
    }
  })

  it('stays in place while more happens', async () => {
    const stage = await aLife()
    const { events } = await stage.timeline()
    const { next = '' } = await stage.world.service.timeline.read(aPass(), { page: { limit: 3 } })
    await stage.change({ name: 'Joan' })
    const page = { limit: 200, cursor: next }
    expect((await stage.world.service.timeline.read(aPass(), { page })).events).toEqual(events.slice(3))
  })

  it('says why on its first page only', async () => {
    const { world } = await aLife()
    const first = await world.service.timeline.read(aPass(), { page: { limit: 2 } })
    const second = await world.service.timeline.read(aPass(), { page: { limit: 2, cursor: first.next ?? '' } })
    expect([first.why?.code, 'why' in second]).toEqual(['up-to-date', false])
  })

  it('refuses what is no cursor of its own', async () => {
    const { world } = await aLife()
    for (const cursor of ['', 'x', '1', '1.', '.1', '-1.0', '1.2.3', 'WyJ4Il0', '1'.repeat(40)])
      expect(await codeOf(world.service.timeline.read(aPass(), { page: { limit: 1, cursor } }))).toBe(
        'request/cursor-invalid',
      )
  })

  it('of one device leaves the steps of others away', async () => {
    const stage = await aLife()
    const other = await stage.anotherDevice()
    await stage.add(other)
    await stage.wake(other)
    const devices = async (device?: typeof other) =>
      new Set((await stage.timeline(device)).events.map((event) => event.device))
    expect(await devices(other)).toEqual(new Set([undefined, other.deviceLibraryIdentifier]))
    expect((await devices()).size).toBe(3)
  })

  it('of a pass for many has no steps of single devices', async () => {
    const stage = await aHeldStage({ ...telling, settings: { audience: 'many' } })
    await stage.change({ name: 'Grace' })
    await stage.wake()
    const { events } = await stage.timeline()
    expect(events.map(({ kind }) => kind)).toEqual(['announced', 'built', 'changed', 'built', 'created'])
  })

  it('looks at twenty devices at most', async () => {
    const stage = await aStage()
    for (let device = 0; device < 25; device++) await hold(stage.world, aPass(), `phone-${device}`)
    await stage.change({ name: 'Grace' })
    stage.world.takeCalls()
    expect((await stage.why()).sentence).toMatch(/it is so for 20 of the 20 devices that were looked at/)
    const calls = stage.world.takeCalls()
    expect(calls.filter((call) => call === 'events.listOfDevice')).toHaveLength(20)
    expect(calls).toHaveLength(43)
  })
})

describe('an answer takes', () => {
  it.each<[string, (stage: Stage) => Promise<void>, readonly string[]]>([
    [
      'no more than what is known of the pass and its device, where that is enough',
      (stage) => stage.change({ name: 'Grace' }),
      [],
    ],
    [
      'nothing more for a pass that is up to date, once its template is known',
      async (stage) => {
        await stage.change({ name: 'Grace' })
        await stage.wake()
      },
      [],
    ],
    [
      'a look at the breaker, where nothing was pushed',
      async (stage) => {
        stage.push = 'no push'
        await stage.change({ name: 'Grace' })
      },
      ['breakers.find'],
    ],
  ])('%s', async (_, happen, more) => {
    const stage = await aHeldStage()
    await happen(stage)
    stage.world.takeCalls()
    await stage.timeline()
    const known = ['records.get', 'registrations.holders', 'registrations.find', 'events.list', 'events.listOfDevice']
    expect([...stage.world.takeCalls()].sort()).toEqual([...known, ...more].sort())
  })
})
