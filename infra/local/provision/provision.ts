/** Creates on the local servers what the packaged template describes. */
import type { AwsClient } from '../aws/client.ts'
import { type References, resolveObject } from '../cloudformation/resolve.ts'
import { resourcesOf, type Template } from '../cloudformation/template.ts'
import { createQueues } from './queues.ts'
import { createSecret } from './secrets.ts'
import { createTable } from './tables.ts'

/** What came to be. */
export interface Provisioned {
  /** The ARN of the stream of each table that has one, by the table's name. */
  readonly streams: ReadonlyMap<string, string>
  /** The URL of each queue at its server, by the queue's name. */
  readonly queueUrls: ReadonlyMap<string, string>
}

/** Creates tables, buckets, queues and secrets; what a start before this one made is found and kept. */
export const provision = async (admin: AwsClient, template: Template, references: References): Promise<Provisioned> => {
  const plans = (type: string, nameAttribute?: string) =>
    resourcesOf(template, type).map(({ id, properties }) => ({
      name: (nameAttribute === undefined ? references.ref(id) : references.attribute(id, nameAttribute)) ?? id,
      properties: resolveObject(properties, references),
    }))

  const tables = plans('AWS::DynamoDB::Table')
  const secrets = resourcesOf(template, 'AWS::SecretsManager::Secret').map(({ properties }) =>
    resolveObject(properties, references),
  )
  const [streams, queueUrls] = await Promise.all([
    Promise.all(
      tables.map(async ({ name, properties }) => [name, await createTable(admin, name, properties)] as const),
    ),
    createQueues(admin, plans('AWS::SQS::Queue', 'QueueName')),
    ...plans('AWS::S3::Bucket').map(({ name }) => admin.createBucket(name)),
    ...secrets.map((properties) => createSecret(admin, String(properties.Name), properties)),
  ])
  return {
    streams: new Map(streams.filter((pair): pair is readonly [string, string] => pair[1] !== undefined)),
    queueUrls,
  }
}
