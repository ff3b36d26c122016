/** A request as API Gateway hands it to a function: the event of an HTTP API, payload format 2.0. */
import { account } from '../cloudformation/place.ts'

/** A request as it came over the wire. */
export interface GatewayRequest {
  readonly method: string
  /** Path and query as they were sent. */
  readonly target: string
  /** `1.1`. */
  readonly httpVersion: string
  /** Names and values in the order they came. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
  readonly sourceIp: string
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The event of an HTTP API, payload format 2.0. */
export interface HttpApiEvent {
  readonly version: '2.0'
  readonly routeKey: string
  /** Decoded. */
  readonly rawPath: string
  readonly rawQueryString: string
  readonly cookies?: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly queryStringParameters?: Readonly<Record<string, string>>
  readonly pathParameters?: Readonly<Record<string, string>>
  readonly requestContext: {
    readonly accountId: string
    readonly apiId: string
    readonly domainName: string
    readonly domainPrefix: string
    readonly http: {
      readonly method: string
      readonly path: string
      readonly protocol: string
      readonly sourceIp: string
      readonly userAgent: string
    }
    readonly requestId: string
    readonly routeKey: string
    readonly stage: '$default'
    /** `21/Nov/2026:22:14:05 +0000`. */
    readonly time: string
    /** Milliseconds since 1970. */
    readonly timeEpoch: number
  }
  readonly body?: string
  readonly isBase64Encoded: boolean
}

const textTypes = /^(text\/[^;]+|application\/(json|javascript|xml)|[^;]+\+(json|xml))\s*(;|$)/i

const queryPart = /\?(.*)$/s
const betweenCookies = /[;,]\s*/

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** As the log of a web server writes it: `21/Nov/2026:22:14:05 +0000`. */
const logTime = (now: number): string => {
  const date = new Date(now)
  const day = `${twoDigits(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}`
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(':')
  return `${day}:${clock} +0000`
}

const joinHeaders = (headers: GatewayRequest['headers']): Record<string, string> => {
  const joined: Record<string, string> = {}
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    joined[key] = joined[key] === undefined ? value : `${joined[key]},${value}`
  }
  return joined
}

const joinQuery = (query: string): Record<string, string> => {
  const joined: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(query)) {
    joined[name] = joined[name] === undefined ? value : `${joined[name]},${value}`
  }
  return joined
}

/** The path of a request, decoded once, as HTTP APIs show it to routes and functions alike; undefined if it cannot be. */
export const decodedPath = (target: string): string | undefined => {
  try {
    return decodeURIComponent(target.split('?', 1)[0] ?? '')
  } catch {
    return undefined
  }
}

const bodyOf = (headers: Readonly<Record<string, string>>, body: Uint8Array) => {
  if (body.length === 0) return { isBase64Encoded: false }
  // What is not known to be text goes as base64; form fields too.
  const isText = textTypes.test(headers['content-type'] ?? '')
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return { body: bytes.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }
}

/**
 * Makes the event.
 *
 * @param path the decoded path
 * @param match the key of the route, and the variables of its path
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const toEvent = (
  request: GatewayRequest,
  path: string,
  match: { readonly routeKey: string; readonly parameters: Readonly<Record<string, string>> },
): HttpApiEvent => {
  const { cookie, ...headers } = joinHeaders(request.headers)
  const host = headers.host ?? 'localhost'
  const [, rawQueryString = ''] = queryPart.exec(request.target) ?? []
  const query = joinQuery(rawQueryString)
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath: path,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(betweenCookies).filter((part) => part !== '') }),
    headers: {
      ...headers,
      'x-amzn-trace-id': `Root=1-${Math.floor(request.now / 1000).toString(16)}-${request.requestId.replaceAll('-', '').slice(0, 24)}`,
      'x-forwarded-for': headers['x-forwarded-for']
        ? `${headers['x-forwarded-for']}, ${request.sourceIp}`
        : request.sourceIp,
      'x-forwarded-port': headers['x-forwarded-port'] ?? host.split(':')[1] ?? '80',
      'x-forwarded-proto': headers['x-forwarded-proto'] ?? 'http',
    },
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    ...(Object.keys(match.parameters).length === 0 ? {} : { pathParameters: { ...match.parameters } }),
    requestContext: {
      accountId: account,
      apiId: 'local',
      domainName: host.split(':')[0] ?? host,
      domainPrefix: 'local',
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: match.routeKey,
      stage: '$default',
      time: logTime(request.now),
      timeEpoch: request.now,
    },
    ...bodyOf(headers, request.body),
  }
}
