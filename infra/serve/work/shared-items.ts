/**
 * What instances side by side tell each other, as items of the table of events, which nobody follows: who of them leads, and
 * how far the stream has been read.
 */
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { conditionally } from '../../../lib/adapters/aws/conditional.ts'
import { ask, readItem, type Table } from '../../../lib/adapters/aws/dynamo-db.ts'
import { number, readText, text } from '../../../lib/adapters/aws/item.ts'
import { seconds } from '../../../lib/ports/clock.ts'
import type { Checkpoints } from '../../pollers/checkpoints.ts'

const partition = { pk: text('SERVE') }

/** A stream keeps its records for a day; what was noted of it is kept for a week, in seconds. */
const kept = 7 * 24 * 60 * 60

const expires = () => number(seconds(Date.now()) + kept)

/** The lead: one instance at a time has it. */
export interface Lead {
  /** Takes it, or keeps it for another while. Whether this instance has it now. @throws UnavailableError */
  readonly take: () => Promise<boolean>
  /** Gives it to whoever wants it, should this instance have it. @throws UnavailableError */
  readonly release: () => Promise<void>
}

const leadKey = { ...partition, sk: text('LEAD') }

/**
 * The lead among the instances of a deployment.
 *
 * @param owner tells this instance from all others
 * @param lasts for so long it is this instance's, in milliseconds, unless it takes it again. Clocks may differ by a part of it
 */
export const leadIn = (table: Table, owner: string, lasts: number): Lead => ({
  take: async () => {
    const now = Date.now()
    const command = new UpdateItemCommand({
      TableName: table.name,
      Key: leadKey,
      UpdateExpression: 'SET #owner = :owner, #until = :until, #expires = :expires',
      ConditionExpression: 'attribute_not_exists(#owner) OR #owner = :owner OR #until < :now',
      ExpressionAttributeNames: { '#owner': 'owner', '#until': 'until', '#expires': 'expires' },
      ExpressionAttributeValues: {
        ':owner': text(owner),
        ':until': number(now + lasts),
        ':now': number(now),
        ':expires': expires(),
      },
    })
    return (await conditionally(() => table.client.send(command))).done
  },
  release: async () => {
    const command = new DeleteItemCommand({
      TableName: table.name,
      Key: leadKey,
      ConditionExpression: '#owner = :owner',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':owner': text(owner) },
    })
    await conditionally(() => table.client.send(command))
  },
})

/** Checkpoints of the stream, by shard. */
export const checkpointsIn = (table: Table): Checkpoints => {
  const keyOf = (shard: string) => ({ ...partition, sk: text(`SHARD#${shard}`) })
  return {
    get: async (shard) => {
      const item = await readItem(table, keyOf(shard))
      return item && readText(item, 'sequenceNumber')
    },
    set: async (shard, sequenceNumber) => {
      const command = new UpdateItemCommand({
        TableName: table.name,
        Key: keyOf(shard),
        UpdateExpression: 'SET #sequenceNumber = :sequenceNumber, #expires = :expires',
        ExpressionAttributeNames: { '#sequenceNumber': 'sequenceNumber', '#expires': 'expires' },
        ExpressionAttributeValues: { ':sequenceNumber': text(sequenceNumber), ':expires': expires() },
      })
      await ask(() => table.client.send(command))
    },
  }
}
