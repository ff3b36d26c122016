/** What has functions invoked besides HTTP, as serverless.yml says it: queues, the table's stream and the schedule. */

/** A handler of a function, as far as it is called here. */
export type Handler = (event: never) => Promise<unknown>

/** A function, loaded when it is first needed: it reads the environment then. */
export interface WorkFunction {
  readonly name: string
  readonly load: () => Promise<{ readonly handler: Handler }>
}

/** A queue that feeds a function. */
export interface QueueSource {
  readonly function: WorkFunction
  /** The variable with its URL. */
  readonly variable: string
  readonly batchSize: number
  /** How many batches an instance works on at once: one that takes long does not keep the others waiting. */
  readonly atOnce: number
}

const build = { name: 'build', load: () => import('../../../functions/build.ts') }
const notify = { name: 'notify', load: () => import('../../../functions/notify.ts') }
const ingest = { name: 'ingest', load: () => import('../../../functions/ingest.ts') }
const rollout = { name: 'rollout', load: () => import('../../../functions/rollout.ts') }
const changes = { name: 'changes', load: () => import('../../../functions/changes.ts') }
const schedule = { name: 'schedule', load: () => import('../../../functions/schedule.ts') }

/** The queues. */
export const queueSources: readonly QueueSource[] = [
  { function: build, variable: 'PASSWRIGHT_BUILDS_QUEUE_URL', batchSize: 10, atOnce: 2 },
  { function: notify, variable: 'PASSWRIGHT_NOTIFICATIONS_QUEUE_URL', batchSize: 10, atOnce: 2 },
  { function: ingest, variable: 'PASSWRIGHT_INGEST_QUEUE_URL', batchSize: 10, atOnce: 2 },
  { function: ingest, variable: 'PASSWRIGHT_IMPORTS_QUEUE_URL', batchSize: 1, atOnce: 1 },
  { function: rollout, variable: 'PASSWRIGHT_ROLLOUTS_QUEUE_URL', batchSize: 10, atOnce: 1 },
]

/** The stream of the table of passes. */
export const streamSource = {
  function: changes,
  batchSize: 100,
  startingPosition: 'TRIM_HORIZON',
  bisects: true,
  /** How often a batch that fails is tried again where there is a queue for what fails for good. */
  retries: 20,
} as const

const minute = 60_000

/** What is done at set times: how often, in milliseconds, and with which event. */
export const scheduled: readonly { readonly function: WorkFunction; readonly every: number; readonly event: object }[] =
  [
    { function: schedule, every: 5 * minute, event: {} },
    { function: schedule, every: 60 * minute, event: { task: 'certificates' } },
  ]
