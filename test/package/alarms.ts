/** What the packaged template says of alarms, and docs/alarms.md of what to do. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { PackagedService } from '../../infra/package/package-service.ts'
import { commands } from '../../lib/cli/commands.ts'
import { ofType, propertiesOf } from './resources.ts'

/** What a dimension names: a resource, or an attribute of one. */
interface Reference {
  readonly Ref?: string
  readonly 'Fn::GetAtt'?: readonly string[]
}

interface Figure {
  readonly Namespace: string
  readonly MetricName: string
  readonly Dimensions: readonly { readonly Name: string; readonly Value: Reference }[]
}

interface Alarm extends Partial<Figure> {
  readonly AlarmName: string
  readonly AlarmDescription: string
  readonly ComparisonOperator: 'GreaterThanThreshold' | 'LessThanThreshold'
  readonly Threshold: number
  readonly DatapointsToAlarm: number
  readonly EvaluationPeriods: number
  readonly Period?: number
  readonly Metrics?: readonly {
    readonly MetricStat?: { readonly Metric: Figure; readonly Period: number }
    readonly Expression?: string
  }[]
}

const alarmsOf = ({ template }: PackagedService): readonly Alarm[] =>
  propertiesOf(template, 'AWS::CloudWatch::Alarm') as unknown as readonly Alarm[]

const figuresOf = ({ Metrics, ...alarm }: Alarm): readonly Figure[] =>
  Metrics?.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])) ?? [alarm as Figure]

const periodOf = ({ Period, Metrics = [] }: Alarm): number =>
  Period ?? Metrics.find(({ MetricStat }) => MetricStat)?.MetricStat?.Period ?? 0

/** The queues that alarms look at in a figure of SQS. */
const queuesIn = (service: PackagedService, name: string): readonly unknown[] =>
  alarmsOf(service)
    .flatMap(figuresOf)
    .filter(({ MetricName }) => MetricName === name)
    .map(({ Dimensions }) => Dimensions[0]?.Value['Fn::GetAtt']?.[0])
    .sort()

/** When an alarm goes off, as docs/alarms.md says it. */
const when = (alarm: Alarm): string => {
  const [minutes, over] = [periodOf(alarm) / 60, alarm.ComparisonOperator === 'LessThanThreshold' ? 'Below' : 'Over']
  const periods = `${alarm.DatapointsToAlarm} of ${alarm.EvaluationPeriods} periods`
  return `${over} ${alarm.Threshold}, in ${periods} of ${minutes} minute${minutes === 1 ? '' : 's'}`
}

const programCalls = /passwright -- ([^`\n]+)/g
const shortCalls = /`((?:signer|parked|rollout|keys) [a-z]+)/g
const scriptCalls = /npm run (?:-s )?([\w:]+)/g
const references = /\$\{([\w:]+)(?:\.\w+)?\}/g
const pointer = / See docs\/alarms\.md\.$/

/** What a pattern captures, wherever it matches. */
const captured = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, capture = '']) => capture)

const documentation = readFileSync('docs/alarms.md', 'utf8')
const [, ...parts] = documentation.split('\n## ')
const sections = new Map(parts.map((section) => [section.slice(0, section.indexOf('\n')), section] as const))

/** Registers the tests of alarms. @param prod a packaged stage, once it is there; with an `alarmEmail` */
export const testsOfAlarms = (prod: () => PackagedService): void => {
  it('tells a topic of each alarm, when it goes off and when all is well again', () => {
    const topic = [{ Ref: 'AlarmsTopic' }]
    for (const alarm of alarmsOf(prod())) expect(alarm).toMatchObject({ AlarmActions: topic, OKActions: topic })
    const { Resources } = prod().template
    expect(Resources.AlarmsTopic?.Properties).toMatchObject({ KmsMasterKeyId: { 'Fn::GetAtt': ['DataKey', 'Arn'] } })
    expect(Resources.AlarmsTopicPolicy?.Properties).toMatchObject({
      Topics: topic,
      PolicyDocument: { Statement: [{ Principal: { Service: 'cloudwatch.amazonaws.com' }, Action: 'sns:Publish' }] },
    })
    // A topic that is encrypted is silent unless CloudWatch may use its key.
    expect(JSON.stringify(Resources.DataKey?.Properties?.KeyPolicy)).toContain('cloudwatch.amazonaws.com')
    expect(Resources.AlarmsByMail?.Properties).toEqual({
      TopicArn: topic[0],
      Protocol: 'email',
      Endpoint: 'operators@example.com',
    })
  })

  it('raises one over every queue of what was put away, and over the age of every queue that is read', () => {
    const queues = [...ofType(prod().template, 'AWS::SQS::Queue').keys()].sort()
    const putAway = queues.filter((id) => id.endsWith('DeadLetterQueue'))
    expect([putAway.length, queues.length]).toEqual([6, 11])
    expect(queuesIn(prod(), 'ApproximateNumberOfMessagesVisible')).toEqual(putAway)
    expect(queuesIn(prod(), 'ApproximateAgeOfOldestMessage')).toEqual(queues.filter((id) => !putAway.includes(id)))
  })

  // SQS leaves out of that age what was received three times. Changes of other systems are tried for two hours, and nothing
  // else tells of those that fail. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
  it('hears of changes that fail again and again before SQS no longer counts how long they wait', () => {
    const alarm = alarmsOf(prod()).find(({ AlarmName }) => AlarmName === 'passwright-prod-ingest-waiting')
    const { VisibilityTimeout } = prod().template.Resources.IngestQueue?.Properties ?? {}
    expect(alarm?.Threshold).toBeLessThan(2 * Number(VisibilityTimeout))
  })

  it('looks at crashes and refusals of every function', () => {
    const functions = [...ofType(prod().template, 'AWS::Lambda::Function').keys()].sort()
    for (const name of ['Errors', 'Throttles']) {
      const looked = alarmsOf(prod())
        .flatMap(figuresOf)
        .filter(({ MetricName }) => MetricName === name)
        .map(({ Dimensions }) => Dimensions[0]?.Value.Ref)
      expect(looked.sort(), name).toEqual(functions)
    }
  })

  it('raises one over what our functions count in the namespace of the stage', () => {
    const own = alarmsOf(prod())
      .flatMap(figuresOf)
      .filter(({ Namespace }) => !Namespace.startsWith('AWS/'))
    expect(new Set(own.map(({ Namespace }) => Namespace))).toEqual(new Set(['Passwright/prod']))
    expect([...new Set(own.map(({ MetricName }) => MetricName))].sort()).toEqual([
      'BreakersOpened',
      'BuildsFailed',
      'ChangesTaken',
      'DaysUntilExpiry',
      'MessagesFailed',
      'NoticesLost',
      'OldestPendingSeconds',
      'PushServiceUnreachable',
      'Pushes',
      'RemovalsStopped',
    ])
  })
}

/** Registers the tests of what docs/alarms.md and the dashboard make of the alarms. @param prod a packaged stage, once it is there */
export const testsOfOperating = (prod: () => PackagedService): void => {
  it('says of each alarm in docs/alarms.md when it goes off, what it means, what to look at and what to do', () => {
    const alarms = alarmsOf(prod())
    expect([...sections.keys()].sort()).toEqual(
      alarms.map(({ AlarmName }) => AlarmName.replace('passwright-prod-', '')).sort(),
    )
    for (const alarm of alarms) {
      const section = sections.get(alarm.AlarmName.replace('passwright-prod-', '')) ?? ''
      expect(section).toContain(`\n\n${when(alarm)}: `)
      for (const part of ['**It means** ', '**Look at** ', '**Do** '])
        expect(section.split(`\n\n${part}`), section).toHaveLength(2)
      expect(alarm.AlarmDescription).toMatch(pointer)
    }
  })

  it('names commands in docs/alarms.md that there are', () => {
    const known = commands.map(({ name }) => name)
    const calls = captured(documentation, programCalls)
    expect(calls.length).toBeGreaterThan(10)
    expect(calls.filter((words) => !known.some((name) => `${words} `.startsWith(`${name} `)))).toEqual([])
    expect(captured(documentation, shortCalls).filter((words) => !known.includes(words))).toEqual([])
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(captured(documentation, scriptCalls).filter((script) => !(script in scripts))).toEqual([])
  })

  it('has a dashboard whose every part there is', () => {
    const { Resources } = prod().template
    const { DashboardName, DashboardBody } = Resources.Dashboard?.Properties ?? {}
    expect(DashboardName).toBe('passwright-prod')
    const text = (DashboardBody as { 'Fn::Sub': string })['Fn::Sub']
    const missing = captured(text, references).filter((id) => !(id in Resources || id === 'AWS::Region'))
    expect(missing).toEqual([])
    const { widgets } = JSON.parse(text)
    const [states, ...others] = widgets
    expect(states.properties.alarms).toHaveLength(alarmsOf(prod()).length)
    expect(others.length).toBeGreaterThan(15)
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24)
  })
}
