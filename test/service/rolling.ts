/** Worlds with passes to roll a template out to, whose messages are brought one by one. */
import type { BuildMessage, RolloutMessage } from '../../lib/ports/queues.ts'
import type { PassRecord } from '../../lib/ports/records.ts'
import type { RolloutCounts } from '../../lib/ports/rollouts.ts'
import type { RolloutRequest, RolloutState, Service } from '../../lib/service/service.ts'
import type { TemplateChanges } from '../builders/template.ts'
import { aPass, aReadyWorld, publish, put, type World } from './world.ts'

/** The template `card`, whose label tells the versions apart. */
export const labelled = (label: string, changes: TemplateChanges = {}): TemplateChanges => ({
  pass: { generic: { primaryFields: [{ key: 'name', label, value: '${name}' }] } },
  ...changes,
})

type Message = RolloutMessage | BuildMessage

/** A world, and the messages that wait in its queue of rollouts. */
export interface RollingWorld extends World {
  /** Takes the messages that wait. */
  readonly takeMessages: () => Promise<readonly Message[]>
  /** Brings messages until none wait; to this process by default. */
  readonly deliver: (service?: Service) => Promise<void>
  /** The record of the pass `P-<number>`. */
  readonly record: (number: number) => Promise<PassRecord>
  /** How many passes are at each version of the template, as `1: 3, 2: 1`. */
  readonly versions: () => Promise<string>
}

const recordOf = async ({ memory }: World, serialNumber: string): Promise<PassRecord> => {
  const record = await memory.records.get(aPass(serialNumber))
  if (!record) throw new TypeError(`there is no pass ${serialNumber}`)
  return record
}

const versionsOf = async ({ memory }: World): Promise<string> => {
  const { items } = await memory.records.list('card', { limit: 1_000_000 })
  const counts = new Map<number, number>()
  for (const { template } of items) counts.set(template.version, (counts.get(template.version) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([version, count]) => `${version}: ${count}`)
    .join(', ')
}

/** Copies the pass `P-0`, which is much quicker than issuing others. */
const copies = async ({ memory }: World, count: number): Promise<void> => {
  const first = await memory.records.get(aPass('P-0'))
  if (!first) throw new TypeError('there is no pass to copy')
  for (let number = 1; number < count; number++) {
    const record = { ...first, ...aPass(`P-${number}`), writeId: `copy-${number}` }
    await memory.records.write({ record, replaces: 'absent', now: 0 })
  }
}

/** A world with the passes `P-0`, `P-1`… at version 1 of the template `card`, of which there is a version 2. */
export const aRollingWorld = async (count: number, second: TemplateChanges = {}): Promise<RollingWorld> => {
  const world = await aReadyWorld(labelled('Name'))
  await put(world, { name: 'Ada' }, aPass('P-0'))
  await copies(world, count)
  await publish(world, labelled('Guest', second))
  const inbox: Message[] = []
  world.memory.onRollouts((message) => {
    inbox.push(message)
    return Promise.resolve()
  })
  const takeMessages = async (): Promise<readonly Message[]> => {
    await world.memory.settled()
    return inbox.splice(0)
  }
  const deliver = async ({ work }: Service = world.service): Promise<void> => {
    for (let messages = await takeMessages(); messages.length > 0; messages = await takeMessages()) {
      for (const message of messages) await work.rollout(message)
    }
  }
  return {
    ...world,
    takeMessages,
    deliver,
    record: (number) => recordOf(world, `P-${number}`),
    versions: () => versionsOf(world),
  }
}

/** Starts a rollout of the template `card` to its newest version, with whatever is asked for instead. */
export const start = ({ service }: Pick<World, 'service'>, request: Partial<RolloutRequest> = {}) =>
  service.rollouts.start({ template: 'card', kind: 'template', ...request })

/** The same, until it is done. */
export const rolledOut = async (world: RollingWorld, request: Partial<RolloutRequest> = {}): Promise<RolloutState> => {
  const { id } = await start(world, request)
  await world.deliver()
  return world.service.rollouts.read(id)
}

/** Counts of a rollout, of which those that are not named are zero. */
export const counted = (counts: Partial<Omit<RolloutCounts, 'seen'>>): RolloutCounts => ({
  seen: Object.values(counts).reduce((sum, count) => sum + count, 0),
  ...{ changed: 0, unchanged: 0, skipped: 0, failed: 0 },
  ...counts,
})
