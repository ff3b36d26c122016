/** A deployment to drill: the whole service in memory, its processes, its queues, its push service and its phones. */
import { type MemoryPorts, memoryPorts } from '../../lib/adapters/memory/ports.ts'
import { memoryRecords } from '../../lib/adapters/memory/records.ts'
import type { Fetch } from '../../lib/device/web-service/send.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import type { Ports } from '../../lib/ports/ports.ts'
import type { Records } from '../../lib/ports/records.ts'
import type { DeviceId, Registrations } from '../../lib/ports/registrations.ts'
import { eachOf } from '../../lib/service/each-of.ts'
import type { Service } from '../../lib/service/service.ts'
import { putSigner } from '../builders/put-signer.ts'
import type { Chance } from '../fuzz/chance.ts'
import { anArchive, aPass, settings, theChain } from '../service/world.ts'
import { aPhone, type Phone } from './phones.ts'
import { makePost, type Post } from './post.ts'
import { aPushService, type PushService } from './push-service.ts'
import type { Stage } from './stages.ts'
import { type FastTime, fastTime } from './time.ts'
import { startWorker, type Trouble, type Worker } from './worker.ts'

/** How large a deployment is. */
export interface DeploymentOptions {
  readonly passes: number
  readonly devices: number
  /** How many times as fast as the machine's the time goes. */
  readonly speed: number
  /** Which passes a phone holds, by their numbers. Default: the first one, and some others by chance. */
  readonly heldBy?: (phone: number) => readonly number[]
  /** Is told when a phone has a new version. */
  readonly updated?: (serialNumber: string) => void
}

/** A mark of a device. */
export interface Mark {
  readonly device: DeviceId
  /** Milliseconds of the drill. */
  readonly at: number
}

/** A stage that is on. */
export interface BegunStage {
  /** How often anything went wrong on purpose so far. */
  readonly struck: () => number
  readonly end: () => Promise<void>
}

/** What a drill works with. */
export interface DrillDeployment {
  readonly time: FastTime
  readonly post: Post
  readonly ports: Ports
  readonly phones: readonly Phone[]
  readonly pushes: PushService
  readonly marks: readonly Mark[]
  readonly serials: readonly string[]
  /** Changes a pass, however often it has to be tried. */
  readonly change: (serial: string, name: string) => Promise<void>
  readonly begin: (stage: Stage) => Promise<BegunStage>
  readonly phonesIdle: () => Promise<void>
  /** What is not yet as it is to be: `phone 3: P-7 is at version 2 of 4`. */
  readonly outstanding: () => Promise<readonly string[]>
  readonly stop: () => Promise<void>
}

/** Holders of a page: few, so that announcing takes several messages. */
const pageSize = 25
/** How often the schedule runs, in milliseconds. */
const scheduleEvery = 5 * 60_000
/** Passes of one phone besides the one that all have. */
const passesOfPhone = 5
const passType = aPass().passTypeIdentifier

const watching = (registrations: Registrations, time: FastTime, marks: Mark[]): Registrations => ({
  ...registrations,
  holders: (pass, issue, page) =>
    registrations.holders(pass, issue, { ...page, limit: Math.min(page.limit, pageSize) }),
  mark: async (holding, version) => {
    const outcome = await registrations.mark(holding, version)
    if (outcome.kind === 'marked') marks.push({ device: holding.device, at: time.now() })
    return outcome
  },
})

/** The processes, and who takes the next piece of work. */
const makeCrew = (start: () => Worker, count: number) => {
  const crew = Array.from({ length: count }, start)
  let turn = 0
  return {
    next: (): Worker => {
      const index = turn++ % crew.length
      const worker = crew[index]
      if (worker?.isAlive()) return worker
      const fresh = start()
      crew[index] = fresh
      return fresh
    },
    restartAll: (): void => {
      for (const worker of crew) worker.kill()
    },
  }
}

/** What goes wrong at present. */
interface Mischief {
  trouble: Trouble
  kills: Stage['kills']
  isSignerAway: boolean
  callsUntilKill: number
  /** How often anything went wrong on purpose. */
  struck: number
}

const makeMischief = (): Mischief => ({
  trouble: {},
  kills: undefined,
  isSignerAway: false,
  callsUntilKill: 0,
  struck: 0,
})

/** Whether this call is the one that its process does not survive. */
const isLast = (mischief: Mischief, call: string): boolean => {
  if (call !== mischief.kills?.at || --mischief.callsUntilKill > 0) return false
  mischief.callsUntilKill = mischief.kills.every
  mischief.struck++
  return true
}

const portsOf = (memory: MemoryPorts, { post, pushes, marks, time, mischief }: Scene): Ports => ({
  ...memory,
  records: memoryRecords(post.tell),
  registrations: watching(memory.registrations, time, marks),
  queues: { ...memory.queues, ...post.queues },
  secrets: {
    ...memory.secrets,
    signers: async (type) => {
      if (!mischief.isSignerAway) return await memory.secrets.signers(type)
      mischief.struck++
      return undefined
    },
  },
  pusher: pushes.pusherOf(memory.secrets),
})

/** What the parts of a deployment share. */
interface Scene {
  readonly time: FastTime
  readonly chance: Chance
  readonly post: Post
  readonly pushes: PushService
  readonly marks: Mark[]
  readonly mischief: Mischief
}

const field = { key: 'name', label: 'Name', value: '${name}', changeMessage: 'You are %@ now' }

/** Publishes the template and issues the passes. */
const issue = async (service: Service, serials: readonly string[]): Promise<void> => {
  await service.templates.publish(anArchive({ pass: { generic: { primaryFields: [field] } } }))
  await eachOf(serials, 8, (serial) =>
    service.passes.put(aPass(serial), { template: 'card', values: { name: 'new' } }, {}),
  )
}

/** The serial number of a pass, counted from 0. */
export const serialOf = (number: number): string => `P-${number}`

/** A phone with its passes. */
const equip = async (
  { time, chance, pushes }: Scene,
  service: Service,
  fetch: Fetch,
  { passes, heldBy, updated }: DeploymentOptions,
  number: number,
): Promise<Phone> => {
  const { root } = await theChain()
  const phone = await aPhone({ time, chance, fetch, root, passType, ...(updated ? { updated } : {}) })
  pushes.onPush(phone.device.pushToken, phone.wake)
  const held = heldBy?.(number) ?? [0, ...Array.from({ length: passesOfPhone }, () => chance.below(passes))]
  for (const serial of new Set(held.map(serialOf)))
    await phone.device.add((await service.passes.file(aPass(serial))).bytes)
  return phone
}

const behind = async (records: Records, { device }: Phone, index: number): Promise<readonly string[]> => {
  const found = await Promise.all(
    device.passes.map(async ({ serialNumber, fields }) => {
      const record = await records.get(aPass(serialNumber))
      const shown = fields.find(({ key }) => key === 'name')?.value
      return shown === String(record?.values.name) ? [] : [`phone ${index}: ${serialNumber} shows "${shown}"`]
    }),
  )
  return found.flat()
}

/** Changes a pass, however often that has to be tried. */
const changer =
  ({ time }: Scene, next: () => Worker): DrillDeployment['change'] =>
  async (serial, name) => {
    for (;;) {
      try {
        await next().service.passes.patch(aPass(serial), { values: { name } }, {})
        return
      } catch {
        await time.sleep(1000)
      }
    }
  }

const beginner =
  ({ mischief, post, pushes }: Scene, restartAll: () => void): DrillDeployment['begin'] =>
  async (stage) => {
    const { trouble = {}, kills, isSignerAway = false } = stage
    Object.assign(mischief, { trouble, kills, isSignerAway, callsUntilKill: kills?.every ?? 0, struck: 0 })
    Object.assign(post.manners, { twiceOneIn: 0, latest: 0 }, stage.manners)
    // Those that run remember the signer.
    if (isSignerAway) restartAll()
    const before = { pushes: pushes.struck(), post: post.unruly() }
    await pushes.begin(stage.pushes)
    return {
      struck: () => mischief.struck + (pushes.struck() - before.pushes) + (post.unruly() - before.post),
      end: async () => {
        Object.assign(mischief, makeMischief())
        Object.assign(post.manners, { twiceOneIn: 0, latest: 0 })
        await pushes.begin(undefined)
      },
    }
  }

/** Runs the schedule as long as the time goes. */
const keepSchedule = ({ time }: Scene, next: () => Worker): void => {
  const run = (): void => {
    next()
      .service.work.redrive()
      .catch(() => undefined)
    time.later(scheduleEvery, run)
  }
  time.later(scheduleEvery, run)
}

/** Makes it: everything published and issued, every phone with its passes. */
export const aDeployment = async (options: DeploymentOptions, chance: Chance): Promise<DrillDeployment> => {
  const time = fastTime(options.speed)
  const chain = await theChain()
  const memory = memoryPorts({ clock: { now: time.now } })
  await putSigner(memory.admin, passType, chain)
  const post = makePost(time, chance, {
    follow: (changes) => crew.next().service.work.follow(changes),
    build: (message) => crew.next().service.work.build(message),
    notify: (notification) => notifier.next().service.work.notify(notification),
  })
  const mischief = makeMischief()
  const scene: Scene = { time, chance, post, mischief, marks: [], pushes: await aPushService(time, chain.root) }
  const ports = portsOf(memory, scene)
  const start = () =>
    startWorker({
      ...{ ports, settings, chance },
      trouble: () => mischief.trouble,
      onFault: () => {
        mischief.struck++
      },
      onCall: (call, kill) => {
        if (isLast(mischief, call)) kill()
      },
    })
  const crew = makeCrew(start, 3)
  // As deployed: one process holds the connection to the push service.
  const notifier = makeCrew(start, 1)
  const fetch: Fetch = async (request) =>
    await walletApp(crew.next().service.wallet, { report: () => undefined }).fetch(request)
  const serials = Array.from({ length: options.passes }, (_, number) => serialOf(number))
  const { service } = start()
  await issue(service, serials)
  const numbers = Array.from({ length: options.devices }, (_, number) => number)
  const phones = await eachOf(numbers, 8, (number) => equip(scene, service, fetch, options, number))
  keepSchedule(scene, crew.next)
  return {
    ...{ time, post, ports, phones, serials, pushes: scene.pushes, marks: scene.marks },
    change: changer(scene, crew.next),
    begin: beginner(scene, () => {
      crew.restartAll()
      notifier.restartAll()
    }),
    phonesIdle: async () => {
      await Promise.all(phones.map(({ idle }) => idle()))
    },
    outstanding: async () =>
      (await Promise.all(phones.map((phone, index) => behind(ports.records, phone, index)))).flat(),
    stop: async () => {
      time.stop()
      await scene.pushes.stop()
      await memory.close()
    },
  }
}
