/**
 * The front of the AWS services: every call of a function goes through here, is compared with the policies of the
 * function's role, and is then handed to the server of its service, or refused as AWS refuses it.
 */
import { Agent, createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { account } from '../cloudformation/place.ts'
import type { CreatedObject } from '../events/event-bus.ts'
import { type LocalServer, listen } from '../servers/server.ts'
import type { Call, ServiceRequest } from './call.ts'
import { type Caller, callerOf } from './caller.ts'
import { denied, type FrontAnswer, unavailable, unknownCaller } from './denial.ts'
import { dynamoDbCalls, type StreamArn } from './dynamodb.ts'
import { encryptionCalls, type KeyOf } from './encryption.ts'
import { eventsCalls } from './events.ts'
import { allows } from './policy.ts'
import type { Recorder } from './record.ts'
import type { Role } from './roles.ts'
import { missingObjectCall, putObjectOf, s3Calls } from './s3.ts'
import { secretsCalls } from './secrets.ts'
import { sqsCalls, withServersQueueUrl } from './sqs.ts'

/** The services behind the front, by the name that requests are signed for, and where their servers are. */
export interface Backends {
  readonly dynamodb: string
  readonly s3: string
  readonly sqs: string
  readonly secretsmanager: string
  readonly events: string
}

/** What permissions depend on: known once the template's resources are there. */
export interface Permissions {
  /** By access key. */
  readonly roles: ReadonlyMap<string, Role>
  readonly streamArn: StreamArn
  readonly keyOf: KeyOf
  /** The URL of a queue at its server, by the queue's name. */
  readonly queueUrls: ReadonlyMap<string, string>
}

/** What the front is made of. */
export interface FrontOptions {
  readonly backends: Backends
  /** The access key that the servers know; nobody else has it. */
  readonly backendsKey: string
  /** The access key that may do everything: of the stack itself and its owner. */
  readonly administrator: string
  readonly permissions: () => Permissions
  readonly record: Recorder
  /** Called when a role was refused something. */
  readonly onDenied: (role: Role, call: Call) => void
  /** Called when an object has been put. Default: nobody hears of it. */
  readonly onPut?: (object: CreatedObject) => void
}

const readers = {
  dynamodb: dynamoDbCalls,
  s3: s3Calls,
  sqs: sqsCalls,
  secretsmanager: secretsCalls,
  events: eventsCalls,
} satisfies Record<keyof Backends, unknown>

const isService = (name: string): name is keyof Backends => Object.hasOwn(readers, name)

const callsOf = (
  service: keyof Backends,
  request: ServiceRequest,
  { streamArn, keyOf }: Permissions,
): readonly Call[] => {
  const calls = readers[service](request, streamArn)
  return [...calls, ...calls.flatMap((call) => encryptionCalls(call, keyOf))]
}

const callerName = (role: Role): string => `arn:aws:sts::${account}:assumed-role/${role.id}/${role.id}`

/** The first call that the role does not allow; all are recorded. */
const firstDenied = (options: FrontOptions, role: Role, calls: readonly Call[]): Call | undefined => {
  const judged = calls.map((call) => ({ call, allowed: allows(role.statements, call) }))
  for (const { call, allowed } of judged) options.record({ role: role.id, ...call, allowed })
  const refused = judged.find(({ allowed }) => !allowed)?.call
  if (refused) options.onDenied(role, refused)
  return refused
}

/** Puts the servers' access key in the place of the caller's. */
const rewrite = (text: string, accessKeyId: string, backendsKey: string): string =>
  text.replace(`${accessKeyId}/`, `${backendsKey}/`).replace(`${accessKeyId}%2F`, `${backendsKey}%2F`)

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

const ask = (
  options: FrontOptions,
  incoming: IncomingMessage,
  caller: Caller & { readonly service: keyof Backends },
  body: Uint8Array,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { authorization = '', ...headers } = incoming.headers
    const { service, accessKeyId } = caller
    const { backends, backendsKey } = options
    const outgoing = httpRequest(
      new URL(rewrite(incoming.url ?? '/', accessKeyId, backendsKey), backends[service]),
      {
        agent,
        method: incoming.method,
        headers: {
          ...headers,
          ...(authorization === '' ? {} : { authorization: rewrite(authorization, accessKeyId, backendsKey) }),
          'content-length': body.length,
        },
      },
      resolve,
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })

const answer = (response: ServerResponse, { status, headers, body }: FrontAnswer): void => {
  response.writeHead(status, headers).end(body)
}

const passOn = (response: ServerResponse, upstream: IncomingMessage): void => {
  response.writeHead(upstream.statusCode ?? 502, upstream.headers)
  upstream.pipe(response)
}

const serve = async (
  options: FrontOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
  caller: Caller & { readonly service: keyof Backends },
): Promise<void> => {
  const { service, accessKeyId } = caller
  const permissions = options.permissions()
  const role = permissions.roles.get(accessKeyId)
  if (!role && accessKeyId !== options.administrator) {
    answer(response, unknownCaller(service))
    return
  }
  const body = await buffer(incoming)
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?')
  const { method = 'GET', headers } = incoming
  const request = { method, path, query: new URLSearchParams(query), headers, body }
  const refused = role && firstDenied(options, role, callsOf(service, request, permissions))
  if (role && refused) {
    answer(response, denied(service, callerName(role), refused.action, refused.resource))
    return
  }
  const sent = service === 'sqs' ? withServersQueueUrl(body, permissions.queueUrls) : body
  const upstream = await ask(options, incoming, caller, sent)
  const listing = service === 's3' && upstream.statusCode === 404 ? missingObjectCall(request) : undefined
  if (role && listing && firstDenied(options, role, [listing])) {
    upstream.resume()
    answer(response, denied(service, callerName(role), listing.action, listing.resource))
    return
  }
  const object =
    service === 's3' && upstream.statusCode === 200 ? putObjectOf(request, upstream.headers.etag) : undefined
  if (object) options.onPut?.(object)
  passOn(response, upstream)
}

/** Starts the front on a free port of this machine. */
export const startFront = (options: FrontOptions): Promise<LocalServer> =>
  listen(
    'the AWS front',
    createServer((incoming, response) => {
      const [, query = ''] = (incoming.url ?? '/').split('?')
      const caller = callerOf(incoming.headers.authorization, query)
      if (!(caller && isService(caller.service))) {
        answer(response, unknownCaller('s3'))
        return
      }
      const { accessKeyId, service } = caller
      serve(options, incoming, response, { accessKeyId, service }).catch(() => {
        if (response.headersSent) response.destroy()
        else answer(response, unavailable(service))
      })
    }),
  )
