/** Published templates in DynamoDB. */
import { TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import type { Page } from '../../ports/page.ts'
import type { Templates, TemplateVersion } from '../../ports/templates.ts'
import { ask, readItem, type Table } from './dynamo-db.ts'
import { type Item, number, text } from './item.ts'
import { templateKey, templatesKey, versionSortKey } from './keys.ts'
import { readPartition } from './partition.ts'
import { newestItem, versionItem, versionOfItem } from './template-item.ts'

const versionsOf = ({ items, next }: Page<Item>): Page<TemplateVersion> => ({
  items: items.map(versionOfItem),
  ...(next === undefined ? {} : { next }),
})

const newestFirst = (name: string) => ({ partition: templateKey(name), order: 'descending', consistent: true }) as const

/** The version itself, which nothing ever replaces. */
const putVersion = (table: Table, version: TemplateVersion) => ({
  TableName: table.name,
  Item: versionItem(version),
  ConditionExpression: 'attribute_not_exists(pk)',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
})

/** The newest version, if the one before was the newest until now. */
const putNewest = (table: Table, version: TemplateVersion) => ({
  TableName: table.name,
  Item: newestItem(version),
  ...(version.version === 1
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :before',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':before': number(version.version - 1) },
      }),
})

const publish = async (table: Table, version: TemplateVersion): Promise<'published' | 'conflict'> => {
  const items = [{ Put: putVersion(table, version) }, { Put: putNewest(table, version) }]
  try {
    await ask(() => table.client.send(new TransactWriteItemsCommand({ TransactItems: items })))
    return 'published'
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    const there = error.CancellationReasons?.[0]?.Item
    return there && versionOfItem(there).sha256 === version.sha256 ? 'published' : 'conflict'
  }
}

/** Published templates in the table of passes. */
export const awsTemplates = (table: Table): Templates => ({
  get: async ({ name, version }) => {
    const item = await readItem(table, { pk: text(templateKey(name)), sk: text(versionSortKey(version)) })
    return item && versionOfItem(item)
  },
  latest: async (name) => {
    const { items } = await readPartition(table, newestFirst(name), { limit: 1 })
    return items[0] && versionOfItem(items[0])
  },
  publish: (version) => publish(table, version),
  list: async (page) =>
    versionsOf(await readPartition(table, { partition: templatesKey, order: 'ascending', consistent: true }, page)),
  versions: async (name, page) => versionsOf(await readPartition(table, newestFirst(name), page)),
})
