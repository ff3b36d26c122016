/** Goes on with a rollout by one page of passes. */
import type { Clock } from '../../ports/clock.ts'
import type { Page } from '../../ports/page.ts'
import type { Queues, RolloutMessage } from '../../ports/queues.ts'
import type { Random } from '../../ports/random.ts'
import type { PassSummary, Records } from '../../ports/records.ts'
import type { Rollout, Rollouts, RolloutTask } from '../../ports/rollouts.ts'
import { persist } from '../back-off.ts'
import type { WorkOnPass } from './bring.ts'
import { countsWith, failureOf, failuresWith, type Outcome } from './outcome.ts'

/** What {@link makeRolloutStep} needs. */
export interface RolloutStepParts {
  readonly records: Pick<Records, 'list'>
  readonly rollouts: Rollouts
  readonly queues: Pick<Queues, 'sendRollouts'>
  readonly clock: Clock
  readonly random: Random
  /** Whether other changes wait. */
  readonly isBusy: () => Promise<boolean>
  readonly works: Readonly<Record<RolloutTask['kind'], WorkOnPass>>
}

/** Passes of one step. */
const pageSize = 100
/** Passes that are worked on at once. Between these, it is looked whether the rollout was stopped. */
const atOnce = 20
/** How long a rollout gives way, in seconds. */
const givesWayFor = 10
/** What one step counts for at most when its end is estimated, in milliseconds: else it was interrupted. */
const longestStep = 60_000

/** The message that goes on with a rollout as it is. */
export const messageOf = ({ id, step }: Rollout): RolloutMessage => ({ kind: 'rollout', id, step })

/** The rollout after a page: the counts and the place in the list are saved together, so that each pass counts once. */
const afterPage = (rollout: Rollout, { next }: Page<unknown>, outcomes: readonly Outcome[], now: number): Rollout => {
  const { cursor: _, ...rest } = rollout
  return {
    ...rest,
    ...(next === undefined ? { status: 'done', endedAt: now } : { cursor: next }),
    step: rollout.step + 1,
    counts: countsWith(rollout.counts, outcomes),
    failures: failuresWith(rollout.failures, outcomes),
    updatedAt: now,
    workedFor: rollout.workedFor + Math.min(Math.max(now - rollout.updatedAt, 0), longestStep),
  }
}

/** Makes what goes on with rollouts. Messages that came too late, or twice, find the rollout at another step. */
export const makeRolloutStep = (parts: RolloutStepParts): ((message: RolloutMessage) => Promise<void>) => {
  const { records, rollouts, queues, clock, random, isBusy, works } = parts

  const find = async ({ id, step }: RolloutMessage): Promise<Rollout | undefined> => {
    const rollout = await rollouts.get(id)
    return rollout?.status === 'running' && rollout.step === step ? rollout : undefined
  }

  const workOn = async (rollout: Rollout, pass: PassSummary): Promise<Outcome> => {
    try {
      return await works[rollout.task.kind](rollout, pass)
    } catch (error) {
      return failureOf(pass, error)
    }
  }

  /** Undefined if the rollout was stopped meanwhile, or somebody else is at it. */
  const workThrough = async (rollout: Rollout, passes: readonly PassSummary[]) => {
    const outcomes: Outcome[] = []
    for (let from = 0; from < passes.length; from += atOnce) {
      if (from > 0 && !(await find(messageOf(rollout)))) return undefined
      outcomes.push(...(await Promise.all(passes.slice(from, from + atOnce).map((pass) => workOn(rollout, pass)))))
    }
    return outcomes
  }

  const goOn = async (rollout: Rollout, delaySeconds: number): Promise<void> => {
    // Whoever was faster, or has stopped it, has seen to what follows.
    if (!(await persist(random, () => rollouts.save(rollout))) || rollout.status !== 'running') return
    await persist(random, () => queues.sendRollouts([messageOf(rollout)], delaySeconds))
  }

  return async (message) => {
    const rollout = await find(message)
    if (!rollout) return
    // A step of its own: it tells that the rollout is alive, and of two messages only one goes on.
    if (await isBusy()) return goOn({ ...rollout, step: rollout.step + 1, updatedAt: clock.now() }, givesWayFor)
    const { template, cursor } = rollout
    const page = await records.list(template, { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) })
    const outcomes = await workThrough(rollout, page.items)
    if (outcomes) await goOn(afterPage(rollout, page, outcomes, clock.now()), 0)
  }
}
