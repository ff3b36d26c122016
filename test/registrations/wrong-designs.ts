/** Designs that lose updates, each in its own way: the property test has to catch every one of them. */
import type { RegistrationStore } from '../../lib/adapters/memory/registrations.ts'
import { seconds } from '../../lib/ports/clock.ts'
import type { PassRecord } from '../../lib/ports/records.ts'
import type { Device, DeviceId, Registrations } from '../../lib/ports/registrations.ts'
import { makeRegister } from '../../lib/service/wallet/register.ts'
import type { Theme } from './actions.ts'
import type { WrongDesign } from './memory-backend.ts'

const keyOf = ({ deviceLibraryIdentifier, passTypeIdentifier }: DeviceId): string =>
  `${deviceLibraryIdentifier}/${passTypeIdentifier}`

/** Changes what is stored of a device. */
const amend = (store: RegistrationStore, id: DeviceId, change: (device: Device) => Partial<Device>): void => {
  const device = store.devices.get(keyOf(id))
  if (device) store.devices.set(keyOf(id), { ...device, ...change(device) })
}

/** A registration changes a device that was there in another way. */
const amendedRegister = (change: (after: Device, before: Device) => Partial<Device>): WrongDesign => ({
  registrations: (registrations, store) => ({
    ...registrations,
    register: async (registration) => {
      const before = store.devices.get(keyOf(registration.device))
      const outcome = await registrations.register(registration)
      if (before) amend(store, registration.device, (after) => change(after, before))
      return outcome
    },
  }),
})

const withRegistrations = (change: (registrations: Registrations) => Partial<Registrations>): WrongDesign => ({
  ports: (ports) => ({
    ...ports,
    registrations: { ...methodsOf(ports.registrations), ...change(ports.registrations) },
  }),
})

/** A port of a process is a proxy: it has nothing to spread. */
const methodsOf = (registrations: Registrations): Registrations => ({
  find: registrations.find,
  register: registrations.register,
  unregister: registrations.unregister,
  mark: registrations.mark,
  setNotified: registrations.setNotified,
  removeDevice: registrations.removeDevice,
  holders: registrations.holders,
  removeHolder: registrations.removeHolder,
})

/** What a registration sees of the record that it has to catch up with. */
const seenByRegister = (see: (record: PassRecord, now: number) => PassRecord): WrongDesign => ({
  wallet: (parts) => ({
    register: makeRegister({
      ...parts,
      records: {
        ...parts.records,
        setPending: parts.records.setPending,
        get: async (pass) => {
          const record = await parts.records.get(pass)
          return record && see(record, parts.clock.now())
        },
      },
    }),
  }),
})

const asIssued = ({ built: _, pending: __, ...record }: PassRecord): PassRecord => ({ ...record, version: 1 })

/** The tag is the time of the list: what was marked after it has changed. */
const clockTag = (): WrongDesign => {
  const times = new Map<string, number>()
  const timeOf = (id: DeviceId, serialNumber: string): number => times.get(`${keyOf(id)}/${serialNumber}`) ?? 0
  return {
    ports: (ports, clock) => ({
      ...ports,
      registrations: {
        ...methodsOf(ports.registrations),
        mark: async (holding, version) => {
          const now = clock.now()
          const outcome = await ports.registrations.mark(holding, version)
          if (outcome.kind === 'marked') times.set(`${keyOf(holding.device)}/${holding.serialNumber}`, now)
          return outcome
        },
      },
    }),
    wallet: ({ registrations, clock }) => ({
      list: async (id, tag) => {
        const lastUpdated = String(clock.now())
        const device = await registrations.find(id)
        const all = [...(device?.passes.keys() ?? [])]
        const serialNumbers = all.filter((serial) => tag === undefined || timeOf(id, serial) > Number(tag))
        return serialNumbers.length > 0 ? { serialNumbers, lastUpdated } : undefined
      },
    }),
  }
}

/** A push token is gone: what was pushed to is not compared with what is stored. */
const removal = (
  change: (stored: Device, until: number) => { readonly pushToken: string; readonly until: number },
): WrongDesign => ({
  registrations: (registrations, store) => ({
    ...registrations,
    removeDevice: (pushed, registeredUntil) => {
      const stored = store.devices.get(keyOf(pushed.device))
      if (!stored) return Promise.resolve(false)
      const { pushToken, until } = change(stored, registeredUntil)
      return registrations.removeDevice({ ...pushed, pushToken, epoch: stored.epoch }, until)
    },
  }),
})

/** A wrong design. */
export interface PlantedDesign {
  readonly defect: string
  /** What runs are about that it shows itself in. */
  readonly theme: Theme
  /** Makes it, for one run. */
  readonly plant: () => WrongDesign
}

/** All of them. */
export const wrongDesigns: readonly PlantedDesign[] = [
  { defect: 'the tag is the time of the list', theme: 'everything', plant: clockTag },
  {
    defect: 'a version is marked as often as it is announced',
    theme: 'everything',
    plant: () => ({
      registrations: (registrations, store) => ({
        ...registrations,
        mark: (holding, version) => {
          amend(store, holding.device, ({ passes }) => {
            const entry = passes.get(holding.serialNumber)
            return entry ? { passes: new Map(passes).set(holding.serialNumber, { ...entry, v: 0 }) } : {}
          })
          return registrations.mark(holding, version)
        },
      }),
    }),
  },
  {
    defect: 'the numbers of a device begin anew with a new push token',
    theme: 'tokens',
    plant: () =>
      amendedRegister((after, before) =>
        after.pushToken === before.pushToken
          ? {}
          : { seq: 0, passes: new Map([...after.passes].map(([serial, entry]) => [serial, { ...entry, n: 0 }])) },
      ),
  },
  {
    defect: 'devices have no epoch',
    theme: 'everything',
    plant: () => ({
      registrations: (registrations) => ({
        ...registrations,
        register: (registration) => registrations.register({ ...registration, epoch: 'the only one' }),
      }),
    }),
  },
  { defect: 'a registration does not catch up', theme: 'everything', plant: () => seenByRegister(asIssued) },
  {
    defect: 'a registration catches up with changes of the last second only',
    theme: 'everything',
    plant: () => seenByRegister((record, now) => (record.lastModified >= seconds(now) - 1 ? record : asIssued(record))),
  },
  {
    defect: 'a push token is not replaced',
    theme: 'tokens',
    plant: () => amendedRegister((_, { pushToken }) => ({ pushToken })),
  },
  {
    defect: 'a new push token counts as pushed to',
    theme: 'tokens',
    plant: () => amendedRegister((_, { notified }) => ({ notified })),
  },
  {
    defect: 'what was pushed to a push token before counts for the one that replaced it',
    theme: 'tokens',
    plant: () => ({
      registrations: (registrations, store) => ({
        ...registrations,
        setNotified: (pushed, seq) => {
          const { pushToken } = store.devices.get(keyOf(pushed.device)) ?? pushed
          return registrations.setNotified({ ...pushed, pushToken }, seq)
        },
      }),
    }),
  },
  {
    defect: 'a mark whose notification was not sent is not sent one when it is repeated',
    theme: 'haste',
    plant: () =>
      withRegistrations(({ mark }) => ({
        mark: async (holding, version) => {
          const outcome = await mark(holding, version)
          return outcome.kind === 'same' ? { kind: 'newer' } : outcome
        },
      })),
  },
  {
    defect: 'notifications are sent before the marks',
    theme: 'haste',
    plant: () => ({
      ports: (ports) => ({
        ...ports,
        queues: { ...ports.queues, sendNotifications: () => Promise.resolve() },
        registrations: {
          ...methodsOf(ports.registrations),
          mark: async (holding, version) => {
            await ports.queues.sendNotifications([holding.device])
            return await ports.registrations.mark(holding, version)
          },
        },
      }),
    }),
  },
  {
    defect: 'a push that was not accepted is not made again',
    theme: 'tokens',
    plant: () => ({
      ports: (ports) => ({
        ...ports,
        queues: {
          ...ports.queues,
          sendNotifications: async (notifications, delay) => {
            const first = notifications.filter(({ attempt = 0 }) => attempt === 0)
            if (first.length > 0) await ports.queues.sendNotifications(first, delay)
          },
        },
      }),
    }),
  },
  {
    defect: 'a push token that is gone removes the device whatever token it has now',
    theme: 'tokens',
    plant: () => removal(({ pushToken }, until) => ({ pushToken, until })),
  },
  {
    defect: 'a push token that was gone removes a device that has registered it anew',
    theme: 'tokens',
    plant: () => ({
      registrations: (registrations) => ({
        ...registrations,
        removeDevice: (pushed) => registrations.removeDevice(pushed, Number.POSITIVE_INFINITY),
      }),
    }),
  },
  {
    defect: 'a push token that is gone removes the other side of registrations without a look at the epoch',
    theme: 'tokens',
    plant: () => ({
      registrations: (registrations, store) => ({
        ...registrations,
        removeDevice: (pushed, registeredUntil) => {
          for (const holders of store.holders.values()) holders.delete(pushed.device.deviceLibraryIdentifier)
          return registrations.removeDevice(pushed, registeredUntil)
        },
      }),
    }),
  },
  { defect: 'a restore does not raise the generation', theme: 'restores', plant: () => ({ generation: () => 1 }) },
  {
    defect: 'two changes within one second have the same time',
    theme: 'haste',
    plant: () => ({
      numbers: (next, current) =>
        next.version === current?.version ? next : { ...next, lastModified: seconds(next.updatedAt) },
    }),
  },
  {
    defect: 'a list reads its passes and its tag one after the other',
    theme: 'everything',
    plant: () => ({
      wallet: ({ registrations }, { generation = 1 }) => ({
        list: async (id, tag) => {
          const first = await registrations.find(id)
          const second = await registrations.find(id)
          if (!(first && second)) return undefined
          const prefix = `${generation}.${first.epoch}.`
          const since = tag?.startsWith(prefix) ? Number(tag.slice(prefix.length)) : -1
          const serialNumbers = [...first.passes].flatMap(([serial, { n }]) => (n > since ? serial : []))
          const lastUpdated = `${generation}.${second.epoch}.${second.seq}`
          return serialNumbers.length > 0 ? { serialNumbers, lastUpdated } : undefined
        },
      }),
    }),
  },
]
