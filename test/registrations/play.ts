/** Plays one run: a world from a seed, what happens to it, and the promises when it has come to rest. */
import { type Chance, chanceOf } from '../fuzz/chance.ts'
import { anAction, calmDown, firstAction, type Theme, themes, turnOnAll } from './actions.ts'
import type { OpenBackend } from './backend.ts'
import { checkNothingWaits, checkPromises } from './promises.ts'
import type { Offer } from './scheduler.ts'
import type { Server } from './server.ts'
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
  /** What the run is about. Default: told by the seed. */
  readonly theme?: Theme
  /** How much happens. */
  readonly size: Size
  /** See `WorldOptions`. */
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

const ask = (world: World, name: string, request: (server: Server) => Promise<unknown>): Offer => ({
  name,
  begin: async () => {
    await world.servers.ask(name, request)
  },
})

/** Things happen, one after the other and some after a while, as what they bring about goes on; then everything comes to rest. */
const perform = async (world: World, steps: readonly Offer[], longestBreak = 0): Promise<void> => {
  const { time, chance, scheduler, script } = world
  let at = 0
  let isBusy = false
  let dueAt = time.now
  const begin = async (step: Offer): Promise<void> => {
    isBusy = true
    await step.begin()
    isBusy = false
    at += 1
    if (longestBreak > 0 && chance.oneIn(2)) dueAt = time.now + chance.below(longestBreak)
  }
  script.dueTimes = () => (at < steps.length ? [dueAt] : [])
  script.offers = () =>
    isBusy || dueAt > time.now
      ? []
      : steps.slice(at, at + 1).map((step) => ({ name: step.name, begin: () => begin(step) }))
  await scheduler.run(mostPicks)
}

/**
 * Everything comes to rest; what waits nevertheless is sent again by the schedule. After a signer was missing, it sends one
 * pass to find out whether it still is, and then the others.
 */
const rest = async (world: World): Promise<void> => {
  await world.scheduler.run(mostPicks)
  for (let round = 0; round < 3; round += 1) {
    world.time.now += redrivePatience
    const waiting = await world.backend.stores.records.pending(world.time.now, 1)
    if (waiting.length === 0) return
    await perform(world, [ask(world, 'redrive', (server) => server.redrive())])
  }
}

const tell = async (world: World, story: Chance, size: Size, theme: Theme): Promise<void> => {
  const backups = { madeAt: 0 }
  await perform(
    world,
    world.passes.map((pass) => ask(world, 'issue', (server) => server.put(pass, 'content 0'))),
  )
  world.state.faultsOneIn = [0, 30, 10][story.below(3)] ?? 0
  const first = world.phones.map(() => firstAction)
  const chapters = Array.from({ length: upTo(story, size.chapters) }, () =>
    Array.from({ length: upTo(story, size.actions) }, () => anAction(theme, story)),
  )
  const longestBreak = story.below(4) * 1500
  for (const actions of [first, ...chapters]) {
    const steps = actions.map(({ name, act }) => ({ name, begin: () => act(world, backups) }))
    await perform(world, steps, longestBreak)
    await checkPromises(world)
  }
  calmDown(world)
  await rest(world)
  await checkPromises(world)
  await checkNothingWaits(world)
  turnOnAll(world)
  await rest(world)
  await checkPromises(world)
}

/** Plays. Returns what is broken, in words: nothing if all promises are kept. */
export const play = async (options: PlayOptions): Promise<readonly string[]> => {
  const { seed, open, size, atOnce = 0, name = '', trace } = options
  const story = chanceOf(seed, 0)
  const theme = options.theme ?? story.any(themes) ?? 'everything'
  const world = await makeWorld({
    ...{ seed, name, open, atOnce, trace },
    phones: upTo(story, size.phones),
    passes: upTo(story, size.passes),
  })
  try {
    const playAll = () => tell(world, story, size, theme)
    await (atOnce === 0 ? withTimersOf(world.scheduler, playAll) : playAll())
  } catch (error) {
    world.history.breaks(error instanceof Error ? `${error.stack}` : String(error))
  }
  return world.history.broken
}
