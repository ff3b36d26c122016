/** What a route takes as the body of its requests. */
import { type Bytes, utf8 } from '../../core/bytes.ts'
import { canonicalJson, type Json, type JsonObject, parseJson } from '../../core/format/json.ts'
import { ServiceError } from '../../service/errors.ts'
import { limits } from '../../service/limits.ts'
import { makeChecker } from '../../service/schema-checker.ts'
import type { ProblemCode } from '../problem/problem-codes.ts'
import { checkMediaType } from '../request/media-type.ts'
import { type BodyLimit, readBody } from '../request/read-body.ts'
import { checked, type Valid } from './schema.ts'

/** What was read. */
export interface ReadBody<Value> {
  readonly value: Value
  /** The same for all ways to write the same. */
  readonly canonical: Bytes
}

/** A kind of body: how it is documented, checked and read. */
export interface Body<Value> {
  /** Media types in lowercase; none if the route takes no body. */
  readonly mediaTypes: readonly string[]
  readonly required: boolean
  /** The schema of a body of JSON. */
  readonly schema?: JsonObject
  readonly description?: string
  /** What reading it may refuse. */
  readonly refusals: readonly ProblemCode[]
  readonly read: (request: Request) => Promise<ReadBody<Value>>
}

const json = (bytes: Bytes): Json => {
  try {
    return parseJson(bytes)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    const reason = bytes.length === 0 ? 'it is empty' : cause.message
    throw new ServiceError('request/json-invalid', `the body is not JSON: ${reason}`, { cause })
  }
}

const isEmpty = (request: Request): boolean => request.body === null || request.headers.get('content-length') === '0'

const readingRefusals: readonly ProblemCode[] = ['request/too-large', 'request/media-type', 'request/invalid']

/** No body; one that is sent all the same is not read. */
export const noBody: Body<undefined> = {
  mediaTypes: [],
  required: false,
  refusals: [],
  read: () => Promise.resolve({ value: undefined, canonical: new Uint8Array() }),
}

/** Bytes that are not JSON, declared as one of several media types. */
export const rawBody = (mediaTypes: readonly string[], limit: BodyLimit, description: string): Body<Bytes> => ({
  mediaTypes,
  required: true,
  description,
  refusals: readingRefusals,
  read: async (request) => {
    checkMediaType(request.headers, mediaTypes)
    const bytes = await readBody(request, limit)
    return { value: bytes, canonical: bytes }
  },
})

/** How a body of JSON differs from the usual. */
export interface JsonBodyOptions {
  /** Default: `application/json`. */
  readonly mediaTypes?: readonly string[]
  /** Taken if there is no body; default: a body is required. */
  readonly absent?: JsonObject
}

/** JSON that fits a schema. */
export const jsonBody = <const S extends JsonObject>(schema: S, options: JsonBodyOptions = {}): Body<Valid<S>> => {
  const { mediaTypes = ['application/json'], absent } = options
  const checker = makeChecker(schema)
  const parsed = async (request: Request): Promise<Json> => {
    if (absent && isEmpty(request)) return absent
    checkMediaType(request.headers, mediaTypes)
    return json(await readBody(request, { maxBytes: limits.jsonBytes }))
  }
  return {
    mediaTypes,
    required: absent === undefined,
    schema,
    refusals: [...readingRefusals, 'request/json-invalid', 'request/body-invalid'],
    read: async (request) => {
      const value = await parsed(request)
      return { value: checked(checker, value), canonical: utf8(canonicalJson(value)) }
    },
  }
}
