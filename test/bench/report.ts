/** The results as tables. */
import { coldTable } from './cold/table.ts'
import type { ContenderName } from './contenders/contenders.ts'
import type { DrawingName } from './drawing/measure.ts'
import type { CheckName } from './measure-check.ts'
import type { Setting, Throughput } from './measure-throughput.ts'
import type { Results } from './results.ts'
import type { OperationName } from './service/operation.ts'

/** What we want to reach, as a part of bare signing. */
const goals: readonly { readonly workload: Setting['workload']; readonly cores: number; readonly ofBare: number }[] = [
  { workload: 'small', cores: 1, ofBare: 0.8 },
  { workload: 'large', cores: 1, ofBare: 0.65 },
  { workload: 'small', cores: 2, ofBare: 0.8 },
]

const firstPassGoalMs = 34
const checkGoalMs = 150

const thousands = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 })

const rateText = (rate: number): string => (rate < 100 ? short : thousands).format(rate)

const row = (name: string, cells: readonly string[]): string =>
  name.padEnd(20) + cells.map((cell) => cell.padStart(11)).join('')

const mean = (goal: string, isMet: boolean): string => `${goal}: ${isMet ? 'reached' : 'NOT reached'}`

const settingTitle = ({ workload, cores, inFlight }: Setting): string =>
  `${workload} pass, ${cores === 1 ? 'one core' : 'two cores'}, ${inFlight === 1 ? 'one' : 'eight'} in flight`

const goalLine = (setting: Setting, contenders: readonly Throughput[]): readonly string[] => {
  const goal = goals.find(({ workload, cores }) => workload === setting.workload && cores === setting.cores)
  const ours = contenders.find(({ contender }) => contender === 'passwright')
  return goal && ours ? [mean(`goal ${goal.ofBare.toFixed(2)} of bare`, ours.ofBare >= goal.ofBare)] : []
}

const throughputTable = ({ setting, contenders }: Results['throughput'][number]): readonly string[] => [
  '',
  settingTitle(setting),
  row('', ['passes/s', 'of bare', 'CPU µs']),
  ...contenders.map(({ contender, passesPerSecond, ofBare, cpuMicroseconds }) =>
    row(contender, [
      rateText(passesPerSecond),
      ofBare < 0.1 ? ofBare.toFixed(3) : ofBare.toFixed(2),
      thousands.format(cpuMicroseconds),
    ]),
  ),
  ...goalLine(setting, contenders),
]

const firstPassTable = ({ entrants, firstPass }: Results): readonly string[] => {
  const took = new Map<ContenderName, number>(firstPass.map(({ contender, milliseconds }) => [contender, milliseconds]))
  const ours = took.get('passwright') ?? Number.POSITIVE_INFINITY
  return [
    '',
    "first pass of a fresh process, one core, without Node's own start; minified bundle",
    row('', ['ms', 'KB']),
    ...entrants.map(({ contender, bundleBytes }) =>
      row(contender, [(took.get(contender) ?? 0).toFixed(1), (bundleBytes / 1000).toFixed(1)]),
    ),
    mean(`goal ${firstPassGoalMs} ms`, ours < firstPassGoalMs),
  ]
}

const checkNames: Readonly<Record<CheckName, string>> = {
  empty: 'an empty Node',
  check: 'passwright check',
  openssl: 'unzip and openssl',
}

const checkTable = ({ check }: Results): readonly string[] => {
  const ours = check.find((each) => each.process === 'check')?.milliseconds ?? Number.POSITIVE_INFINITY
  return [
    '',
    'check of a pass of 600 KB by the built command line, one core, from the start of the process to its end',
    row('', ['ms', 'of empty']),
    ...check.map((each) => row(checkNames[each.process], [each.milliseconds.toFixed(1), each.ofEmpty.toFixed(2)])),
    mean(`goal ${checkGoalMs} ms`, ours < checkGoalMs),
  ]
}

const buildGoal = 0.7

const buildOfBare = ({ service }: Results): number => {
  const rateOf = (name: OperationName): number =>
    service.find(({ operation }) => operation === name)?.requestsPerSecond ?? 0
  return rateOf('build') / rateOf('signature')
}

const serviceTable = (results: Results): readonly string[] => [
  '',
  'the service at its handlers, memory adapters, one core; "of bare" is a Hono app that answers a constant',
  row('', ['requests/s', 'of bare']),
  ...results.service.map(({ operation, requestsPerSecond, ofFloor }) =>
    row(operation, [rateText(requestsPerSecond), ofFloor < 0.1 ? ofFloor.toFixed(3) : ofFloor.toFixed(2)]),
  ),
  mean(
    `builds of bare signatures: ${buildOfBare(results).toFixed(2)}; goal ${buildGoal}`,
    buildOfBare(results) >= buildGoal,
  ),
]

const notificationGoal = 0.8

const notificationTable = ({ notifications }: Results): readonly string[] => [
  '',
  'notifications to a stand-in of APNs in another process, one core, 100 in flight; "of bare" is a plain HTTP/2 client',
  row('', ['pushes/s', 'of bare', 'CPU µs']),
  ...notifications.map(({ pusher, pushesPerSecond, ofBare, cpuMicroseconds }) =>
    row(pusher, [rateText(pushesPerSecond), ofBare.toFixed(2), thousands.format(cpuMicroseconds)]),
  ),
  mean(
    `goal ${notificationGoal.toFixed(2)} of bare`,
    notifications.some(({ pusher, ofBare }) => pusher === 'passwright' && ofBare >= notificationGoal),
  ),
]

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`

const loopLines = ({ loop }: Results): readonly string[] => [
  '',
  `from a change to the pass on the phone, ${loop.changes} changes, memory adapters, push over HTTP/2, 2 s of it on purpose`,
  `p50 ${seconds(loop.p50)}, p99 ${seconds(loop.p99)}, longest ${seconds(loop.longest)}`,
]

const drawingRows: Readonly<Record<DrawingName, { readonly title: string; readonly goalMs?: number }>> = {
  preview: { title: 'preview as SVG', goalMs: 20 },
  picture: { title: 'picture as PNG' },
  document: { title: 'document as PDF', goalMs: 150 },
}

const drawingTable = ({ drawings }: Results): readonly string[] => [
  '',
  'drawing the sample pass that takes longest, in a warm process, one core',
  row('', ['ms']),
  ...drawings.map(({ drawing, milliseconds }) => row(drawingRows[drawing].title, [milliseconds.toFixed(1)])),
  ...drawings.flatMap(({ drawing, milliseconds }) => {
    const { title, goalMs } = drawingRows[drawing]
    return goalMs === undefined ? [] : [mean(`goal ${goalMs} ms for a ${title}`, milliseconds <= goalMs)]
  }),
]

/** The whole report as text. */
export const report = (results: Results): string =>
  [
    `Node ${results.node} on ${results.processor}`,
    `Medians of ${results.schedule.rounds} interleaved rounds of ${results.schedule.roundMs} ms for each contender; "of bare"`,
    'is the rate divided by that of bare RSA-2048 signing in the same round, on the same cores, as many in flight.',
    ...(results.pinned ? [] : ['Processes cannot be kept to some cores here: "one core" is more than that.']),
    ...(results.throughput.some(({ setting }) => setting.cores === 2)
      ? []
      : ['This machine has one core: two are not measured.']),
    ...results.throughput.flatMap(throughputTable),
    ...firstPassTable(results),
    ...checkTable(results),
    ...serviceTable(results),
    ...notificationTable(results),
    ...coldTable(results.cold),
    ...loopLines(results),
    ...drawingTable(results),
    '',
    ...results.leftOut.map(({ contender, reason }) => `${contender} is left out: ${reason}`),
    `${results.verified} passes verified: signature by openssl, digests of all files, fresh values`,
    '',
  ].join('\n')
