import { describe } from 'vitest'
import { memoryBreakers } from '../../lib/adapters/memory/breakers.ts'
import { memoryBus } from '../../lib/adapters/memory/bus.ts'
import { memoryEvents } from '../../lib/adapters/memory/events.ts'
import { memoryLinkRevocations } from '../../lib/adapters/memory/link-revocations.ts'
import { memoryParked } from '../../lib/adapters/memory/parked.ts'
import { memoryPorts } from '../../lib/adapters/memory/ports.ts'
import { memoryRecords } from '../../lib/adapters/memory/records.ts'
import { memoryReminders } from '../../lib/adapters/memory/reminders.ts'
import { memorySecrets } from '../../lib/adapters/memory/secrets.ts'
import { memoryTemplates } from '../../lib/adapters/memory/templates.ts'
import { memoryVitals } from '../../lib/adapters/memory/vitals.ts'
import { systemClock } from '../../lib/adapters/system.ts'
import { type AssetsWorld, assetsContract } from './assets.ts'
import { breakerAnswersContract, breakersContract, breakersMayLag } from './breakers.ts'
import { type BusWorld, busContract } from './bus.ts'
import { effort } from './contract.ts'
import { eventsContract, eventsMayLag } from './events.ts'
import { retried, seededFaults, withFaults } from './faults.ts'
import { importsContract } from './imports.ts'
import { linkRevocationsContract } from './link-revocations.ts'
import { assetsInMemory } from './memory-assets.ts'
import { busInMemory } from './memory-bus.ts'
import { recoveryInMemory } from './memory-recovery.ts'
import { registrationsInMemory } from './memory-registrations.ts'
import { parkedContract, parkedMayLag } from './parked.ts'
import { type QueuesWorld, queueDelaysContract, queuesContract } from './queues.ts'
import { recordsContract, recordsMayLag } from './records.ts'
import { recoveryContract } from './recovery.ts'
import { registrationAnswersContract, registrationsContract } from './registrations.ts'
import type { RegistrationsWorld } from './registrations-samples.ts'
import { remindersContract } from './reminders.ts'
import { rolloutsContract } from './rollouts.ts'
import { type SecretsWorld, secretsContract } from './secrets.ts'
import { steppedMayLag } from './stepped.ts'
import { templatesContract } from './templates.ts'
import { vitalsContract } from './vitals.ts'

effort.plays = 100

/** What the contract makes of a port: the port itself, or the port with faults and a caller that repeats. */
type Treatment = <Port extends object>(port: Port, mayLag?: readonly string[]) => Port

const treatedAssets = (treated: Treatment): AssetsWorld => {
  const world = assetsInMemory()
  return { ...world, assets: treated(world.assets) }
}

const secretsInMemory = (treated: Treatment): SecretsWorld => {
  const { secrets, admin } = memorySecrets({
    keyRing: { current: '2', keys: new Map([['2', new Uint8Array(32).fill(7)]]) },
    personalDataKeys: { current: '3', keys: new Map([['3', new Uint8Array(32).fill(8)]]) },
    barcodeKeys: { current: '4', keys: new Map([['4', new Uint8Array(32).fill(9)]]) },
  })
  return { secrets: treated(secrets), admin: treated(admin), withoutKeys: treated(memorySecrets().secrets) }
}

/** What a listener of the memory adapter was brought since the last call. */
const collected = <Message>(listen: (listener: (message: Message) => Promise<void>) => void) => {
  const arrived: Message[] = []
  listen((message) => {
    arrived.push(message)
    return Promise.resolve()
  })
  return () => Promise.resolve(arrived.splice(0))
}

const queuesInMemory = (treated: Treatment): QueuesWorld => {
  const ports = memoryPorts()
  return {
    queues: treated(ports.queues),
    receive: collected(ports.onBuilds),
    receiveNotifications: collected(ports.onNotifications),
    receiveRollouts: collected(ports.onRollouts),
    receiveImports: collected(ports.onImports),
  }
}

const treatedRegistrations = (treated: Treatment): RegistrationsWorld => {
  const world = registrationsInMemory()
  return { ...world, registrations: treated(world.registrations) }
}

const treatedBus = (treated: Treatment): BusWorld => {
  const { bus, notices } = memoryBus()
  return busInMemory(treated(bus), notices)
}

const inMemory = (name: string, treated: Treatment): void => {
  recordsContract(name, async () => treated(memoryRecords(), recordsMayLag))
  registrationsContract(name, async () => treatedRegistrations(treated))
  templatesContract(name, async () => treated(memoryTemplates()))
  eventsContract(name, async () => treated(memoryEvents(), eventsMayLag))
  parkedContract(name, async () => treated(memoryParked(), parkedMayLag))
  rolloutsContract(name, async () => treated(memoryPorts().rollouts, steppedMayLag))
  importsContract(name, async () => treated(memoryPorts().imports, steppedMayLag))
  assetsContract(name, async () => treatedAssets(treated))
  secretsContract(name, async () => secretsInMemory(treated))
  queuesContract(name, async () => queuesInMemory(treated))
  busContract(name, async () => treatedBus(treated))
  breakersContract(name, async () => treated(memoryBreakers(), breakersMayLag))
  remindersContract(name, async () => treated(memoryReminders()))
  linkRevocationsContract(name, async () => treated(memoryLinkRevocations()))
}

inMemory('in memory', (port) => port)
recoveryContract('in memory', async () => recoveryInMemory())
registrationAnswersContract('in memory', async () => registrationsInMemory())
breakerAnswersContract('in memory', async () => memoryBreakers())
vitalsContract('in memory', async () => ({ vitals: memoryVitals({ clock: systemClock }), lost: [] }))
queueDelaysContract('in memory', async () => queuesInMemory((port) => port))

describe.each([1, 2, 3])('with faults of seed %i', (seed) => {
  inMemory('in memory', (port, mayLag) => retried(withFaults(port, seededFaults(seed, mayLag))))
})
