/** The whole world in memory: for the product on one machine without servers, and for tests. */
import type { Clock } from '../../ports/clock.ts'
import type { Ports } from '../../ports/ports.ts'
import type { BuildMessage } from '../../ports/queues.ts'
import type { Random } from '../../ports/random.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import type { KeyRing, SecretsAdmin } from '../../ports/secrets.ts'
import { systemClock, systemRandom } from '../system.ts'
import { type MemoryAssets, memoryAssets } from './assets.ts'
import { type Delivery, type DeliveryFailure, type Listener, makeDelivery } from './delivery.ts'
import { memoryEvents } from './events.ts'
import { type MemoryMetrics, memoryMetrics } from './metrics.ts'
import { memoryQueues } from './queues.ts'
import { memoryRecords, type StoredChange } from './records.ts'
import { memoryRegistrations } from './registrations.ts'
import { memorySecrets } from './secrets.ts'
import { memoryTemplates } from './templates.ts'

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
  /** The address that an upload with this key is sent to, for whoever calls `receiveUpload`. Default: no uploads. */
  readonly uploadUrl?: (key: string) => string
  /** The address that a download with this key is got from, for whoever calls `sendDownload`. Default: no downloads. */
  readonly downloadUrl?: (key: string) => string
  /** Is told when a listener rejects what it was brought. Default: nobody is told. */
  readonly failed?: (failure: DeliveryFailure & { readonly listener: 'changes' | 'builds' | 'notifications' }) => void
}

/** All ports in memory, and what is behind them: the operator's side, the stream and the queues. */
export interface MemoryPorts
  extends Ports,
    Pick<MemoryAssets, 'receiveUpload' | 'sendDownload'>,
    Pick<MemoryMetrics, 'counts'> {
  readonly admin: SecretsAdmin
  /** Brings the changes of records from now on: in order, up to 100 at once, again if the listener rejects. */
  readonly onChanges: (listener: Listener<StoredChange>) => void
  /** Brings the messages of builds, also those that wait already: one at a time, again if the listener rejects. */
  readonly onBuilds: (listener: (message: BuildMessage) => Promise<void>) => void
  /** Brings the devices that are owed a push, without the delay that a real queue has: else as `onBuilds`. */
  readonly onNotifications: (listener: (device: DeviceId) => Promise<void>) => void
  /** Resolves when everything was brought that was to be, and what came of that, too. */
  readonly settled: () => Promise<void>
  /** Brings nothing any more; resolves when the listeners have ended. */
  readonly close: () => Promise<void>
}

const randomKeyRing = (random: Random): KeyRing => ({ current: '1', keys: new Map([['1', random.bytes(32)]]) })

const settle = async (deliveries: readonly Pick<Delivery<unknown>, 'busy' | 'idle'>[]): Promise<void> => {
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
  const changes = makeDelivery<StoredChange>({
    batch: 100,
    waits: false,
    failed: (failure) => failed?.({ ...failure, listener: 'changes' }),
  })
  const builds = makeDelivery<BuildMessage>({
    batch: 1,
    waits: true,
    failed: (failure) => failed?.({ ...failure, listener: 'builds' }),
  })
  const notifications = makeDelivery<DeviceId>({
    batch: 1,
    waits: true,
    failed: (failure) => failed?.({ ...failure, listener: 'notifications' }),
  })
  return {
    records: memoryRecords((change) => changes.send([change])),
    registrations: memoryRegistrations(),
    templates: memoryTemplates(),
    ...memoryAssets({ clock, ...(uploadUrl && { uploadUrl }), ...(downloadUrl && { downloadUrl }) }),
    ...memorySecrets({
      keyRing: options.keyRing ?? randomKeyRing(random),
      personalDataKeys: options.personalDataKeys ?? randomKeyRing(random),
    }),
    queues: memoryQueues(builds, notifications),
    events: memoryEvents(),
    ...memoryMetrics(),
    clock,
    random,
    onChanges: changes.listen,
    onBuilds: oneByOne(builds),
    onNotifications: oneByOne(notifications),
    settled: () => settle([changes, builds, notifications]),
    close: async () => {
      await Promise.all([changes.close(), builds.close(), notifications.close()])
    },
  }
}
