/** One pass on 20,000 devices: told page by page, nobody twice, and nobody else has to wait for it. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { BuildMessage, Notification } from '../../lib/ports/queues.ts'
import type { PassId } from '../../lib/ports/records.ts'
import { aDevice, aPass, aReadyWorld, connect, hold, put, type World } from './world.ts'

const devices = 20_000
const pages = devices / 1000

const coupon = aPass('COUPON')
const ticket = aPass('TICKET')

interface Told {
  readonly world: World
  /** Messages of builds, in the order in which they were done. */
  readonly done: readonly string[]
  /** Pushes, in their order, by device. */
  readonly pushed: readonly string[]
  /** So many devices at most were named in one call of the queue. */
  readonly mostAtOnce: number
}

const nameOf = ({ kind, pass }: BuildMessage): string => `${kind} ${pass.serialNumber}`

/** Registers devices without asking the service. */
const crowd = async ({ memory, service }: World, pass: PassId): Promise<void> => {
  const { token } = await service.passes.read(pass)
  for (let number = 0; number < devices; number++) {
    await memory.registrations.register({
      ...{ device: aDevice(`phone-${number}`), serialNumber: pass.serialNumber, issue: token.issue },
      ...{ pushToken: `${number}`, now: 1, epoch: `e${number}` },
    })
  }
}

/** Changes the coupon, and, when its first page is told, the ticket of another device. One message of each queue at a time. */
const tellAll = async (): Promise<Told> => {
  const world = await aReadyWorld()
  const { memory, service } = world
  await put(world, { name: 'Ada' }, coupon)
  await put(world, { name: 'Ada' }, ticket)
  await hold(world, ticket, 'traveller')
  await crowd(world, coupon)
  const done: string[] = []
  const pushed: string[] = []
  let mostAtOnce = 0
  world.interfere((call, [notifications]) => {
    if (call === 'queues.sendNotifications' && Array.isArray(notifications))
      mostAtOnce = Math.max(mostAtOnce, notifications.length)
  })
  connect(world)
  memory.onBuilds(async (message) => {
    await service.work.build(message)
    done.push(nameOf(message))
    if (done.length === 1) await put(world, { name: 'Grace' }, ticket)
    // As with real queues, others get their turn between two messages.
    await new Promise((resolve) => setTimeout(resolve, 2))
  })
  memory.onNotifications(async (notification: Notification) => {
    await service.work.notify(notification)
    pushed.push(notification.deviceLibraryIdentifier)
  })
  await put(world, { name: 'Grace' }, coupon)
  await memory.settled()
  return { world, done, pushed, mostAtOnce }
}

describe('a change of a pass on 20,000 devices', { timeout: 60_000 }, () => {
  let told: Told

  beforeAll(async () => {
    told = await tellAll()
  }, 60_000)

  it('is told in pages of at most 1,000 devices, each brought by a message of its own', () => {
    expect(told.done.filter((name) => name.endsWith('COUPON'))).toEqual([
      'build COUPON',
      ...Array.from({ length: pages - 1 }, () => 'announce COUPON'),
    ])
    expect(told.mostAtOnce).toBe(1000)
  })

  it('reaches every device with one mark and one push', async () => {
    const phones = told.pushed.filter((device) => device.startsWith('phone-'))
    expect(phones).toHaveLength(devices)
    expect(new Set(phones).size).toBe(devices)
    const { registrations } = told.world.memory
    const found = await Promise.all(
      Array.from({ length: devices }, (_, number) => registrations.find(aDevice(`phone-${number}`))),
    )
    const wrong = found.filter((device) => device?.seq !== 1 || device.notified !== 1)
    expect(wrong).toHaveLength(0)
    expect(found[0]?.passes.get(coupon.serialNumber)).toMatchObject({ n: 1, v: 2 })
  })

  it('holds up no other change: that is built and announced between two pages', () => {
    expect(told.done.indexOf('build TICKET')).toBeLessThanOrEqual(3)
    expect(told.pushed.indexOf('traveller')).toBeGreaterThan(-1)
    expect(told.pushed.indexOf('traveller')).toBeLessThan(5000)
  })

  it('is on the timeline of the pass page by page, and waits no more', async () => {
    const { memory, service } = told.world
    const { items } = await memory.events.list(coupon, { limit: 100 })
    const announced = items.filter(({ kind }) => kind === 'announced')
    expect(announced.map(({ detail }) => detail)).toEqual(
      Array.from({ length: pages }, () => ({ version: 2, devices: 1000 })),
    )
    expect((await service.passes.read(coupon)).pending).toBe(undefined)
  })
})
