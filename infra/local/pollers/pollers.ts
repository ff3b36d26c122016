/** Everything that invokes functions besides HTTP, as the template declares it. */
import { join } from 'node:path'
import type { Invoke } from '../../pollers/invocation.ts'
import type { Mapping } from '../../pollers/mapping.ts'
import { pollQueue } from '../../pollers/queue.ts'
import { followSchedule } from '../../pollers/schedule.ts'
import { pollStream } from '../../pollers/stream.ts'
import { awsClient } from '../aws/client.ts'
import { account } from '../cloudformation/place.ts'
import type { References } from '../cloudformation/resolve.ts'
import type { Template } from '../cloudformation/template.ts'
import { accessKeyOf } from '../front/roles.ts'
import type { FunctionDefinition } from '../lambda/definition.ts'
import { openCheckpoints } from './checkpoints.ts'
import { readMappings } from './mapping.ts'
import { readSchedules } from './schedule.ts'

/** What the pollers need. */
export interface PollersOptions {
  readonly template: Template
  readonly references: References
  readonly definitions: readonly FunctionDefinition[]
  readonly invokerOf: (nameOrArn: string) => Invoke
  /** Where the AWS services are. */
  readonly endpoint: string
  /** Where the checkpoints are kept. */
  readonly folder: string
}

/** How long a request waits for messages. */
const waitSeconds = 10

const start = (options: PollersOptions, mapping: Mapping, signal: AbortSignal): Promise<void> => {
  const { definitions, endpoint, invokerOf, folder } = options
  const definition = definitions.find(({ arn, functionName }) => [arn, functionName].includes(mapping.functionName))
  const client = awsClient(endpoint, accessKeyOf(definition?.role ?? ''))
  const invoke = invokerOf(mapping.functionName)
  const urlOf = (queueArn: string) => `${endpoint}/${account}/${queueArn.split(':').at(-1)}`
  if (mapping.source.includes(':sqs:')) {
    return pollQueue({ mapping, client, invoke, signal, waitSeconds, queueUrl: urlOf(mapping.source) }, signal)
  }
  const [, table = ''] = mapping.source.split('/')
  return pollStream({
    mapping,
    client,
    invoke,
    signal,
    checkpoints: openCheckpoints(join(folder, `${table}.checkpoints.json`)),
    functionArn: definition?.arn ?? mapping.functionName,
    ...(mapping.onFailure === undefined ? {} : { failuresUrl: urlOf(mapping.onFailure) }),
  })
}

/** Starts all pollers and schedules; what it returns stops them and resolves when the last has ended. */
export const startPollers = (options: PollersOptions): (() => Promise<void>) => {
  const { template, references, invokerOf } = options
  const controller = new AbortController()
  const { signal } = controller
  const running = [
    ...readMappings(template, references).map((mapping) => start(options, mapping, signal)),
    ...readSchedules(template, references).map((schedule) =>
      followSchedule(schedule, invokerOf(schedule.functionArn), signal),
    ),
  ]
  return async () => {
    controller.abort()
    await Promise.allSettled(running)
  }
}
