/** The alarms of a stage as resources, and who is told of them. */
import type { StageSettings } from '../stage-settings.ts'
import { type AlarmRow, alarmRows } from './alarm-rows.ts'
import { ref, type TemplateParts } from './template-parts.ts'

/** The topic stands in infra/resources/alarms.yml. */
const topic = ref('AlarmsTopic')

/** `server-errors` is `ServerErrorsAlarm`. */
export const alarmId = (name: string): string =>
  `${name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Alarm`

const queries = ({ metrics, expression, period }: AlarmRow) => [
  ...metrics.map(({ Stat, ...Metric }, index) => ({
    Id: `m${index + 1}`,
    MetricStat: { Metric, Stat, Period: period },
    ReturnData: false,
  })),
  { Id: 'value', Expression: expression, ReturnData: true },
]

const measured = (row: AlarmRow) => {
  const [only] = row.metrics
  if (row.expression !== undefined || !only) return { Metrics: queries(row) }
  const { Stat, ...metric } = only
  return { ...metric, Statistic: Stat, Period: row.period }
}

const alarm = (row: AlarmRow, service: string) => {
  const [over, periods] = row.within ?? [1, 1]
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `${service}-${row.name}`,
      AlarmDescription: `${row.description} See docs/alarms.md.`,
      ...measured(row),
      ComparisonOperator: row.below ? 'LessThanThreshold' : 'GreaterThanThreshold',
      Threshold: row.threshold,
      EvaluationPeriods: periods,
      DatapointsToAlarm: over,
      TreatMissingData: row.missing ?? 'notBreaching',
      AlarmActions: [topic],
      OKActions: [topic],
    },
  }
}

const subscription = (email: string) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: { TopicArn: topic, Protocol: 'email', Endpoint: email },
})

/** The alarms, and the subscription of who is to be told. */
export const alarms = (stage: string, service: string, { alarmEmail }: StageSettings): TemplateParts => ({
  Resources: {
    ...Object.fromEntries(alarmRows(stage).map((row) => [alarmId(row.name), alarm(row, service)])),
    ...(alarmEmail === undefined ? {} : { AlarmsByMail: subscription(alarmEmail) }),
  },
})
