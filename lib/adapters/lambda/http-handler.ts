/** A Hono app as the handler of an HTTP API. */
import type { Env, Hono } from 'hono'
import { type APIGatewayProxyResult, handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda'
import { withEncodedPath } from './encoded-path.ts'

/** What an HTTP API sends (payload format 2.0). */
export type HttpEvent = Extract<LambdaEvent, { rawPath: string }>

/** Answers the events of an HTTP API. */
export const httpHandler = <Environment extends Env>(app: Hono<Environment>) => {
  const answer = handle(app)
  return (event: HttpEvent, context?: LambdaContext): Promise<APIGatewayProxyResult> =>
    answer(withEncodedPath(event), context)
}
