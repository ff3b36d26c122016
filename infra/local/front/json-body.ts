/** The body of a request in one of AWS's JSON protocols, and the operation that its header names. */
import { isObject, type JsonObject } from '../../../lib/core/format/json.ts'
import type { ServiceRequest } from './call.ts'

/** What a request in a JSON protocol says. */
export interface Operation {
  /** `PutItem`. */
  readonly name: string
  readonly input: JsonObject
}

const parse = (body: Uint8Array): JsonObject => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** Reads it; what is no JSON counts as an empty object, which the service will refuse. */
export const readOperation = ({ headers, body }: ServiceRequest): Operation => {
  const target = headers['x-amz-target']
  const name = typeof target === 'string' ? (target.split('.').at(-1) ?? '') : ''
  return { name, input: parse(body) }
}

/** A member that should be text; empty if it is not. */
export const textOf = (input: JsonObject, name: string): string => {
  const value = input[name]
  return typeof value === 'string' ? value : ''
}
