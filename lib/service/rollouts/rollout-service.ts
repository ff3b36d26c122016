/** The use cases of whoever starts rollouts and looks after them. */
import type { Clock } from '../../ports/clock.ts'
import type { Queues } from '../../ports/queues.ts'
import type { Random } from '../../ports/random.ts'
import type { Records } from '../../ports/records.ts'
import type { Rollout, RolloutStatus, Rollouts, RolloutTask } from '../../ports/rollouts.ts'
import type { Templates, TemplateVersion } from '../../ports/templates.ts'
import { insist, persist } from '../back-off.ts'
import { ServiceError } from '../errors.ts'
import type { AssertSignable } from '../passes/signable.ts'
import { randomText } from '../random-text.ts'
import type { Signers } from '../secrets/signers.ts'
import type { RolloutService, RolloutState } from '../service.ts'
import { assertTemplateName, noSuchTemplate, templateText } from '../templates/template-text.ts'
import { assertFilter } from './filter.ts'
import { isOpen, newestRollouts } from './open-rollouts.ts'
import { noCounts } from './outcome.ts'
import { messageOf } from './step.ts'

/** What {@link makeRolloutService} needs. */
export interface RolloutServiceParts {
  readonly rollouts: Rollouts
  readonly records: Pick<Records, 'count'>
  readonly templates: Pick<Templates, 'get' | 'latest'>
  readonly queues: Pick<Queues, 'sendRollouts'>
  readonly clock: Clock
  readonly random: Random
  readonly signers: Signers
  readonly assertSignable: AssertSignable
}

/** The rollout with another status. @throws ServiceError `rollout/ended` */
const withStatus = ({ cursor, ...rollout }: Rollout, status: RolloutStatus, now: number): Rollout => {
  if (rollout.status === 'done' || rollout.status === 'aborted')
    throw new ServiceError('rollout/ended', `the rollout ${rollout.id} is ${rollout.status}: start another one`)
  const after = { ...rollout, status, step: rollout.step + 1, updatedAt: now }
  if (status === 'aborted') return { ...after, endedAt: now }
  return cursor === undefined ? after : { ...after, cursor }
}

const stateOf = (rollout: Rollout, now: number): RolloutState => {
  const { status, total, counts, workedFor } = rollout
  if (status !== 'running' || counts.seen === 0) return rollout
  const left = Math.max(total - counts.seen, 0)
  return { ...rollout, estimatedEnd: now + Math.round((left * workedFor) / counts.seen) }
}

const findVersion = async (
  templates: RolloutServiceParts['templates'],
  name: string,
  version: number | undefined,
): Promise<TemplateVersion> => {
  assertTemplateName(name)
  const found = await (version === undefined ? templates.latest(name) : templates.get({ name, version }))
  if (!found) throw noSuchTemplate(version === undefined ? name : templateText({ name, version }))
  return found
}

type Begun = Pick<Rollout, 'template' | 'passTypeIdentifier' | 'task' | 'filter'>

/** How long passes may still be written that a rollout was at when it was aborted, in seconds. */
const settlesFor = 10

const isSettling = ({ status, updatedAt }: Rollout, now: number): boolean =>
  status === 'aborted' && updatedAt > now - settlesFor * 1000

/** @throws ServiceError `rollout/running` */
const assertNoneOpen = (others: readonly Rollout[]): void => {
  const other = others.find(isOpen)
  if (!other) return
  const message = `the rollout ${other.id} of the template "${other.template}" is ${other.status}`
  throw new ServiceError('rollout/running', `${message}: wait until it is done, or abort it`)
}

/** Makes what begins rollouts, one at a time of each template. */
const makeBegin = ({ rollouts, records, queues, clock, random }: RolloutServiceParts) => {
  const othersOf = async (template: string, own?: string): Promise<readonly Rollout[]> =>
    (await newestRollouts(rollouts)).filter((each) => each.template === template && each.id !== own)

  /** Those that begin at the same moment see each other only now. Then none of them goes on. Returns the others. */
  const makeWay = async (rollout: Rollout): Promise<readonly Rollout[]> => {
    try {
      const others = await othersOf(rollout.template, rollout.id)
      assertNoneOpen(others)
      return others
    } catch (error) {
      await persist(random, () => rollouts.save(withStatus(rollout, 'aborted', clock.now())))
      throw error
    }
  }

  return async (begun: Begun): Promise<RolloutState> => {
    assertNoneOpen(await othersOf(begun.template))
    const now = clock.now()
    const rollout: Rollout = {
      ...begun,
      // No option of a command begins with a letter.
      id: `r${randomText(random, 12)}`,
      ...{ status: 'running', step: 0, counts: noCounts, failures: [] },
      total: await records.count(begun.template),
      ...{ startedAt: now, updatedAt: now, workedFor: 0 },
    }
    await persist(random, () => rollouts.save(rollout))
    const others = await makeWay(rollout)
    const delaySeconds = others.some((other) => isSettling(other, now)) ? settlesFor : 0
    await persist(random, () => queues.sendRollouts([messageOf(rollout)], delaySeconds))
    return rollout
  }
}

/** Makes what reads a rollout, and what has it take another status, whatever is going on meanwhile. */
const makeChanges = ({ rollouts, clock, random }: RolloutServiceParts) => {
  const find = async (id: string): Promise<Rollout> => {
    const rollout = await rollouts.get(id)
    if (rollout) return rollout
    throw new ServiceError('rollout/not-found', 'there is no such rollout: the list tells which ones there are')
  }

  const put = async (id: string, status: RolloutStatus): Promise<Rollout> => {
    const changed = await insist(random, async () => {
      const rollout = await find(id)
      if (rollout.status === status) return rollout
      const after = withStatus(rollout, status, clock.now())
      return (await persist(random, () => rollouts.save(after))) ? after : undefined
    })
    if (changed) return changed
    throw new ServiceError('rollout/busy', 'others are changing this rollout: try again in a moment')
  }

  return { find, put }
}

/** What takes a rollout back. @throws ServiceError `rollout/running`, `rollout/not-reversible` */
const reversalOf = ({ id, status, task, template, passTypeIdentifier }: Rollout): Begun => {
  if (task.kind === 'sign')
    throw new ServiceError('rollout/not-reversible', 'this rollout only signed passes anew: they have no other version')
  if (status === 'running' || status === 'paused')
    throw new ServiceError('rollout/running', `the rollout ${id} is ${status}: abort it first`)
  return { template, passTypeIdentifier, task: { kind: 'back', rollout: id }, filter: {} }
}

/** Makes the service of rollouts. */
export const makeRolloutService = (parts: RolloutServiceParts): RolloutService => {
  const { rollouts, templates, queues, clock, random, signers, assertSignable } = parts
  const begin = makeBegin(parts)
  const { find, put } = makeChanges(parts)
  const shown = (rollout: Rollout): RolloutState => stateOf(rollout, clock.now())

  const taskFor = async (kind: 'template' | 'sign', { version, passTypeIdentifier }: TemplateVersion) => {
    if (kind === 'template') return { kind, version } satisfies RolloutTask
    // One that is missing or of no use is told at once, not pass by pass.
    await signers.renewed(passTypeIdentifier)
    await assertSignable(passTypeIdentifier)
    return { kind } satisfies RolloutTask
  }

  return {
    start: async ({ template, kind, version, filter = {} }) => {
      assertFilter(filter)
      const found = await findVersion(templates, template, version)
      const { passTypeIdentifier } = found
      return begin({ template, passTypeIdentifier, task: await taskFor(kind, found), filter })
    },
    read: async (id) => shown(await find(id)),
    list: async (page) => {
      const { items, ...rest } = await rollouts.list(page)
      return { items: items.map(shown), ...rest }
    },
    pause: (id) => put(id, 'paused').then(shown),
    resume: async (id) => {
      const rollout = await put(id, 'running')
      // Also if it was running: perhaps nobody knows.
      await persist(random, () => queues.sendRollouts([messageOf(rollout)]))
      return shown(rollout)
    },
    abort: (id) => put(id, 'aborted').then(shown),
    back: async (id) => begin(reversalOf(await find(id))),
  }
}
