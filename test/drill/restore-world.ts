/** What a restore drill works with: the service in memory, on stores that can be copied and put back, and its phones. */
import { type MemoryPorts, memoryPorts } from '../../lib/adapters/memory/ports.ts'
import { type RecordStore, recordStore } from '../../lib/adapters/memory/records.ts'
import { type RegistrationStore, registrationStore } from '../../lib/adapters/memory/registrations.ts'
import type { Fetch } from '../../lib/device/web-service/send.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import { makeService } from '../../lib/service/make-service.ts'
import type { Service, ServiceSettings } from '../../lib/service/service.ts'
import { putSigner } from '../builders/put-signer.ts'
import type { Chance } from '../fuzz/chance.ts'
import { anArchive, aPass, settings, theChain } from '../service/world.ts'
import { aPhone, type Phone } from './phones.ts'
import type { FastTime } from './time.ts'

/** The tables. */
export interface Tables {
  readonly records: RecordStore
  readonly registrations: RegistrationStore
}

/** A phone that may be switched off. */
export interface DrilledPhone extends Phone {
  /** Whether pushes come through. */
  isOn: boolean
}

/** The world of a drill. */
export interface RestoreWorld {
  readonly memory: MemoryPorts
  readonly tables: Tables
  readonly clock: { now: number }
  /** Of what back ends and phones ask; works behind the queues go on in the process that they began in. */
  readonly service: () => Service
  /** Deploys the functions that phones and back ends ask, with other settings. */
  readonly deploy: (changes: Partial<ServiceSettings>) => void
  readonly phones: DrilledPhone[]
  /** Another phone with these passes. */
  readonly equip: (serials: readonly string[]) => Promise<DrilledPhone>
  /** A second later, puts a pass with this name. */
  readonly change: (serial: string, name: string) => Promise<void>
  /** Resolves when nothing is under way any more. */
  readonly settled: () => Promise<void>
}

const passType = aPass().passTypeIdentifier

const field = { key: 'name', label: 'Name', value: '${name}', changeMessage: 'You are %@ now' }

/** Phones try again at once: their time is that of the drill, which nobody waits for. */
const timeOf = (clock: { now: number }): FastTime => ({
  now: () => clock.now,
  sleep: () => Promise.resolve(),
  later: (_, work) => void setTimeout(work, 0),
  stop: () => undefined,
})

/** Makes a world with the template `card` and a signer. */
export const aRestoreWorld = async (chance: Chance): Promise<RestoreWorld> => {
  const clock = { now: Date.UTC(2026, 10, 21, 12) }
  const time = timeOf(clock)
  const { root, ...chain } = await theChain()
  const tables = { records: recordStore(), registrations: registrationStore() }
  const phones: DrilledPhone[] = []
  const wakes = new Map<string, DrilledPhone>()
  const memory = memoryPorts({
    clock: time,
    stores: tables,
    pusher: {
      push: (_, token) => {
        const phone = wakes.get(token)
        // What it is pushed while it is off, it hears of when it is switched on.
        if (phone?.isOn) phone.wake()
        return Promise.resolve({ kind: 'accepted' })
      },
      reach: () => Promise.resolve({ kind: 'reached' }),
    },
  })
  await putSigner(memory.admin, passType, chain)
  let service = makeService(memory, settings)
  const { work } = service
  memory.onChanges(work.follow)
  memory.onBuilds((message) => work.build(message))
  memory.onRollouts((message) => work.rollout(message))
  memory.onNotifications(work.notify)
  await service.templates.publish(anArchive({ pass: { generic: { primaryFields: [field] } } }))
  const fetch: Fetch = async (request) => await walletApp(service.wallet, { report: () => undefined }).fetch(request)
  return {
    ...{ memory, tables, clock, phones },
    service: () => service,
    deploy: (changes) => {
      service = makeService(memory, { ...settings, ...changes })
    },
    equip: async (serials) => {
      const phone: DrilledPhone = Object.assign(await aPhone({ time, chance, fetch, root, passType }), { isOn: true })
      wakes.set(phone.device.pushToken, phone)
      phones.push(phone)
      for (const serial of serials) await phone.device.add((await service.passes.file(aPass(serial))).bytes)
      return phone
    },
    change: async (serial, name) => {
      clock.now += 1000
      await service.passes.put(aPass(serial), { template: 'card', values: { name } }, {})
    },
    settled: async () => {
      // What phones do may bring more to do, and the other way round.
      for (let round = 0; round < 3; round++) {
        await memory.settled()
        await Promise.all(phones.map(({ idle }) => idle()))
      }
    },
  }
}
