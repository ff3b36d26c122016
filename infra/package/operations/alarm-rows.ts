/** The alarms: a row each, for what needs somebody. docs/alarms.md says what to do; a test compares the two. */
import { type AlarmMetric, ofAllFunctions, ofApi, ofFunction, ofQueue, own } from './alarm-metrics.ts'

/** An alarm. */
export interface AlarmRow {
  /** Its name behind those of service and stage. */
  readonly name: string
  /** One sentence for who is told. */
  readonly description: string
  /** One figure, or several that `expression` makes one of; they are called m1, m2 and so on. */
  readonly metrics: readonly AlarmMetric[]
  readonly expression?: string
  /** How long a figure is gathered, in seconds. */
  readonly period: number
  /** How many periods count, and in how many of them it has to be over the threshold. Default: one. */
  readonly within?: readonly [over: number, periods: number]
  /** Over this, it is time for somebody; or below it, where `below` says so. */
  readonly threshold: number
  readonly below?: true
  /** What it means that there is no figure. Default: that all is well. */
  readonly missing?: 'breaching' | 'ignore'
}

const minute = 60
const fiveMinutes = 300
const quarter = 900
const hour = 3600

const requests = (): readonly AlarmRow[] => [
  {
    // Phones and SDKs repeat what failed once. Three within five minutes, so that a single one on a quiet day is none; a
    // hundredth, so that a busy day does not need thousands to fail.
    name: 'server-errors',
    description: 'More than 1 % of the requests are answered with a status of 500 or above.',
    metrics: [ofApi('5xx'), ofApi('Count')],
    expression: 'IF(m1 >= 3, 100 * m1 / m2, 0)',
    ...{ period: fiveMinutes, within: [2, 3], threshold: 1 },
  },
  {
    // Our functions answer their own failures, and name what failed of a batch: what Lambda counts was a crash, a timeout,
    // too little memory, or a task of `schedule`. One may happen, and is repeated; in two of three periods it comes again.
    name: 'function-errors',
    description: 'Functions crash, or run out of time or memory.',
    metrics: ofAllFunctions('Errors'),
    expression: 'SUM(METRICS())',
    ...{ period: fiveMinutes, within: [2, 3], threshold: 0 },
  },
  {
    // Lambda repeats what came from queues and streams; phones and customers are turned away. A burst of a minute passes.
    name: 'function-throttles',
    description: 'Lambda runs no more of our functions at the same time: requests are turned away.',
    metrics: ofAllFunctions('Throttles'),
    expression: 'SUM(METRICS())',
    ...{ period: minute, within: [3, 5], threshold: 10 },
  },
]

const schedules = (): readonly AlarmRow[] => [
  {
    // Lambda has tried three times: nobody will do it again until the next time, an hour later for certificates.
    name: 'schedule-dropped',
    description: 'A task at set times has failed three times in a row, and was given up.',
    metrics: [ofFunction('schedule', 'AsyncEventsDropped', 'Sum')],
    ...{ period: fiveMinutes, threshold: 0 },
  },
  {
    // It runs every five minutes: half an hour without is no accident. Without it nobody would hear of what it measures.
    name: 'schedule-silent',
    description: 'The function for set times has not run for half an hour.',
    metrics: [ofFunction('schedule', 'Invocations', 'Sum')],
    ...{ period: quarter, within: [2, 2], threshold: 1, below: true, missing: 'breaching' },
  },
]

/** A message there was tried as often as it makes sense: each is somebody's pass, device, change, or file. */
const deadLetters = (name: string, queue: string, what: string): AlarmRow => ({
  name,
  description: `${what} failed so often that it was put away.`,
  metrics: [ofQueue(queue, 'ApproximateNumberOfMessagesVisible')],
  ...{ period: fiveMinutes, threshold: 0 },
})

/** How old the oldest message of a queue may be, in seconds. */
const waiting = (name: string, queue: string, what: string, threshold: number): AlarmRow => ({
  name,
  description: `${what} for more than ${threshold / minute} minutes.`,
  metrics: [ofQueue(queue, 'ApproximateAgeOfOldestMessage')],
  ...{ period: fiveMinutes, within: [2, 2], threshold },
})

const queues = (stage: string): readonly AlarmRow[] => [
  deadLetters('builds-dead-letters', 'BuildsDeadLetterQueue', 'The building or announcing of a pass'),
  deadLetters('notifications-dead-letters', 'NotificationsDeadLetterQueue', 'The push to a device'),
  deadLetters('rollouts-dead-letters', 'RolloutsDeadLetterQueue', 'A step of a rollout'),
  deadLetters('ingest-dead-letters', 'IngestDeadLetterQueue', 'A change that another system told of'),
  deadLetters('imports-dead-letters', 'ImportsDeadLetterQueue', 'A step of an import'),
  deadLetters('changes-dead-letters', 'ChangesDeadLetterQueue', 'The following of changes'),
  // A change is to reach phones within seconds: ten minutes are more than a burst. A message that fails does not count any
  // more once SQS has given it out three times: of those tell `changes-pending` and the queue of what was put away.
  waiting('builds-waiting', 'BuildsQueue', 'Passes wait to be built or announced', 10 * minute),
  // What Apple puts off comes again minutes later, as a new message; a quarter of an hour is neither.
  waiting('notifications-waiting', 'NotificationsQueue', 'Devices wait for their push', quarter),
  // Taken within seconds but for a flood. What fails comes again after six minutes, and does not count any more the third
  // time; then it is tried for two hours more: ten minutes, so that somebody hears of it before.
  waiting('ingest-waiting', 'IngestQueue', 'Changes that other systems told of wait to be taken', 10 * minute),
  // Rollouts and imports give way to what somebody waits for, and a step takes a minute: only hours are a fault.
  waiting('rollouts-waiting', 'RolloutsQueue', 'A rollout does not come on', hour),
  waiting('imports-waiting', 'ImportsQueue', 'An import does not come on', hour),
  {
    // Each comes again minutes later, and most succeed then. Failures in each of three periods are no accident: the age of a
    // queue leaves out what it has given out three times, and what was put away tells of it hours later.
    name: 'messages-failing',
    description: 'Messages or changes have failed again and again for a quarter of an hour.',
    metrics: [own(stage, 'MessagesFailed', 'Sum')],
    ...{ period: fiveMinutes, within: [3, 3], threshold: 0 },
  },
  {
    // The stream is read within a second, and forgets after a day: five minutes leave nearly all of that to mend it.
    name: 'changes-behind',
    description: 'Changes of records are followed more than five minutes late.',
    metrics: [ofFunction('changes', 'IteratorAge', 'Maximum')],
    // In milliseconds.
    ...{ period: minute, within: [5, 5], threshold: 300_000 },
  },
]

const passes = (stage: string): readonly AlarmRow[] => [
  {
    // What waits five minutes is sent again, every five minutes: by now that has failed twice.
    name: 'changes-pending',
    description: 'A changed pass has waited for more than a quarter of an hour to be built and announced.',
    metrics: [own(stage, 'OldestPendingSeconds', 'Maximum')],
    ...{ period: fiveMinutes, within: [2, 2], threshold: quarter },
  },
  {
    // A pass that cannot be built stays as it was, on every phone that has it, until somebody mends its values or template.
    name: 'builds-failing',
    description: 'Passes cannot be built: they stay as they were.',
    metrics: [own(stage, 'BuildsFailed', 'Sum')],
    ...{ period: quarter, threshold: 0 },
  },
  {
    // A change that was put aside is not made before somebody says so, and what comes after it may build on it.
    name: 'changes-parked',
    description: 'Changes that other systems told of were put aside because they cannot be made.',
    metrics: [own(stage, 'ChangesTaken', 'Sum', { outcome: 'parked' })],
    ...{ period: quarter, threshold: 0 },
  },
  {
    // Each is something that another system waits to hear, and never will.
    name: 'notices-lost',
    description: 'What happened to passes could not be told to other systems.',
    metrics: [own(stage, 'NoticesLost', 'Sum')],
    ...{ period: quarter, threshold: 0 },
  },
]

const signing = (stage: string): readonly AlarmRow[] => [
  {
    // A breaker opens for what only somebody can mend, and stands for all passes of a type.
    name: 'breakers-opened',
    description: 'Passes of a type cannot be signed, or its devices not be woken. The log says which and why.',
    metrics: [own(stage, 'BreakersOpened', 'Sum')],
    ...{ period: fiveMinutes, threshold: 0 },
  },
  {
    // A month: a new certificate takes an hour of somebody who may be on holiday.
    name: 'certificate-expiring',
    description: 'A certificate expires within 30 days.',
    metrics: [own(stage, 'DaysUntilExpiry', 'Minimum')],
    // Measured once an hour, in whole days; without a figure, the last one holds.
    ...{ period: 2 * hour, threshold: 31, below: true, missing: 'ignore' },
  },
  {
    // An alarm that goes on and on is said once: so the last week, and what has expired, has one of its own.
    name: 'certificate-expiring-soon',
    description:
      'A certificate expires within a week, or has expired: then passes cannot be signed, nor devices woken.',
    metrics: [own(stage, 'DaysUntilExpiry', 'Minimum')],
    ...{ period: 2 * hour, threshold: 8, below: true, missing: 'ignore' },
  },
]

const pushes = (stage: string): readonly AlarmRow[] => [
  {
    // More than 5 % of the latest answers said "gone": more likely our fault than that of the devices.
    name: 'removals-stopped',
    description: 'The push service calls so many devices gone that none are removed. Is the certificate the right one?',
    metrics: [own(stage, 'RemovalsStopped', 'Sum')],
    ...{ period: fiveMinutes, threshold: 0 },
  },
  {
    // Tried once an hour for each pass type, whether there are pushes or not: the second time is no accident. An hour may be
    // left out, because the schedule is not that exact.
    name: 'push-service-unreachable',
    description: 'The push service cannot be reached, or does not take our certificate.',
    metrics: [own(stage, 'PushServiceUnreachable', 'Sum')],
    ...{ period: hour, within: [2, 3], threshold: 0 },
  },
  {
    // Single refusals are a device's own; a fifth of twenty or more is ours or Apple's. What is put off comes again.
    name: 'pushes-failing',
    description: 'More than 20 % of the pushes are put off or refused.',
    metrics: [
      own(stage, 'Pushes', 'Sum'),
      ...['later', 'misconfigured', 'refused'].map((answer) => own(stage, 'Pushes', 'Sum', { answer })),
    ],
    expression: 'IF(m1 >= 20, 100 * (FILL(m2, 0) + FILL(m3, 0) + FILL(m4, 0)) / m1, 0)',
    ...{ period: fiveMinutes, within: [3, 3], threshold: 20 },
  },
]

/** All alarms of a stage. */
export const alarmRows = (stage: string): readonly AlarmRow[] => [
  ...requests(),
  ...schedules(),
  ...queues(stage),
  ...passes(stage),
  ...signing(stage),
  ...pushes(stage),
]
