/** Plays one run: a world from a seed, what happens to it, and the promises when it has come to rest. */
import { type Chance, chanceOf } from '../fuzz/chance.ts'
import { type Action, actionsOf, type Backups, calmDown, firstAction, turnOnAll } from './actions.ts'
import type { OpenBackend } from './backend.ts'
import { checkPromises } from './promises.ts'
import { withTimersOf } from './timers.ts'
import { makeWorld, type World } from './world.ts'

/** How to play. */
export interface PlayOptions {
  readonly seed: number
  readonly open: OpenBackend
  /** See `SchedulerOptions`. Default: 0. */
  readonly atOnce?: number
  /** Makes names unique to the run. Default: they are not. */
  readonly name?: string
  /** How much happens. */
  readonly size: Size
  readonly trace?: (line: string) => void
}

/** The most of everything. */
export interface Size {
  readonly phones: number
  readonly passes: number
  readonly chapters: number
  /** Actions of a chapter. */
  readonly actions: number
}

/** More picks than any run takes that comes to rest. */
const mostPicks = 20_000

const redrivePatience = 6 * 60 * 1000

const upTo = (chance: Chance, most: number): number => 1 + chance.below(most)

/** Things happen while what they bring about goes on; then everything comes to rest. */
const playChapter = async (world: World, actions: readonly Action[], backups: Backups): Promise<void> => {
  let at = 0
  let isActing = false
  const act = async (action: Action): Promise<void> => {
    isActing = true
    await action.act(world, backups)
    isActing = false
    at += 1
  }
  world.more.offers = () =>
    actions.slice(at, at + (isActing ? 0 : 1)).map((action) => ({ name: action.name, begin: () => act(action) }))
  await world.scheduler.run(mostPicks)
}

/** One thing that happens. */
const doOnce = async (world: World, name: string, work: () => Promise<unknown>): Promise<void> => {
  let isBegun = false
  const begin = async (): Promise<void> => {
    isBegun = true
    await work()
  }
  world.more.offers = () => (isBegun ? [] : [{ name, begin }])
  await world.scheduler.run(mostPicks)
}

/** Everything comes to rest; what waits nevertheless is sent again by the schedule. */
const rest = async (world: World): Promise<void> => {
  await world.scheduler.run(mostPicks)
  world.time.now += redrivePatience
  const waiting = await world.backend.stores.records.pending(world.time.now, 1)
  if (waiting.length > 0)
    await doOnce(world, 'redrive', () => world.servers.ask('redrive', (server) => server.redrive()))
}

const tell = async (world: World, story: Chance, size: Size): Promise<void> => {
  const backups = { madeAt: 0 }
  for (const pass of world.passes)
    await doOnce(world, 'issue', () => world.servers.ask('issue', (server) => server.put(pass, 'content 0')))
  world.state.faultsOneIn = [0, 30, 10][story.below(3)] ?? 0
  const anAction = actionsOf(story)
  const first = world.phones.map(() => firstAction)
  const chapters = Array.from({ length: upTo(story, size.chapters) }, () =>
    Array.from({ length: upTo(story, size.actions) }, () => anAction()),
  )
  for (const actions of [first, ...chapters]) await playChapter(world, actions, backups)
  calmDown(world)
  await rest(world)
  await checkPromises(world)
  turnOnAll(world)
  await rest(world)
  await checkPromises(world)
}

/** Plays. Returns what is broken, in words: nothing if all promises are kept. */
export const play = async (options: PlayOptions): Promise<readonly string[]> => {
  const { seed, open, size, atOnce = 0, name = '', trace = () => undefined } = options
  const story = chanceOf(seed, 0)
  const world = await makeWorld({
    ...{ seed, name, open, atOnce, trace },
    phones: upTo(story, size.phones),
    passes: upTo(story, size.passes),
  })
  try {
    const playAll = () => tell(world, story, size)
    await (atOnce === 0 ? withTimersOf(world.scheduler, playAll) : playAll())
  } catch (error) {
    world.history.breaks(error instanceof Error ? `${error.stack}` : String(error))
  }
  return world.history.broken
}
