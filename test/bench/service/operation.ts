/** A kind of request that is measured. */
import type { Call } from './deployment.ts'
import type { Request } from './event.ts'

/** The names of all operations, as reports order them. */
export const operationNames = [
  'floor',
  'create',
  'patch',
  'read',
  'first download',
  'download',
  'register',
  'register again',
  'list',
  'list of nothing',
  'fetch',
  'fetch of the same',
  'log',
  'wrong token',
  'signature',
  'build',
] as const

/** The name of an operation in reports. */
export type OperationName = (typeof operationNames)[number]

/** One kind of request. */
export interface Operation {
  readonly name: OperationName
  readonly call: Call
  /** The request number `index`; no index comes twice. May prepare what the request needs. */
  readonly request: (index: number) => Promise<Request> | Request
  readonly status: number
  /** Whether those that were prepared together are under way together, as a function works on a batch. Default: no. */
  readonly isBatch?: boolean
}

/** Has a call answer as it should; what it answered. */
export const must = async (call: Call, request: Request, status: number): Promise<string> => {
  const { statusCode, body } = await call(request)
  if (statusCode !== status) throw new Error(`${request.method} ${request.path} answered ${statusCode}: ${body}`)
  return body
}
