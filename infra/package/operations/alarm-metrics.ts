/** What alarms look at: figures of AWS's services and of our functions, in the words of CloudFormation. */
import type { MetricName } from '../../../lib/ports/metrics.ts'
import { type FunctionName, functionNames } from '../functions.ts'
import { attribute, ref } from './template-parts.ts'

/** A figure, or an expression over some. */
export interface AlarmMetric {
  readonly Namespace: string | object
  readonly MetricName: string
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string | object }[]
  readonly Stat: 'Sum' | 'Maximum' | 'Minimum'
}

const dimensions = (all: Readonly<Record<string, string | object>>): AlarmMetric['Dimensions'] =>
  Object.entries(all).map(([Name, Value]) => ({ Name, Value }))

/** A figure that our functions count, whatever its dimensions, or with those given. */
export const own = (
  stage: string,
  MetricName: MetricName,
  Stat: AlarmMetric['Stat'],
  only: Readonly<Record<string, string>> = {},
): AlarmMetric => ({ Namespace: `Passwright/${stage}`, MetricName, Dimensions: dimensions(only), Stat })

const logicalId = (name: FunctionName): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}LambdaFunction`

/** A figure of Lambda about one function. */
export const ofFunction = (name: FunctionName, MetricName: string, Stat: AlarmMetric['Stat']): AlarmMetric => ({
  Namespace: 'AWS/Lambda',
  MetricName,
  Dimensions: dimensions({ FunctionName: ref(logicalId(name)) }),
  Stat,
})

/** The same figure of each function. */
export const ofAllFunctions = (MetricName: string): readonly AlarmMetric[] =>
  functionNames.map((name) => ofFunction(name, MetricName, 'Sum'))

/** A figure of SQS about one queue, by its logical id. */
export const ofQueue = (id: string, MetricName: string): AlarmMetric => ({
  Namespace: 'AWS/SQS',
  MetricName,
  Dimensions: dimensions({ QueueName: attribute(id, 'QueueName') }),
  Stat: 'Maximum',
})

/** A figure of API Gateway about the HTTP API. */
export const ofApi = (MetricName: string): AlarmMetric => ({
  Namespace: 'AWS/ApiGateway',
  MetricName,
  Dimensions: dimensions({ ApiId: ref('HttpApi') }),
  Stat: 'Sum',
})
