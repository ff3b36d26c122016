/** The tally of the push service's answers: one item a pass type. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { PushTally } from '../../ports/breakers.ts'
import { UnavailableError } from '../../ports/errors.ts'
import { type ConditionalOutcome, conditionally } from './conditional.ts'
import type { Table } from './dynamo-db.ts'
import { type Item, number, readNumber } from './item.ts'
import { tallyKey } from './keys.ts'
import { pause } from './pause.ts'

/** Answers that a tally counts before it forgets. */
const remembered = 500
const attempts = 8

const tallyOf = (item: Item): PushTally => ({
  answered: readNumber(item, 'answered'),
  gone: readNumber(item, 'gone'),
})

const add = (table: Table, passType: string, answers: PushTally): Promise<ConditionalOutcome<Item>> => {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: tallyKey(passType),
    UpdateExpression: 'ADD answered :answered, gone :gone',
    ConditionExpression: 'attribute_not_exists(answered) OR answered <= :remembered',
    ExpressionAttributeValues: {
      ':answered': number(answers.answered),
      ':gone': number(answers.gone),
      ':remembered': number(remembered),
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  })
  return conditionally(async () => (await table.client.send(command)).Attributes ?? {})
}

/** The tally that takes the place of another one, if that is still the one. */
const replace = async (table: Table, passType: string, before: PushTally, tally: PushTally): Promise<boolean> => {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: tallyKey(passType),
    UpdateExpression: 'SET answered = :answered, gone = :gone',
    ConditionExpression: 'answered = :answeredBefore AND gone = :goneBefore',
    ExpressionAttributeValues: {
      ':answered': number(tally.answered),
      ':gone': number(tally.gone),
      ':answeredBefore': number(before.answered),
      ':goneBefore': number(before.gone),
    },
  })
  return (await conditionally(() => table.client.send(command))).done
}

const halved = ({ answered, gone }: PushTally, answers: PushTally): PushTally => ({
  answered: Math.floor(answered / 2) + answers.answered,
  gone: Math.floor(gone / 2) + answers.gone,
})

/** `Breakers.tally`: one write, and another one when it is time to forget. */
export const tally = async (table: Table, passType: string, answers: PushTally): Promise<PushTally> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const added = await add(table, passType, answers)
    if (added.done) return tallyOf(added.answer)
    const before = added.item && tallyOf(added.item)
    const after = before && halved(before, answers)
    if (after && (await replace(table, passType, before, after))) return after
    await pause(attempt)
  }
  throw new UnavailableError('others are counting the same: try again')
}
