/** A request as API Gateway hands it to a Lambda function: payload format 2.0. */
import type { HttpEvent } from '../../../lib/adapters/lambda/http-handler.ts'

/** One request. */
export interface Request {
  readonly method: string
  readonly path: string
  /** Without the question mark; default: none. */
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/**
 * The event of a request.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const eventOf = ({ method, path, query = '', headers = {}, body }: Request): HttpEvent => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: query,
  headers: { host: 'passes.example.com', ...headers },
  requestContext: {
    accountId: '000000000000',
    apiId: 'bench',
    authentication: null,
    authorizer: {},
    domainName: 'passes.example.com',
    domainPrefix: 'passes',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'bench' },
    requestId: 'bench',
    routeKey: '$default',
    stage: '$default',
    time: '21/Nov/2026:00:00:00 +0000',
    timeEpoch: 0,
  },
  body: body ?? null,
  isBase64Encoded: false,
})
