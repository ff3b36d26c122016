/**
 * The API that Lambda offers to a process which runs a function, for one process and one event at a time.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { loopback } from '../../infra/local/servers/server.ts'
import type { Invocation } from '../../infra/pollers/invocation.ts'

/** An event that is under way. */
interface Call {
  readonly id: string
  /** JSON text. */
  readonly event: string
  /** In milliseconds since 1970. */
  readonly deadline: number
  readonly settle: (outcome: Invocation) => void
}

/** The API, and what is asked of the process behind it. */
export interface RuntimeApi {
  /** Host and port, once it listens: the process is told of them. */
  readonly address: Promise<string>
  /** Hands the process an event as soon as it asks for one. */
  readonly invoke: (event: string, limit: number) => { readonly id: string; readonly outcome: Promise<Invocation> }
  /** Has the event that is under way fail. */
  readonly fail: (outcome: Invocation) => void
  readonly stop: () => void
}

const pathOfCall = /^\/2018-06-01\/runtime\/invocation\/([\w-]+)\/(response|error)$/

const accepted = (response: ServerResponse): void => {
  response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}')
}

const addressOf = (server: Server): string => {
  const address = server.address()
  return typeof address === 'object' && address ? `${loopback}:${address.port}` : ''
}

/** Makes the API of one process. @param arn of the function */
export const makeRuntimeApi = (arn: string): RuntimeApi => {
  let call: Call | undefined
  let handedOut: string | undefined
  let asking: ServerResponse | undefined

  const handOut = (): void => {
    if (!(call && asking) || handedOut === call.id) return
    handedOut = call.id
    asking
      .writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': call.id,
        'lambda-runtime-deadline-ms': String(call.deadline),
        'lambda-runtime-invoked-function-arn': arn,
        'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
      })
      .end(call.event)
    asking = undefined
  }

  const settle = (outcome: Invocation): void => {
    const settled = call
    call = undefined
    settled?.settle(outcome)
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url = '' } = request
    if (url === '/2018-06-01/runtime/invocation/next') {
      asking = response
      handOut()
      return
    }
    const payload = await text(request)
    const [, id, kind] = pathOfCall.exec(url) ?? []
    accepted(response)
    // What failed before the first event fails that one.
    if (id === call?.id || url === '/2018-06-01/runtime/init/error') settle({ ok: kind === 'response', payload })
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  return {
    address: new Promise((resolve) => server.listen(0, loopback, () => resolve(addressOf(server)))),
    invoke: (event, limit) => {
      const id = randomUUID()
      const outcome = new Promise<Invocation>((resolve) => {
        call = { id, event, deadline: Date.now() + limit, settle: resolve }
      })
      handOut()
      return { id, outcome }
    },
    fail: settle,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
