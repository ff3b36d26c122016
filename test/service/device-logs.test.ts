import { describe, expect, it } from 'vitest'
import { memoryEvents } from '../../lib/adapters/memory/events.ts'
import { memoryMetrics } from '../../lib/adapters/memory/metrics.ts'
import { memoryRegistrations } from '../../lib/adapters/memory/registrations.ts'
import type { DeviceLibraryIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import { issueFor } from '../../lib/core/links/issue.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { PassEvent } from '../../lib/ports/events.ts'
import { type LogPorts, makeLog } from '../../lib/service/device-logs/log.ts'
import { fetchLine, listLine, phone, registerLine, serviceLine, type, url, watch } from './log-lines.ts'

const few = issueFor('few', 'AAECAwQFBgcICQoL')
const many = issueFor('many', 'AAECAwQFBgcICQoL')

/** 2026-11-21, some minutes after noon. */
const now = Date.UTC(2026, 10, 21, 12, 34, 56)

interface Held {
  readonly device?: string
  readonly serials: readonly string[]
  readonly issue?: string
}

const aStore = async (held: readonly Held[], ports: Partial<LogPorts> = {}) => {
  const registrations = memoryRegistrations()
  for (const { device = phone, serials, issue = few } of held) {
    const id = { deviceLibraryIdentifier: device as DeviceLibraryIdentifier, passTypeIdentifier: type }
    for (const serial of serials) {
      const serialNumber = serial as SerialNumber
      await registrations.register({ device: id, serialNumber, issue, pushToken: 'ab'.repeat(32), now, epoch: 'e' })
    }
  }
  const time = { now }
  const events = memoryEvents()
  const { metrics, counts } = memoryMetrics()
  const finds: string[] = []
  const watched = {
    find: (id: Parameters<typeof registrations.find>[0]) => {
      finds.push(id.deviceLibraryIdentifier)
      return registrations.find(id)
    },
  }
  const log = makeLog({ registrations: watched, events, metrics, clock: { now: () => time.now }, ...ports })
  const eventsOf = async (serial: string): Promise<readonly PassEvent[]> =>
    (await events.list({ passTypeIdentifier: type, serialNumber: serial as SerialNumber }, { limit: 50 })).items
  return { log, eventsOf, counts, finds, time }
}

describe('what devices log', () => {
  it('is on the timeline of the pass that the device holds, with cause and remedy', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }])
    await log([registerLine(phone, 'A-1')])
    expect(await eventsOf('A-1')).toEqual([
      {
        pass: { passTypeIdentifier: type, serialNumber: 'A-1' },
        at: Date.UTC(2026, 10, 21, 12),
        key: expect.stringMatching(/^device-log-register-unauthorized-[0-9a-f]{16}$/),
        kind: 'device-log',
        detail: {
          cause: 'register-unauthorized',
          what: 'A device was not allowed to register the pass: it holds another authentication token than the record.',
          remedy:
            'look whether the pass was erased and issued anew, or comes from a system that it was not adopted from',
          level: 'error',
          message: 'Authentication failure',
        },
      },
    ])
  })

  it('is dropped for a device that does not hold the pass, but counted', async () => {
    const { log, eventsOf, counts } = await aStore([{ serials: ['A-1'] }, { device: watch, serials: ['A-2'] }])
    await log([registerLine(watch, 'A-1'), registerLine('stranger', 'A-1')])
    expect(await eventsOf('A-1')).toEqual([])
    expect(counts()).toEqual([{ name: 'DeviceLogLines', dimensions: { cause: 'register-unauthorized' }, count: 2 }])
  })

  it('is dropped for a pass of another type', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }])
    await log([registerLine(phone, 'A-1').replace(type, 'pass.com.example.other')])
    expect(await eventsOf('A-1')).toEqual([])
  })

  it('without a serial number is told to each pass of the type that the device holds, to ten at most', async () => {
    const serials = Array.from({ length: 12 }, (_, index) => `A-${index}`)
    const { log, eventsOf } = await aStore([{ serials }])
    await log([listLine(phone)])
    const told = await Promise.all(serials.map(async (serial) => (await eventsOf(serial)).length))
    expect(told.reduce((sum, count) => sum + count)).toBe(10)
    expect(await eventsOf('A-0')).toMatchObject([{ detail: { cause: 'list-demands-token' } }])
  })

  it('without a device is told only if another line names a device that holds the pass', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }, { device: watch, serials: ['A-2'] }])
    await log([fetchLine('A-1'), registerLine(watch, 'A-2')])
    expect(await eventsOf('A-1')).toEqual([])
    await log([fetchLine('A-1'), listLine(phone)])
    expect((await eventsOf('A-1')).map(({ detail }) => detail.cause).sort()).toEqual([
      'connection-failed',
      'list-demands-token',
    ])
  })

  it('without a device is about the one that holds the pass, whichever is named first', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }, { device: watch, serials: ['A-2'] }])
    await log([listLine(phone), listLine(watch), fetchLine('A-2')])
    expect((await eventsOf('A-2')).map(({ detail }) => detail.cause)).toContain('connection-failed')
  })

  it('without device and serial number is told to the passes of a device that another line names', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }])
    await log([
      serviceLine('the lastUpdated tag (17) remained the same.'),
      listLine(phone, 'Unexpected response code 500'),
    ])
    expect((await eventsOf('A-1')).map(({ detail }) => detail.cause)).toContain('tag-unchanged')
  })

  it('of the same cause and device is one event an hour', async () => {
    const { log, eventsOf, time } = await aStore([{ serials: ['A-1'] }])
    await log([registerLine(phone, 'A-1')])
    time.now += 25 * 60 * 1000
    await log([registerLine(phone, 'A-1')])
    expect(await eventsOf('A-1')).toHaveLength(1)
    time.now += 60 * 1000
    await log([registerLine(phone, 'A-1')])
    expect(await eventsOf('A-1')).toHaveLength(2)
  })

  it('of different causes or devices are different events', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }, { device: watch, serials: ['A-1'] }])
    await log([registerLine(phone, 'A-1'), registerLine(watch, 'A-1'), registerLine(phone, 'A-1', 'Lorem')])
    expect(await eventsOf('A-1')).toHaveLength(3)
  })

  it('says how many lines of a request were alike', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }])
    await log(Array.from({ length: 7 }, () => registerLine(phone, 'A-1')))
    expect(await eventsOf('A-1')).toMatchObject([{ detail: { count: 7 } }])
  })

  it('of a pass for many is counted, and on no timeline', async () => {
    const { log, eventsOf, counts } = await aStore([{ serials: ['A-1'], issue: many }])
    await log([registerLine(phone, 'A-1'), listLine(phone)])
    expect(await eventsOf('A-1')).toEqual([])
    expect(counts().map(({ count }) => count)).toEqual([1, 1])
  })

  it('has each device looked for once, and five of them at most', async () => {
    const { log, finds } = await aStore([])
    const devices = Array.from({ length: 9 }, (_, index) => `device-${index}`)
    await log([...devices, ...devices].map((device) => registerLine(device, 'A-1')))
    expect(finds).toEqual(['device-0', 'device-1', 'device-2', 'device-3', 'device-4'])
  })

  it('tells of 50 events at most', async () => {
    const serials = Array.from({ length: 80 }, (_, index) => `A-${index}`)
    const { log, eventsOf } = await aStore([{ serials }])
    await log(serials.map((serial) => registerLine(phone, serial)))
    const told = await Promise.all(serials.map(async (serial) => (await eventsOf(serial)).length))
    expect(told.reduce((sum, count) => sum + count)).toBe(50)
  })

  it('reads nothing for lines that name no device', async () => {
    const { log, finds } = await aStore([])
    await log([fetchLine('A-1'), serviceLine('x'), '', 'for device x'])
    expect(finds).toEqual([])
  })

  it('tells a timeline neither the device nor anything that opens a pass', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }])
    const token = '1.AAECAwQFBgcICQoL.j9ivSi-IBgRJC8pMIkWF7lx-5SNAjSXngG3AJubhm3A'
    await log([registerLine(phone, 'A-1', `failure (ApplePass ${token}) ${url}?q=1 for ${phone}`)])
    const told = JSON.stringify(await eventsOf('A-1'))
    for (const secret of [phone, token, 'https:', '?q']) expect(told).not.toContain(secret)
  })

  it.each<[string, Partial<LogPorts>]>([
    ['registrations', { registrations: { find: () => Promise.reject(new UnavailableError('no')) } }],
    ['events', { events: { append: () => Promise.reject(new UnavailableError('no')) } }],
  ])('fails no request when the store of %s does; that is counted', async (store, ports) => {
    const { log, counts } = await aStore([{ serials: ['A-1'] }], ports)
    await log([registerLine(phone, 'A-1')])
    expect(counts()).toContainEqual({ name: 'DeviceLogFailures', dimensions: { store }, count: 1 })
  })
})
