/**
 * The fault drill: passes on devices change while one thing after the other goes wrong; at the end every device holds the
 * newest version of every pass.
 */
import { type Chance, chanceOf } from '../fuzz/chance.ts'
import { aDeployment, type DeploymentOptions, type DrillDeployment, serialOf } from './deployment.ts'
import { type DrillReport, judge } from './judge.ts'
import { type Stage, stages } from './stages.ts'

/** How large a drill is. */
export interface DrillOptions extends DeploymentOptions {
  /** Changes of each stage. */
  readonly changes: number
  readonly seed: number
  /** Is told how it goes. */
  readonly say: (line: string) => void
}

const minute = 60_000

/** How long changes of one stage take. */
const stageTime = minute

/** How often changes are made again in a stage in which nothing went wrong yet. */
const mostRounds = 20

/** How long at most it takes until everything is as it is to be, once nothing goes wrong any more. */
const mostCalm = 90 * minute

const changeSome = async (
  deployment: DrillDeployment,
  chance: Chance,
  { passes, changes }: DrillOptions,
  stage: string,
): Promise<void> => {
  const { time } = deployment
  const end = time.now() + stageTime
  for (let count = 0; count < changes; count++) {
    // The first pass is the one that every device holds.
    const number = chance.oneIn(40) ? 0 : chance.below(passes)
    await deployment.change(serialOf(number), `${stage} ${count}`)
    const left = end - time.now()
    if (left > 0) await time.sleep(chance.below(Math.ceil((2 * left) / (changes - count))))
  }
}

const play = async (
  deployment: DrillDeployment,
  chance: Chance,
  options: DrillOptions,
  stage: Stage,
): Promise<number> => {
  const isMeant = stage !== stages[0]
  const begun = await deployment.begin(stage)
  // On a slow machine it may take another round until it strikes.
  for (let round = 0; round === 0 || (round < mostRounds && isMeant && begun.struck() === 0); round++)
    await changeSome(deployment, chance, options, stage.name)
  const struck = begun.struck()
  await begun.end()
  const { underWay, broughtAgain } = deployment.post
  options.say(
    `${stage.name}: ${options.changes} changes, struck ${struck} times; ${underWay()} messages under way, ${broughtAgain()} brought again`,
  )
  return struck
}

const calmDown = async (deployment: DrillDeployment): Promise<void> => {
  const { time } = deployment
  const end = time.now() + mostCalm
  while (time.now() < end) {
    await time.sleep(minute / 2)
    await deployment.phonesIdle()
    if (deployment.post.underWay() > 0) continue
    if ((await deployment.outstanding()).length === 0) return
  }
}

/** Runs a drill. */
export const runDrill = async (options: DrillOptions): Promise<DrillReport> => {
  const chance = chanceOf(options.seed, 0)
  const deployment = await aDeployment(options, chance)
  try {
    options.say(`${options.passes} passes on ${options.devices} devices`)
    const struck = new Map<string, number>()
    for (const stage of stages) struck.set(stage.name, await play(deployment, chance, options, stage))
    await calmDown(deployment)
    return await judge(deployment, struck)
  } finally {
    await deployment.stop()
  }
}
