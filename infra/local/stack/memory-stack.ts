/** The local stack without servers: the same apps and use cases in this process, on a store in memory. */
import { readIncomingMessage } from '../../../lib/adapters/aws/incoming-message.ts'
import { makeDelivery } from '../../../lib/adapters/memory/delivery.ts'
import { nodePictures } from '../../../lib/adapters/pictures/node-pictures.ts'
import { makeReceive } from '../../../lib/service/ingest/incoming.ts'
import { makeService } from '../../../lib/service/make-service.ts'
import { type EventBus, makeEventBus } from '../events/event-bus.ts'
import { defaultBus, type EventRule } from '../events/rules.ts'
import { memoryRoutes } from './memory-routes.ts'
import { openMemoryWorld } from './memory-world.ts'
import type { Stack, StackOptions } from './stack.ts'
import { makeStopper, type Stopper } from './stopper.ts'

const bus = 'passwright-local'
const bucket = 'passes'

/** As infra/resources/events.yml has them. */
const rules: readonly EventRule[] = [
  { bus, pattern: { 'detail-type': ['Pass Record Changed'] }, targets: ['ingest'] },
  {
    bus: defaultBus,
    pattern: { 'detail-type': ['Object Created'], detail: { object: { key: [{ prefix: 'imports/' }] } } },
    targets: ['ingest'],
  },
]

/** Does something over and over again; what fails is told, and done the next time. */
const every = (
  milliseconds: number,
  what: string,
  work: () => Promise<unknown>,
  { say }: StackOptions,
  { add }: Stopper,
) => {
  const timer = setInterval(() => {
    work().catch(() => say(`${what} failed`))
  }, milliseconds)
  add(() => Promise.resolve(clearInterval(timer)))
}

const minute = 60 * 1000

/** Starts it. Nothing outlives it. */
export const startMemoryStack = async (options: StackOptions): Promise<Stack> => {
  const { publicBaseUrl, passTypes, adoptedPassTypes, say } = options
  const stopper = makeStopper()
  let events: EventBus | undefined
  const world = await openMemoryWorld(options, stopper, (place, size) => {
    void events?.objectCreated({ bucket, key: place, size, etag: '' })
  })
  const passTypeIdentifiers = passTypes.map(({ identifier }) => identifier)
  const pictures = nodePictures()
  const service = makeService({ ...world, pictures }, { publicBaseUrl, passTypeIdentifiers, adoptedPassTypes })
  const { work, imports } = service
  world.onChanges(work.follow)
  world.onBuilds(work.build)
  world.onNotifications(work.notify)
  world.onRollouts(work.rollout)
  world.onImports(imports.step)
  const receive = makeReceive(service.ingest, imports)
  const incoming = makeDelivery<string>({
    batch: 1,
    waits: true,
    failed: ({ givenUp }) => {
      if (givenUp) say('an event could not be taken')
    },
  })
  incoming.listen(async (bodies) => {
    for (const body of bodies) await receive(readIncomingMessage(body))
  })
  stopper.add(incoming.close)
  events = makeEventBus({
    buses: [defaultBus, bus],
    rules,
    deliver: (_, body) => Promise.resolve(incoming.send([body])),
    heard: () => undefined,
  })
  // As serverless.yml has them.
  every(5 * minute, 'redrive', work.redrive, options, stopper)
  every(5 * minute, 'going on with rollouts', work.resumeRollouts, options, stopper)
  every(5 * minute, 'going on with imports', imports.resumeStuck, options, stopper)
  every(5 * minute, 'looking at what waits', work.measurePending, options, stopper)
  every(60 * minute, 'looking at certificates', work.watchCertificates, options, stopper)
  every(60 * minute, 'looking for the push service', work.watchPushService, options, stopper)
  return {
    routes: memoryRoutes({ service, pictures, clock: world.clock, publicBaseUrl, say }),
    admin: world.admin,
    hasSigner: async (passType) => (await world.secrets.signers(passType)) !== undefined,
    putEvents: events.putEvents,
    stop: stopper.stop,
  }
}
