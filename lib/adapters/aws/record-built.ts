/** Noting what was built and what waits to be, without touching what else is written meanwhile. */
import { UpdateItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb'
import type { BuiltObject, PassId, PassLife, PendingVersion } from '../../ports/records.ts'
import { conditionally } from './conditional.ts'
import type { Table } from './dynamo-db.ts'
import { number } from './item.ts'
import { recordKey } from './keys.ts'
import { builtAttribute, pendingAttributes } from './record-item.ts'

type Change = Omit<UpdateItemCommandInput, 'TableName' | 'Key'>

/** Whether the condition held. */
const update = async (table: Table, pass: PassId, change: Change): Promise<boolean> => {
  const command = new UpdateItemCommand({ TableName: table.name, Key: recordKey(pass), ...change })
  return (await conditionally(() => table.client.send(command))).done
}

/** `Records.setBuilt`. */
export const setBuilt = async (table: Table, life: PassLife, built: BuiltObject): Promise<'set' | 'superseded'> => {
  const isSet = await update(table, life, {
    UpdateExpression: 'SET #built = :built',
    ConditionExpression: 'createdAt = :createdAt AND #version = :version',
    ExpressionAttributeNames: { '#version': 'version', '#built': 'built' },
    ExpressionAttributeValues: {
      ':createdAt': number(life.createdAt),
      ':version': number(built.version),
      ':built': builtAttribute(built),
    },
  })
  return isSet ? 'set' : 'superseded'
}

/** `Records.setPending`. */
export const setPending = async (table: Table, pass: PassId, pending: PendingVersion): Promise<void> => {
  const { pendingVersion, pendingSince, pendingShard } = pendingAttributes(pass, pending)
  await update(table, pass, {
    UpdateExpression: 'SET pendingVersion = :version, pendingSince = :since, pendingShard = :shard',
    ConditionExpression: '#version = :version AND attribute_not_exists(pendingVersion)',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': pendingVersion, ':since': pendingSince, ':shard': pendingShard },
  })
}

/** `Records.postpone`. */
export const postpone = async (table: Table, pass: PassId, pending: PendingVersion): Promise<void> => {
  const { pendingVersion, pendingSince, pendingShard } = pendingAttributes(pass, pending)
  await update(table, pass, {
    UpdateExpression: 'SET pendingSince = :since, pendingShard = :shard',
    ConditionExpression: 'pendingVersion = :version',
    ExpressionAttributeValues: { ':version': pendingVersion, ':since': pendingSince, ':shard': pendingShard },
  })
}

/** `Records.clearPending`. */
export const clearPending = async (table: Table, pass: PassId, version: number): Promise<void> => {
  await update(table, pass, {
    UpdateExpression: 'REMOVE pendingVersion, pendingSince, pendingShard',
    ConditionExpression: 'pendingVersion = :version',
    ExpressionAttributeValues: { ':version': number(version) },
  })
}
