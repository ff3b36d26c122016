/** The dashboard of a stage: what to look at first when an alarm goes, or somebody asks how it is. */
import { functionNames } from '../functions.ts'
import { alarmRows } from './alarm-rows.ts'
import { alarmId } from './alarms.ts'
import type { TemplateParts } from './template-parts.ts'
import { chart, each, entries, placed, states, type Widget } from './widgets.ts'

const queueIds = ['Builds', 'Notifications', 'Rollouts', 'Ingest', 'Imports'] as const

const ofQueues = (kind: string, ids: readonly string[], name: string) =>
  ids.map((id) => ['AWS/SQS', name, 'QueueName', `\${${id}${kind}.QueueName}`, { label: id, stat: 'Maximum' }])

const ofFunctions = (service: string, metric: string, stat: string) =>
  functionNames.map((name) => ['AWS/Lambda', metric, 'FunctionName', `${service}-${name}`, { label: name, stat }])

const ofApi = (name: string, stat: string, label: string) => [
  'AWS/ApiGateway',
  name,
  'ApiId',
  '${HttpApi}',
  { stat, label },
]

const failures =
  "filter level = 'error' | stats count(*) as failures by code, error.code, error.name | sort failures desc"
const refusals = 'filter status >= 400 | stats count(*) as answers by routeKey, status | sort answers desc'

const widgets = (stage: string, service: string): readonly Widget[] => {
  const namespace = `Passwright/${stage}`
  const own = (name: string, label: string) => [namespace, name, { label }]
  return [
    states(
      'Alarms',
      alarmRows(stage).map(({ name }) => `\${${alarmId(name)}.Arn}`),
    ),
    chart('Requests of phones, by call and status', [each(namespace, 'WalletRequests', ['call', 'status'])]),
    chart('Download links, by status', [each(namespace, 'Downloads', ['of', 'status'])]),
    chart('Answers of the API', [ofApi('Count', 'Sum', 'all'), ofApi('4xx', 'Sum', '4xx'), ofApi('5xx', 'Sum', '5xx')]),
    chart('Passes', [own('PassesIssued', 'issued'), own('PassesBuilt', 'built'), own('BuildsFailed', 'failed')]),
    chart('Builds that failed, by code', [each(namespace, 'BuildsFailed', ['code'])]),
    chart('Changes that came in, by outcome', [each(namespace, 'ChangesTaken', ['outcome'])]),
    chart('Pushes, by answer', [each(namespace, 'Pushes', ['answer'])]),
    chart('Oldest change not announced yet, in seconds', [own('OldestPendingSeconds', 'pending')], 'Maximum'),
    chart('Days until certificates expire', [
      each(namespace, 'DaysUntilExpiry', ['passType', 'certificate'], 'Minimum'),
    ]),
    chart('Oldest message of each queue, in seconds', ofQueues('Queue', queueIds, 'ApproximateAgeOfOldestMessage')),
    chart(
      'Messages put away',
      ofQueues('DeadLetterQueue', [...queueIds, 'Changes'], 'ApproximateNumberOfMessagesVisible'),
    ),
    chart('What could not be told', [
      own('NoticesLost', 'notices'),
      own('EventsLost', 'timeline'),
      own('DeviceLogFailures', 'device logs'),
    ]),
    chart('Time to answer, in milliseconds', [
      ofApi('Latency', 'p50', 'half of all'),
      ofApi('Latency', 'p99', '99 % of all'),
    ]),
    chart('Cold starts', [each(namespace, 'ColdStarts', ['function'])]),
    chart('Complaints of devices, by cause', [each(namespace, 'DeviceLogLines', ['cause'])]),
    chart('Time that functions take, 99 %, in milliseconds', ofFunctions(service, 'Duration', 'p99')),
    chart('Crashes and timeouts', ofFunctions(service, 'Errors', 'Sum')),
    chart('Turned away by Lambda', ofFunctions(service, 'Throttles', 'Sum')),
    entries(
      'Failures, by code',
      functionNames.map((name) => `/aws/lambda/${service}-${name}`),
      failures,
    ),
    entries('Requests that were refused', [`/aws/http-api/${service}`], refusals),
  ]
}

/** The dashboard; a service is named `passwright-prod`. */
export const dashboard = (stage: string, service: string): TemplateParts => ({
  Resources: {
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: {
        DashboardName: service,
        DashboardBody: { 'Fn::Sub': JSON.stringify({ widgets: placed(widgets(stage, service)) }) },
      },
    },
  },
})
