/** The whole world in memory: for the product on one machine without servers, and for tests. */
import type { Clock } from '../../ports/clock.ts'
import type { Ports } from '../../ports/ports.ts'
import type { BuildMessage } from '../../ports/queues.ts'
import type { Random } from '../../ports/random.ts'
import type { KeyRing, SecretsAdmin } from '../../ports/secrets.ts'
import { systemClock, systemRandom } from '../system.ts'
import { type MemoryAssets, memoryAssets } from './assets.ts'
import { type Delivery, type DeliveryFailure, type Listener, makeDelivery } from './delivery.ts'
import { memoryEvents } from './events.ts'
import { memoryQueues } from './queues.ts'
import { memoryRecords, type StoredChange } from './records.ts'
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
  /** The address that an upload with this key is sent to, for whoever calls `receiveUpload`. Default: no uploads. */
  readonly uploadUrl?: (key: string) => string
  /** The address that a download with this key is got from, for whoever calls `sendDownload`. Default: no downloads. */
  readonly downloadUrl?: (key: string) => string
  /** Is told when a listener rejects what it was brought. Default: nobody is told. */
  readonly failed?: (failure: DeliveryFailure & { readonly listener: 'changes' | 'builds' }) => void
}

/** All ports in memory, and what is behind them: the operator's side, the stream and the queue. */
export interface MemoryPorts extends Ports, Pick<MemoryAssets, 'receiveUpload' | 'sendDownload'> {
  readonly admin: SecretsAdmin
  /** Brings the changes of records from now on: in order, up to 100 at once, again if the listener rejects. */
  readonly onChanges: (listener: Listener<StoredChange>) => void
  /** Brings the messages of the queue, also those that wait already: one at a time, again if the listener rejects. */
  readonly onBuilds: (listener: (message: BuildMessage) => Promise<void>) => void
  /** Resolves when everything was brought that was to be, and what came of that, too. */
  readonly settled: () => Promise<void>
  /** Brings nothing any more; resolves when the listeners have ended. */
  readonly close: () => Promise<void>
}

const randomKeyRing = (random: Random): KeyRing => ({ current: '1', keys: new Map([['1', random.bytes(32)]]) })

const settle = async (deliveries: readonly Pick<Delivery<unknown>, 'busy' | 'idle'>[]): Promise<void> => {
  while (deliveries.some(({ busy }) => busy())) await Promise.all(deliveries.map(({ idle }) => idle()))
}

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
  return {
    records: memoryRecords((change) => changes.send([change])),
    templates: memoryTemplates(),
    ...memoryAssets({ clock, ...(uploadUrl && { uploadUrl }), ...(downloadUrl && { downloadUrl }) }),
    ...memorySecrets(options.keyRing ?? randomKeyRing(random)),
    queues: memoryQueues(builds),
    events: memoryEvents(),
    clock,
    random,
    onChanges: changes.listen,
    onBuilds: (listener) =>
      builds.listen(async (messages) => {
        for (const message of messages) await listener(message)
      }),
    settled: () => settle([changes, builds]),
    close: async () => {
      await Promise.all([changes.close(), builds.close()])
    },
  }
}
