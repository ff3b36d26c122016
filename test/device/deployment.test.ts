/** Simulated devices that live with a deployment of ours: no line is ever posted to its log. */
import { describe, expect, it } from 'vitest'
import type { PassTypeIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { exchangesOf, messagesOf, type Report, type SimulatedDevice, simulateDevice } from '../../lib/device/index.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import { makeNotify } from '../../lib/service/work/notify.ts'
import { ada, aPersonalWorld, create, theNfcChain } from '../service/personal.ts'
import { aReadyWorld, connect, put, theChain, type World } from '../service/world.ts'

const type = 'pass.com.example.card'

const aPass = (serialNumber: string) => ({
  passTypeIdentifier: type as PassTypeIdentifier,
  serialNumber: serialNumber as SerialNumber,
})

const pass = aPass('A-1')

const field = { key: 'name', label: 'Name', value: '${name}', changeMessage: 'You are %@ now' }

/** A deployment, and the devices that it wakes by their push tokens. */
interface Stage {
  readonly world: World
  /** Every line that any device posted. */
  readonly logged: string[]
  /** What pushes made devices do, since it was asked for the last time. */
  readonly pushed: () => Promise<Report[]>
  readonly change: (values: JsonObject, serialNumber?: string) => Promise<void>
  readonly device: () => Promise<SimulatedDevice>
  readonly pkpass: (serialNumber?: string) => Promise<Uint8Array>
}

const stageOf = async (world: World, root: string): Promise<Stage> => {
  const app = walletApp(world.service.wallet, { report: () => undefined })
  const [logged, devices, tokens]: [string[], SimulatedDevice[], string[]] = [[], [], []]
  const push = (_: string, pushToken: string) => {
    tokens.push(pushToken)
    return Promise.resolve({ kind: 'accepted' } as const)
  }
  world.memory.onNotifications(makeNotify({ ...world.memory, pusher: { push } }))
  await world.memory.settled()
  const fetch = async (request: Request): Promise<Response> => {
    if (request.url.endsWith('/log')) logged.push(...(await request.clone().json()).logs)
    return await app.fetch(request)
  }
  return {
    world,
    logged,
    pushed: async () => {
      await world.memory.settled()
      const woken = devices.filter(({ pushToken }) => tokens.includes(pushToken))
      tokens.length = 0
      return await Promise.all(woken.map((device) => device.wake(type)))
    },
    change: async (values, serialNumber = 'A-1') => {
      world.time.now += 5000
      await put(world, values, aPass(serialNumber))
    },
    device: async () => {
      const device = await simulateDevice({
        trust: { roots: [root] },
        fetch,
        now: () => world.time.now,
        sleep: () => Promise.resolve(),
      })
      devices.push(device)
      return device
    },
    pkpass: async (serialNumber = 'A-1') => (await world.service.passes.file(aPass(serialNumber))).bytes,
  }
}

const aStage = async (): Promise<Stage> => {
  const world = await aReadyWorld({ pass: { generic: { primaryFields: [field] } } })
  connect(world)
  await put(world)
  return await stageOf(world, (await theChain()).root)
}

const statuses = (report: Report): string[] => exchangesOf(report).map(({ call, status }) => `${call} ${status}`)

const nameOn = ({ passes }: SimulatedDevice, serialNumber = 'A-1'): string | undefined =>
  passes.find((held) => held.serialNumber === serialNumber)?.fields[0]?.value

describe('a whole life', () => {
  it('from the installation to the removal gives nothing to complain about', async () => {
    const stage = await aStage()
    const device = await stage.device()
    expect(statuses(await device.add(await stage.pkpass()))).toEqual(['register 201'])
    // Without a tag, all passes are named.
    expect(statuses(await device.reboot())).toEqual(['list 200', 'latest 200'])
    expect(statuses(await device.reboot())).toEqual(['list 204'])

    await stage.change({ name: 'Grace' })
    const [update] = await stage.pushed()
    expect(update && [statuses(update), messagesOf(update)]).toEqual([
      ['list 200', 'latest 200'],
      ['You are Grace now'],
    ])
    expect(statuses(await device.reboot())).toEqual(['list 204'])
    expect(statuses(await device.pullToRefresh(pass))).toEqual(['list 204'])

    expect(statuses(await device.rotatePushToken())).toEqual(['register 200'])
    await stage.pushed()
    await stage.change({ name: 'Joan' })
    expect((await stage.pushed()).flatMap(messagesOf)).toEqual(['You are Joan now'])

    expect(statuses(await device.setUpdates(pass, 'off'))).toEqual(['unregister 200'])
    await stage.change({ name: 'Radia' })
    expect(await stage.pushed()).toEqual([])
    expect(statuses(await device.setUpdates(pass, 'on'))).toEqual(['register 201'])
    expect((await stage.pushed()).flatMap(messagesOf)).toEqual(['You are Radia now'])

    expect(statuses(await device.remove(pass))).toEqual(['unregister 200'])
    await stage.change({ name: 'Barbara' })
    expect([await stage.pushed(), stage.logged]).toEqual([[], []])
  })

  it('of a pass that never changes gives nothing to complain about', async () => {
    const stage = await aStage()
    const device = await stage.device()
    await stage.change({ name: 'Grace' })
    await stage.pushed()
    await device.add(await stage.pkpass())
    await stage.pushed()
    await device.setUpdates(pass, 'off')
    await device.setUpdates(pass, 'on')
    await stage.pushed()
    await device.rotatePushToken()
    await stage.pushed()
    await device.reboot()
    expect(stage.logged).toEqual([])
  })
})

describe('a device ends on the newest version', () => {
  it('after two changes within a second', async () => {
    const stage = await aStage()
    const device = await stage.device()
    await device.add(await stage.pkpass())
    await stage.change({ name: 'Grace' })
    await put(stage.world, { name: 'Joan' }, pass)
    await stage.pushed()
    expect([nameOn(device), stage.logged]).toEqual(['Joan', []])
  })

  it('after a change between download and registration', async () => {
    const stage = await aStage()
    const device = await stage.device()
    const pkpass = await stage.pkpass()
    await stage.change({ name: 'Grace' })
    await device.add(pkpass)
    await stage.pushed()
    expect([nameOn(device), stage.logged]).toEqual(['Grace', []])
  })

  it('after a change while it fetches another one', async () => {
    const stage = await aStage()
    const device = await stage.device()
    await device.add(await stage.pkpass())
    await stage.change({ name: 'Grace' })
    await Promise.all([stage.pushed(), stage.change({ name: 'Joan' })])
    await stage.pushed()
    expect([nameOn(device), stage.logged]).toEqual(['Joan', []])
  })

  it('after updates were switched off for a week', async () => {
    const stage = await aStage()
    const device = await stage.device()
    await device.add(await stage.pkpass())
    await device.setUpdates(pass, 'off')
    await stage.change({ name: 'Grace' })
    stage.world.time.now += 7 * 24 * 3_600_000
    await device.setUpdates(pass, 'on')
    await stage.pushed()
    expect([nameOn(device), stage.logged]).toEqual(['Grace', []])
  })
})

it("a pass with a form becomes its holder's, and is kept up to date", async () => {
  const world = await aPersonalWorld()
  const stage = await stageOf(world, (await theNfcChain()).root)
  const { serialNumber } = await create(world)
  const device = await stage.device()
  const added = await device.add(await stage.pkpass(serialNumber))
  expect([exchangesOf(added), device.passes[0]?.form]).toEqual([[], expect.any(Array)])
  const report = await device.personalize(aPass(serialNumber), ada)
  expect(statuses(report)).toEqual(['personalize 200', 'latest 200', 'register 201'])
  expect([report.ok, nameOn(device, serialNumber)]).toEqual([true, 'Ada Lovelace'])
  await stage.pushed()
  await stage.change({ name: 'Grace' }, serialNumber)
  await stage.pushed()
  expect([nameOn(device, serialNumber), stage.logged]).toEqual(['Grace', []])
})

describe('many at once', () => {
  it('a device adds 20 passes at once, and gets the changes of all', async () => {
    const stage = await aStage()
    const device = await stage.device()
    const serials = Array.from({ length: 20 }, (_, index) => `B-${index}`)
    for (const serial of serials) await put(stage.world, { name: 'Ada' }, aPass(serial))
    const files = await Promise.all(serials.map(stage.pkpass))
    const reports = await Promise.all(files.map((file) => device.add(file)))
    expect(new Set(reports.flatMap(statuses))).toEqual(new Set(['register 201']))
    for (const serial of serials) await stage.change({ name: 'Grace' }, serial)
    await stage.pushed()
    expect([serials.map((serial) => nameOn(device, serial)), stage.logged]).toEqual([serials.map(() => 'Grace'), []])
  })

  it('a hundred devices register a pass at once', async () => {
    const stage = await aStage()
    const pkpass = await stage.pkpass()
    const devices = await Promise.all(Array.from({ length: 100 }, stage.device))
    const reports = await Promise.all(devices.map((device) => device.add(pkpass)))
    expect(reports.flatMap(statuses)).toEqual(devices.map(() => 'register 201'))
  })
})
