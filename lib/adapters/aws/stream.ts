/** Records of the table's stream as changes of passes. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { isObject } from '../../core/format/json.ts'
import type { RecordChange } from '../../service/work/work-service.ts'
import type { Item } from './item.ts'
import { passOfKey, recordSortKey } from './keys.ts'
import { recordOfItem } from './record-item.ts'

type Image = Readonly<Record<string, unknown>> | undefined

/** A record of a DynamoDB stream, as Lambda hands it over and as the Streams API answers: the parts that matter here. */
export interface StreamRecord {
  readonly dynamodb?:
    | {
        readonly Keys?: Image
        readonly NewImage?: Image
        readonly OldImage?: Image
        /** Seconds since 1970, as a number; the SDK makes a Date of it. */
        readonly ApproximateCreationDateTime?: unknown
      }
    | undefined
  /** Who did it, if DynamoDB itself did. */
  readonly userIdentity?: unknown
}

const isAttribute = (value: unknown): value is AttributeValue => typeof value === 'object' && value !== null

/** An image as an item. Its attributes are checked one by one when they are read. */
const itemOf = (image: Image): Item =>
  Object.fromEntries(
    Object.entries(image ?? {}).flatMap(([name, value]) => (isAttribute(value) ? [[name, value] as const] : [])),
  )

const millisecondsOf = (time: unknown): number | undefined => {
  if (time instanceof Date) return time.getTime()
  return typeof time === 'number' ? Math.round(time * 1000) : undefined
}

/**
 * Whether DynamoDB removed the item because its time had come. Lambda writes the names of the identity small, the Streams
 * API and its SDK write them large.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
 */
const isExpiry = (identity: unknown): boolean => {
  if (!isObject(identity)) return false
  const { type = identity.Type, principalId = identity.PrincipalId } = identity
  return type === 'Service' && principalId === 'dynamodb.amazonaws.com'
}

/**
 * The change of a pass record; undefined if another kind of item changed.
 *
 * @throws StoredItemError if an image is not what this release writes
 */
export const changeOf = ({ dynamodb = {}, userIdentity }: StreamRecord): RecordChange | undefined => {
  const { pk, sk } = itemOf(dynamodb.Keys)
  if (sk?.S !== recordSortKey || !passOfKey(pk?.S ?? '')) return undefined
  const at = millisecondsOf(dynamodb.ApproximateCreationDateTime)
  return {
    ...(at === undefined ? {} : { at }),
    ...(dynamodb.OldImage ? { before: recordOfItem(itemOf(dynamodb.OldImage)) } : {}),
    ...(isExpiry(userIdentity) ? { isExpiry: true } : {}),
    ...(dynamodb.NewImage ? { after: recordOfItem(itemOf(dynamodb.NewImage)) } : {}),
  }
}
