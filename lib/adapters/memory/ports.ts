/** The whole world in memory: for the product on one machine without servers, and for tests. */
import type { Clock } from '../../ports/clock.ts'
import type { Import } from '../../ports/imports.ts'
import type { Recovery } from '../../ports/inventory.ts'
import type { Ports } from '../../ports/ports.ts'
import type { Pusher } from '../../ports/pusher.ts'
import type { BuildMessage, ImportMessage, Notification, RolloutMessage } from '../../ports/queues.ts'
import type { Random } from '../../ports/random.ts'
import type { Rollout } from '../../ports/rollouts.ts'
import type { KeyRing, SecretsAdmin } from '../../ports/secrets.ts'
import { systemClock, systemRandom } from '../system.ts'
import { type MemoryAssets, memoryAssets } from './assets.ts'
import { memoryBreakers } from './breakers.ts'
import { type MemoryBus, memoryBus } from './bus.ts'
import { type Delivery, type DeliveryFailure, type Listener, makeDelivery } from './delivery.ts'
import { memoryEvents } from './events.ts'
import { memoryLinkRevocations } from './link-revocations.ts'
import { type MemoryMetrics, memoryMetrics } from './metrics.ts'
import { memoryParked } from './parked.ts'
import { memoryQueues } from './queues.ts'
import { memoryRecords, type RecordStore, recordStore, type StoredChange } from './records.ts'
import { memoryRecovery } from './recovery.ts'
import { memoryRegistrations, type RegistrationStore, registrationStore } from './registrations.ts'
import { memoryReminders } from './reminders.ts'
import { memorySecrets } from './secrets.ts'
import { steppedStore } from './stepped.ts'
import { memoryTemplates } from './templates.ts'
import { memoryVitals } from './vitals.ts'

/** Who is brought something. */
export type MemoryListener = 'changes' | 'builds' | 'notifications' | 'rollouts' | 'imports'

/** What may be set. */
export interface MemoryOptions {
  /** Default: the machine's. */
  readonly clock?: Clock
  /** Default: the machine's. */
  readonly random?: Random
  /** Default: one key of 32 random bytes. */
  readonly keyRing?: KeyRing
  /** Default: one key of 32 random bytes. */
  readonly personalDataKeys?: KeyRing
  /** Default: one key of 32 random bytes. */
  readonly barcodeKeys?: KeyRing
  /** The address that an upload to this place is sent to, for whoever calls `receiveUpload`. Default: no uploads. */
  readonly uploadUrl?: (place: string) => string
  /** The address that a download from this place is got from, for whoever calls `sendDownload`. Default: no downloads. */
  readonly downloadUrl?: (place: string) => string
  /** Default: one that accepts every push, and wakes nobody. */
  readonly pusher?: Pusher
  /** What records and registrations are kept in. Default: stores of their own, empty. */
  readonly stores?: { readonly records: RecordStore; readonly registrations: RegistrationStore }
  /** Is told when a listener rejects what it was brought. Default: nobody is told. */
  readonly failed?: (failure: DeliveryFailure & { readonly listener: MemoryListener }) => void
}

/** All ports in memory, and what is behind them: the operator's side, the stream and the queues. */
export interface MemoryPorts
  extends Ports,
    Pick<MemoryAssets, 'receiveUpload' | 'sendDownload'>,
    Pick<MemoryMetrics, 'counts'>,
    Pick<MemoryBus, 'notices'> {
  readonly admin: SecretsAdmin
  readonly recovery: Recovery
  /** Brings the changes of records from now on: in order, up to 100 at once, again if the listener rejects. */
  readonly onChanges: (listener: Listener<StoredChange>) => void
  /** Brings the messages of builds, also those that wait already: one at a time, again if the listener rejects. */
  readonly onBuilds: (listener: (message: BuildMessage) => Promise<void>) => void
  /** Brings the devices that are owed a push, without the delay that a real queue has by default: else as `onBuilds`. */
  readonly onNotifications: (listener: (notification: Notification) => Promise<void>) => void
  /** Brings the steps of rollouts, and what they have built: else as `onBuilds`. */
  readonly onRollouts: (listener: (message: RolloutMessage | BuildMessage) => Promise<void>) => void
  /** Brings the steps of imports: else as `onBuilds`. */
  readonly onImports: (listener: (message: ImportMessage) => Promise<void>) => void
  /** Resolves when everything was brought that was to be by now, and what came of that, too. */
  readonly settled: () => Promise<void>
  /** Brings nothing any more; resolves when the listeners have ended. */
  readonly close: () => Promise<void>
}

const randomKeyRing = (random: Random): KeyRing => ({ current: '1', keys: new Map([['1', random.bytes(32)]]) })

const settle = async (deliveries: readonly Pick<Delivery<never>, 'busy' | 'idle'>[]): Promise<void> => {
  while (deliveries.some(({ busy }) => busy())) await Promise.all(deliveries.map(({ idle }) => idle()))
}

/** Listens to a delivery that brings one item at a time. */
const oneByOne =
  <Item>({ listen }: Pick<Delivery<Item>, 'listen'>) =>
  (listener: (item: Item) => Promise<void>): void =>
    listen(async (items) => {
      for (const item of items) await listener(item)
    })

/** The whole world in memory, gone with the process. Nothing that goes in or comes out is shared. */
export const memoryPorts = (options: MemoryOptions = {}): MemoryPorts => {
  const { clock = systemClock, random = systemRandom, uploadUrl, downloadUrl, failed } = options
  const delivery = <Item>(listener: MemoryListener, batch: number, waits: boolean): Delivery<Item> =>
    makeDelivery({ batch, waits, failed: (failure) => failed?.({ ...failure, listener }) })
  const changes = delivery<StoredChange>('changes', 100, false)
  const builds = delivery<BuildMessage>('builds', 1, true)
  const notifications = delivery<Notification>('notifications', 1, true)
  const rollouts = delivery<RolloutMessage | BuildMessage>('rollouts', 1, true)
  const imports = delivery<ImportMessage>('imports', 1, true)
  const deliveries = [changes, builds, notifications, rollouts, imports]
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const later = (milliseconds: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, milliseconds)
    timers.add(timer)
  }
  const stores = options.stores ?? { records: recordStore(), registrations: registrationStore() }
  const { keysOf, ...files } = memoryAssets({
    clock,
    ...(uploadUrl && { uploadUrl }),
    ...(downloadUrl && { downloadUrl }),
  })
  return {
    records: memoryRecords((change) => changes.send([change]), stores.records),
    registrations: memoryRegistrations(stores.registrations),
    templates: memoryTemplates(),
    ...files,
    recovery: memoryRecovery({ ...stores, keysOf }),
    ...memorySecrets({
      keyRing: options.keyRing ?? randomKeyRing(random),
      personalDataKeys: options.personalDataKeys ?? randomKeyRing(random),
      barcodeKeys: options.barcodeKeys ?? randomKeyRing(random),
    }),
    queues: memoryQueues({ builds, notifications, rollouts, imports, later }),
    events: memoryEvents(),
    ...memoryMetrics(),
    ...memoryBus(),
    breakers: memoryBreakers(),
    linkRevocations: memoryLinkRevocations(),
    reminders: memoryReminders(),
    vitals: memoryVitals({ clock }),
    parked: memoryParked(),
    rollouts: steppedStore<Rollout>('rollouts'),
    imports: steppedStore<Import>('imports'),
    pusher: options.pusher ?? {
      push: () => Promise.resolve({ kind: 'accepted' }),
      reach: () => Promise.resolve({ kind: 'reached' }),
    },
    clock,
    random,
    onChanges: changes.listen,
    onBuilds: oneByOne(builds),
    onNotifications: oneByOne(notifications),
    onRollouts: oneByOne(rollouts),
    onImports: oneByOne(imports),
    settled: () => settle(deliveries),
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(deliveries.map(({ close }) => close()))
    },
  }
}
