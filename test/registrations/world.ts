/** A world: stores, processes of the service, the stream, the queues, a push service, phones, and a scheduler over all. */
import type { DeviceLibraryIdentifier, PassTypeIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import type { PassId } from '../../lib/ports/records.ts'
import type { Registrations } from '../../lib/ports/registrations.ts'
import { type Chance, chanceOf } from '../fuzz/chance.ts'
import { type Apns, makeApns } from './apns.ts'
import type { Backend, OpenBackend } from './backend.ts'
import { makeDeliveries } from './deliveries.ts'
import { type History, makeHistory } from './history.ts'
import { aPhone, type Phone, phoneOffers } from './phone.ts'
import { makeScheduler, type Offer, type Scheduler } from './scheduler.ts'
import { askAny, type Server, type Servers } from './server.ts'
import { type Process, wired } from './wired.ts'

/** The noon at which every world begins, in milliseconds since 1970. */
const noon = Date.UTC(2026, 10, 21, 12)

/** The pass type of every world. */
export const passTypeIdentifier = 'pass.com.example.card' as PassTypeIdentifier

/** A world to play in. */
export interface World {
  readonly backend: Backend
  readonly scheduler: Scheduler
  readonly servers: Servers
  readonly history: History
  readonly apns: Apns
  /** Makes the push token of a phone a good one. */
  readonly recognize: (phone: Phone) => void
  readonly phones: readonly Phone[]
  readonly passes: readonly PassId[]
  /** Chance for what happens in the world, besides the order of calls. */
  readonly chance: Chance
  readonly time: { now: number }
  /** May be changed as the world goes on. */
  readonly state: {
    /** One call of a port in so many fails; 0: none. */
    faultsOneIn: number
    canSign: boolean
    generation: number
  }
  /** Stops all processes, in the midst of what they do, and starts others. */
  readonly restart: (meanwhile?: () => Promise<void>) => Promise<void>
  /** What may begin besides what is the world's own business. */
  readonly script: { offers: () => readonly Offer[]; dueTimes: () => readonly number[] }
}

/** How a world is made. */
export interface WorldOptions {
  readonly seed: number
  /** Makes names unique to the world. */
  readonly name: string
  readonly open: OpenBackend
  /** See `SchedulerOptions`. */
  readonly atOnce: number
  readonly phones: number
  readonly passes: number
  readonly trace: (line: string) => void
}

/** Random bytes that are the same for the same seed. */
const randomOf = (chance: Chance) => ({
  bytes: (length: number) => Uint8Array.from({ length }, () => chance.below(256)),
})

const faultsOf = (chance: Chance, state: World['state']) => ({
  next: () => {
    if (state.faultsOneIn === 0 || !chance.oneIn(state.faultsOneIn)) return 'pass' as const
    return chance.oneIn(2) ? ('refuse' as const) : ('lose' as const)
  },
  turns: () => 0,
})

const serialNumbers = ['A', 'B', 'C', 'D']

/** Few holders on a page, so that announcing a version takes several messages. */
const withShortPages = (registrations: Registrations): Registrations => ({
  ...registrations,
  holders: (pass, issue, { limit, ...page }) => registrations.holders(pass, issue, { ...page, limit: Math.min(limit, 2) }),
})

/** Makes a world, with two processes of the service and empty stores. */
export const makeWorld = async (options: WorldOptions): Promise<World> => {
  const { seed, name, open, atOnce } = options
  const [picks, chance, dice, bytes] = [1, 2, 3, 4].map((part) => chanceOf(seed, part)) as [
    Chance,
    Chance,
    Chance,
    Chance,
  ]
  const time = { now: noon }
  const state: World['state'] = { faultsOneIn: 0, canSign: true, generation: 1 }
  const history = makeHistory(atOnce < 2)
  const running: { readonly server: Server; readonly process: Process }[] = []
  const servers = askAny(() => running.map(({ server }) => server), chance, history)
  const apns = makeApns(chance, time)
  const deliveries = makeDeliveries({ servers, chance, time })
  const backend = await open({ time, tell: deliveries.tell })
  const watched = history.watch(withShortPages(backend.table.registrations))
  const script: World['script'] = { offers: () => [], dueTimes: () => [] }
  const recognize = (phone: Phone): void => {
    const { pushToken } = phone
    time.now += 1
    apns.issue(pushToken, () => {
      history.pushed(pushToken)
      if (phone.isOn) phone.isWoken = true
    })
  }
  const phones = Array.from({ length: options.phones }, (_, index) => {
    const deviceLibraryIdentifier = `${name}phone${index + 1}` as DeviceLibraryIdentifier
    const phone = aPhone(
      { deviceLibraryIdentifier, passTypeIdentifier },
      `${deviceLibraryIdentifier}-token1`,
      chance.oneIn(2),
    )
    recognize(phone)
    return phone
  })
  const scheduler = makeScheduler({
    ...{ chance: picks, time, atOnce, trace: options.trace },
    offers: () => [
      ...phones.flatMap((phone) => phoneOffers({ servers, history, time, recognize }, phone)),
      ...deliveries.offers(),
      ...script.offers(),
    ],
    dueTimes: () => [
      ...script.dueTimes(),
      ...deliveries.dueTimes(),
      ...phones.flatMap(({ registersFrom, backAt = 0 }) => [registersFrom, backAt]),
    ],
  })

  const start = (): void => {
    const process = { isAlive: true }
    const raw = {
      ...{ ...backend.stores, registrations: watched, queues: deliveries.queues },
      pusher: { push: (_type: string, token: string) => Promise.resolve(apns.push(token)) },
    }
    const wire = (ports: typeof raw) => wired(ports, scheduler, faultsOf(dice, state), process)
    const server = backend.start({
      ports: wire(raw),
      registrationsOfLists: wire({ ...raw, registrations: history.watchLists(watched) }).registrations,
      generation: state.generation,
      readOf: history.readOf,
      canSign: () => state.canSign,
      clock: { now: () => time.now },
      random: randomOf(bytes),
    })
    running.push({ server, process })
  }

  start()
  start()
  return {
    ...{ backend, scheduler, servers, history, apns, phones, chance, time, state, script, recognize },
    passes: serialNumbers
      .slice(0, options.passes)
      .map((serial) => ({ passTypeIdentifier, serialNumber: `${name}${serial}` as SerialNumber })),
    restart: async (meanwhile) => {
      for (const { process } of running.splice(0)) process.isAlive = false
      await meanwhile?.()
      start()
      start()
    },
  }
}
