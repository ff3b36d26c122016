/** Noting what was built, without touching what else is written meanwhile. */
import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { UnavailableError } from '../../ports/errors.ts'
import type { BuiltObject, PassId } from '../../ports/records.ts'
import { ask, type Table } from './dynamo-db.ts'
import { type Item, number } from './item.ts'
import { recordKey } from './keys.ts'
import { builtAttribute } from './record-item.ts'

/** Whether this version is waiting in the record: then `pending` goes, else it stays. */
type Expectation = 'waiting' | 'not waiting'

const conditions: Readonly<Record<Expectation, { readonly condition: string; readonly update: string }>> = {
  waiting: {
    condition: '#version = :version AND #pendingVersion = :version',
    update: 'SET #built = :built REMOVE #pendingVersion, pendingSince, pendingShard',
  },
  'not waiting': {
    condition: '#version = :version AND (attribute_not_exists(#pendingVersion) OR #pendingVersion <> :version)',
    update: 'SET #built = :built',
  },
}

/** The item that is there instead if the expectation is wrong, `gone` if there is none. */
const attempt = async (
  table: Table,
  pass: PassId,
  built: BuiltObject,
  expectation: Expectation,
): Promise<'set' | 'gone' | Item> => {
  const { condition, update } = conditions[expectation]
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: recordKey(pass),
    UpdateExpression: update,
    ConditionExpression: condition,
    ExpressionAttributeNames: { '#version': 'version', '#pendingVersion': 'pendingVersion', '#built': 'built' },
    ExpressionAttributeValues: { ':version': number(built.version), ':built': builtAttribute(built) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  })
  try {
    await ask(() => table.client.send(command))
    return 'set'
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    return error.Item ?? 'gone'
  }
}

const attempts = 4

/** `Records.setBuilt`. */
export const setBuilt = async (
  table: Table,
  pass: PassId,
  built: BuiltObject,
  seen?: { readonly isPending: boolean },
): Promise<'set' | 'superseded'> => {
  let expectation: Expectation = seen?.isPending ? 'waiting' : 'not waiting'
  for (let count = 0; count < attempts; count++) {
    const outcome = await attempt(table, pass, built, expectation)
    if (outcome === 'set') return 'set'
    if (outcome === 'gone' || outcome.version?.N !== String(built.version)) return 'superseded'
    expectation = outcome.pendingVersion?.N === String(built.version) ? 'waiting' : 'not waiting'
  }
  throw new UnavailableError('the record keeps changing: try again')
}
