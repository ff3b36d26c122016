/** A world: stores, processes of the service, the stream, the queues, a push service, phones, and a scheduler over all. */
import { memoryBreakers } from '../../lib/adapters/memory/breakers.ts'
import type { DeviceLibraryIdentifier, PassTypeIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import type { PassId } from '../../lib/ports/records.ts'
import { type Chance, chanceOf } from '../fuzz/chance.ts'
import { type Apns, makeApns } from './apns.ts'
import type { Backend, OpenBackend } from './backend.ts'
import { makeDeliveries } from './deliveries.ts'
import { type History, makeHistory } from './history.ts'
import { aPhone, type Phone, phoneOffers } from './phone.ts'
import { type Processes, startProcesses, type WorldState } from './processes.ts'
import { makeScheduler, type Offer, type Scheduler } from './scheduler.ts'
import { askAny, type Server, type Servers } from './server.ts'

/** The noon at which every world begins, in milliseconds since 1970. */
const noon = Date.UTC(2026, 10, 21, 12)

const passTypeIdentifier = 'pass.com.example.card' as PassTypeIdentifier

/** A world to play in. */
export interface World extends Processes {
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
  readonly state: WorldState
  /** What may begin besides what is the world's own business. */
  readonly script: { offers: () => readonly Offer[]; dueTimes: () => readonly number[] }
}

/** How a world is made. */
export interface WorldOptions {
  readonly seed: number
  /** Begins the names of everything in the world. */
  readonly name: string
  readonly open: OpenBackend
  /** See `SchedulerOptions`. */
  readonly atOnce: number
  readonly phones: number
  readonly passes: number
  /** Is told of every step, with what calls were made with, and answered. Default: nobody is. */
  readonly trace: ((line: string) => void) | undefined
}

const serialNumbers = ['A', 'B', 'C', 'D']

const passesOf = ({ name, passes }: WorldOptions): readonly PassId[] =>
  serialNumbers
    .slice(0, passes)
    .map((serial) => ({ passTypeIdentifier, serialNumber: `${name}${serial}` as SerialNumber }))

const phonesOf = ({ name, phones }: WorldOptions, chance: Chance): readonly Phone[] =>
  Array.from({ length: phones }, (_, index) => {
    const deviceLibraryIdentifier = `${name}phone${index + 1}` as DeviceLibraryIdentifier
    const pushToken = `${deviceLibraryIdentifier}-token1`
    return aPhone({ deviceLibraryIdentifier, passTypeIdentifier }, pushToken, chance.oneIn(2))
  })

/** Makes a world, with two processes of the service and empty stores. */
export const makeWorld = async (options: WorldOptions): Promise<World> => {
  const { seed, name, open, atOnce, trace } = options
  const chance = chanceOf(seed, 1)
  const time = { now: noon }
  const state: WorldState = { faultsOneIn: 0, canSign: true, generation: 1 }
  // With several calls on their way at once nobody knows which was first.
  const history = makeHistory(atOnce < 2)
  const running: Server[] = []
  const servers = askAny(() => running, chance, history)
  const apns = makeApns(chance, time)
  const deliveries = makeDeliveries({ servers, chance, time })
  const backend = await open({ name, time, tell: deliveries.tell })
  const script: World['script'] = { offers: () => [], dueTimes: () => [] }
  const recognize = (phone: Phone): void => {
    const { pushToken } = phone
    time.now += 1
    apns.issue(pushToken, () => {
      history.pushed(pushToken)
      if (phone.isOn) phone.isWoken = true
    })
  }
  const phones = phonesOf(options, chance)
  phones.forEach(recognize)
  const scheduler = makeScheduler({
    ...{ chance: chanceOf(seed, 2), time, atOnce, trace: trace ?? (() => undefined) },
    // While no process runs, everybody waits.
    offers: () =>
      running.length === 0
        ? []
        : [
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
  const world = { backend, scheduler, servers, history, apns, phones, chance, time, state, script, recognize }
  const chances = { faults: chanceOf(seed, 3), bytes: chanceOf(seed, 4) }
  const isTraced = trace !== undefined
  const breakers = memoryBreakers()
  // In most worlds devices that are gone are few among many others.
  if (!chance.oneIn(3)) await breakers.tally(passTypeIdentifier, { answered: 500, gone: 0 })
  const processes = startProcesses({ ...world, queues: deliveries.queues, breakers, chances, isTraced }, running)
  return { ...world, ...processes, passes: passesOf(options) }
}
