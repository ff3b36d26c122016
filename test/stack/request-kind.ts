/** A kind of request, and the AWS calls that it makes. */
import type { Deployment } from './deployment.ts'
import type { Answer } from './http.ts'

/** A kind of request. */
export interface RequestKind {
  readonly name: string
  /** The role of the function that answers. */
  readonly role: 'ApiRole' | 'WalletRole' | 'DownloadRole' | 'PageRole'
  /** Makes what the request needs; what it gives is the request. */
  readonly prepare: (deployment: Deployment) => Promise<() => Promise<Answer>>
  readonly status: number
  /** The calls of a request, sorted. */
  readonly calls: readonly string[]
}

/** Actions of DynamoDB. */
export const [get, put, query, update, remove, check, writeMany] = [
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:BatchWriteItem',
] as const

/** A notice. */
export const notice = 'events:PutEvents'
