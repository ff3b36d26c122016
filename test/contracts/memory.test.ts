import { describe } from 'vitest'
import { memoryEvents } from '../../lib/adapters/memory/events.ts'
import { memoryPorts } from '../../lib/adapters/memory/ports.ts'
import { memoryRecords } from '../../lib/adapters/memory/records.ts'
import { memorySecrets } from '../../lib/adapters/memory/secrets.ts'
import { memoryTemplates } from '../../lib/adapters/memory/templates.ts'
import type { BuildMessage } from '../../lib/ports/queues.ts'
import type { DeviceId } from '../../lib/ports/registrations.ts'
import { type AssetsWorld, assetsContract } from './assets.ts'
import { effort } from './contract.ts'
import { eventsContract, eventsMayLag } from './events.ts'
import { retried, seededFaults, withFaults } from './faults.ts'
import { assetsInMemory } from './memory-assets.ts'
import { registrationsInMemory } from './memory-registrations.ts'
import { type QueuesWorld, queuesContract } from './queues.ts'
import { recordsContract, recordsMayLag } from './records.ts'
import { registrationAnswersContract, registrationsContract } from './registrations.ts'
import type { RegistrationsWorld } from './registrations-samples.ts'
import { type SecretsWorld, secretsContract } from './secrets.ts'
import { templatesContract } from './templates.ts'

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
  })
  return { secrets: treated(secrets), admin: treated(admin), withoutKeys: treated(memorySecrets().secrets) }
}

const queuesInMemory = (treated: Treatment): QueuesWorld => {
  const ports = memoryPorts()
  const arrived: BuildMessage[] = []
  ports.onBuilds((message) => {
    arrived.push(message)
    return Promise.resolve()
  })
  const owed: DeviceId[] = []
  ports.onNotifications((device) => {
    owed.push(device)
    return Promise.resolve()
  })
  return {
    queues: treated(ports.queues),
    receive: () => Promise.resolve(arrived.splice(0)),
    receiveNotifications: () => Promise.resolve(owed.splice(0)),
  }
}

const treatedRegistrations = (treated: Treatment): RegistrationsWorld => {
  const world = registrationsInMemory()
  return { ...world, registrations: treated(world.registrations) }
}

const inMemory = (name: string, treated: Treatment): void => {
  recordsContract(name, async () => treated(memoryRecords(), recordsMayLag))
  registrationsContract(name, async () => treatedRegistrations(treated))
  templatesContract(name, async () => treated(memoryTemplates()))
  eventsContract(name, async () => treated(memoryEvents(), eventsMayLag))
  assetsContract(name, async () => treatedAssets(treated))
  secretsContract(name, async () => secretsInMemory(treated))
  queuesContract(name, async () => queuesInMemory(treated))
}

inMemory('in memory', (port) => port)
registrationAnswersContract('in memory', async () => registrationsInMemory())

describe.each([1, 2, 3])('with faults of seed %i', (seed) => {
  inMemory('in memory', (port, mayLag) => retried(withFaults(port, seededFaults(seed, mayLag))))
})
