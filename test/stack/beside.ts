/** Looks into the tables of a deployment with the adapters of the product, and stands in for the push service. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type LocalApns, startApns } from '../../infra/local/apns/apns.ts'
import { apnsVariables } from '../../lib/adapters/apns/settings.ts'
import type { Table } from '../../lib/adapters/aws/dynamo-db.ts'
import { notificationText } from '../../lib/adapters/aws/notification-message.ts'
import type { DeviceLibraryIdentifier, PassTypeIdentifier } from '../../lib/core/format/identifiers.ts'
import type { Device } from './a-device.ts'
import { type Deployment, ownerIn, passType } from './deployment.ts'
import { invokeFunction } from './invoke-function.ts'
import { names } from './owner.ts'

/** The table of passes, for the adapters. */
export const passesTable = (deployment: Deployment): Table => {
  const { endpoint, environment } = ownerIn(deployment)
  const { AWS_REGION: region = '', AWS_ACCESS_KEY_ID: accessKeyId = '' } = environment
  const credentials = { accessKeyId, secretAccessKey: 'local' }
  return { client: new DynamoDBClient({ endpoint, region, credentials }), name: names.passes }
}

/** The authority that issued the throwaway signers, as PEM texts. */
export const authorityOf = ({ folder }: Deployment) => {
  const read = (name: string): string => readFileSync(join(folder, '.local', 'signer', name), 'utf8')
  return {
    root: read('root.pem'),
    intermediate: read('intermediate.pem'),
    intermediateKey: read('intermediate-key.pem'),
  }
}

/** A push service of one's own, which can be told what to answer. */
export const aPushService = (deployment: Deployment): Promise<LocalApns> => {
  const { root, intermediate } = authorityOf(deployment)
  return startApns({ clientRoots: [root, intermediate], relayed: false })
}

/** Has a device be owed a push, as if it had been marked and the message lost. */
export const owePush = async (deployment: Deployment, { id }: Device): Promise<void> => {
  await ownerIn(deployment).call('dynamodb', 'UpdateItem', {
    TableName: names.registrations,
    Key: { pk: { S: `DEVICE#${id}#${passType}` }, sk: { S: 'DEVICE' } },
    UpdateExpression: 'SET seq = seq + :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  })
}

/** Invokes a new instance of the function that pushes, for one device. */
export const invokeNotify = async (deployment: Deployment, { id }: Device, apns: LocalApns): Promise<void> => {
  const body = notificationText({
    deviceLibraryIdentifier: id as DeviceLibraryIdentifier,
    passTypeIdentifier: passType as PassTypeIdentifier,
  })
  const answer = await invokeFunction(deployment, 'notify', {
    event: { Records: [{ messageId: 'm', body }] },
    variables: { [apnsVariables.origin]: apns.origin, [apnsVariables.roots]: apns.roots },
  })
  if (JSON.stringify(answer) !== '{"batchItemFailures":[]}') throw new Error(`it failed: ${JSON.stringify(answer)}`)
}
