/** Revocations of links in DynamoDB. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { LinkRevocations } from '../../ports/link-revocations.ts'
import { conditionally } from './conditional.ts'
import { readItem, type Table } from './dynamo-db.ts'
import { number, readNumber } from './item.ts'
import { revocationKey } from './keys.ts'

/** Revocations of links in the table of passes. */
export const awsLinkRevocations = (table: Table): LinkRevocations => ({
  find: async (passTypeIdentifier) => {
    const item = await readItem(table, revocationKey(passTypeIdentifier))
    return item && readNumber(item, 'revokedBefore')
  },
  raise: async (passTypeIdentifier, before) => {
    const command = new UpdateItemCommand({
      TableName: table.name,
      Key: revocationKey(passTypeIdentifier),
      UpdateExpression: 'SET revokedBefore = :before',
      ConditionExpression: 'attribute_not_exists(revokedBefore) OR revokedBefore < :before',
      ExpressionAttributeValues: { ':before': number(before) },
    })
    // Where more is revoked already, there is nothing to do.
    await conditionally(() => table.client.send(command))
  },
})
