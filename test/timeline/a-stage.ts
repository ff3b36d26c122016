/** A deployment with a simulated device, between which a test may stand, and a push service that answers as the test says. */
import type { DeviceLibraryIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { type SimulatedDevice, simulateDevice } from '../../lib/device/index.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import type { PushAnswer } from '../../lib/ports/pusher.ts'
import type { Timeline, Why } from '../../lib/service/timeline/timeline-service.ts'
import { makeNotify } from '../../lib/service/work/notify.ts'
import type { TemplateChanges } from '../builders/template.ts'
import { aPass, aReadyWorld, connect, put, theChain, type World } from '../service/world.ts'

/** Stands between the device and the service. */
export type Between = (request: Request, send: (request: Request) => Promise<Response>) => Promise<Response>

/** Where everything happens. */
export interface Stage {
  readonly world: World
  /** Every line that a device posted. */
  readonly logged: string[]
  /** What the push service answers. `no push`: notifications are lost on their way. */
  push: PushAnswer | 'no push'
  between: Between | undefined
  readonly device: SimulatedDevice
  /** Another device, which trusts the passes of the stage. */
  readonly anotherDevice: () => Promise<SimulatedDevice>
  /** Changes a pass a minute later, and waits until devices are pushed to. */
  readonly change: (values: JsonObject, serialNumber?: string) => Promise<void>
  /** Has a device add a pass. */
  readonly add: (device: SimulatedDevice, serialNumber?: string) => Promise<void>
  /** Does what the push makes a device do, a second later. */
  readonly wake: (device?: SimulatedDevice) => Promise<void>
  readonly timeline: (device?: SimulatedDevice, serialNumber?: string) => Promise<Timeline>
  readonly why: (device?: SimulatedDevice) => Promise<Why>
}

/** The pass type of its passes. */
export const type = 'pass.com.example.card'

const field = { key: 'name', label: 'Name', value: '${name}', changeMessage: 'You are %@ now' }

/** A template whose field tells of changes. */
export const telling: TemplateChanges = { pass: { generic: { primaryFields: [field] } } }

const whole = { limit: 200 }

/** A stage with the pass `A-1` for Ada, which the device does not hold yet. */
export const aStage = async (template: TemplateChanges = telling): Promise<Stage> => {
  const world = await aReadyWorld(template)
  connect(world)
  const { memory, service, time } = world
  const app = walletApp(service.wallet, { report: () => undefined })
  const logged: string[] = []

  const pusher = {
    push: () =>
      stage.push === 'no push' ? Promise.reject(new TypeError('no push is made')) : Promise.resolve(stage.push),
  }
  const notify = makeNotify({ ...world.ports, pusher })
  memory.onNotifications(async (notification) => {
    if (stage.push !== 'no push') await notify(notification)
  })

  const fetch = async (request: Request): Promise<Response> => {
    if (request.url.endsWith('/log')) logged.push(...(await request.clone().json()).logs)
    const send = async (sent: Request) => await app.fetch(sent)
    return await (stage.between ? stage.between(request, send) : send(request))
  }

  const aDevice = async (): Promise<SimulatedDevice> =>
    await simulateDevice({
      trust: { roots: [(await theChain()).root] },
      ...{ fetch, now: () => time.now, sleep: () => Promise.resolve() },
    })

  const stage: Stage = {
    ...{ world, logged, push: { kind: 'accepted', id: 'P-1' }, between: undefined },
    device: await aDevice(),
    anotherDevice: aDevice,
    change: async (values, serialNumber = 'A-1') => {
      time.now += 60_000
      await put(world, values, aPass(serialNumber))
      await memory.settled()
    },
    add: async (device, serialNumber = 'A-1') => {
      const { bytes } = await service.passes.file(aPass(serialNumber))
      await device.add(bytes)
      await memory.settled()
      time.now += 1000
    },
    wake: async (device = stage.device) => {
      time.now += 1000
      await device.wake(type)
    },
    timeline: (device, serialNumber = 'A-1') => {
      const pass = { ...aPass(), serialNumber: serialNumber as SerialNumber }
      const id = device?.deviceLibraryIdentifier as DeviceLibraryIdentifier | undefined
      return service.timeline.read(pass, { page: whole, ...(id === undefined ? {} : { device: id }) })
    },
    why: async (device) => (await stage.timeline(device)).why as Why,
  }
  await put(world)
  await memory.settled()
  return stage
}

/** A stage whose device holds the pass. */
export const aHeldStage = async (template?: TemplateChanges): Promise<Stage> => {
  const stage = await aStage(template)
  await stage.add(stage.device)
  return stage
}

const numberAtEnd = /\d+$/

/** Changes the requests for lists: the number of their tag goes up. */
export const tagAhead: Between = (request, send) => {
  const url = new URL(request.url)
  const tag = url.searchParams.get('passesUpdatedSince')
  if (tag === null) return send(request)
  url.searchParams.set(
    'passesUpdatedSince',
    tag.replace(numberAtEnd, (seq) => String(Number(seq) + 1)),
  )
  return send(new Request(url, request))
}

/** Changes one header of the requests for passes; undefined takes it away. */
export const headerOfFetch =
  (name: string, value: (now: Date) => string | undefined, stage: Stage): Between =>
  (request, send) => {
    if (!(request.method === 'GET' && request.url.includes('/passes/'))) return send(request)
    const headers = new Headers(request.headers)
    const text = value(new Date(stage.world.time.now))
    if (text === undefined) headers.delete(name)
    else headers.set(name, text)
    return send(new Request(request, { headers }))
  }
