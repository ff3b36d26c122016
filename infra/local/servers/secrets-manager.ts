/** Starts a Secrets Manager that keeps its secrets in a file. There is none to be had ready-made. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { openSecretsFile, type SecretsFile } from './secrets-file.ts'
import { SecretsRefusal, secretsOperations } from './secrets-operations.ts'
import { type LocalServer, listen } from './server.ts'

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
}

/** The name of the operation is in a header, `secretsmanager.GetSecretValue`; members are JSON both ways. */
const respond = async (file: SecretsFile, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const name = String(request.headers['x-amz-target'] ?? '').replace('secretsmanager.', '')
  const operation = Object.hasOwn(secretsOperations, name) ? secretsOperations[name] : undefined
  try {
    if (!operation) throw new SecretsRefusal('UnknownOperationException', `There is no operation ${name}.`)
    answer(response, 200, operation(file, JSON.parse(await text(request)) as Record<string, unknown>))
  } catch (error) {
    if (error instanceof SecretsRefusal) answer(response, 400, { __type: error.code, Message: error.message })
    else answer(response, 500, { __type: 'InternalServiceError', Message: 'The local Secrets Manager failed.' })
  }
}

/** Where the secrets are kept, and where to listen. */
export interface SecretsManagerOptions {
  /** The file, readable by its owner only; begun if it is not there. */
  readonly file: string
  /** Default: a free one. */
  readonly port?: number
  /** The one access key that it takes. Default: any. */
  readonly accessKeyId?: string
}

/** Signatures are not checked: who has the key may do everything. */
const isSignedWith = (accessKeyId: string, { headers: { authorization = '' } }: IncomingMessage): boolean =>
  authorization.includes(`Credential=${accessKeyId}/`)

/** Starts the Secrets Manager on the loopback address. */
export const startSecretsManager = async ({ file, port, accessKeyId }: SecretsManagerOptions): Promise<LocalServer> => {
  const secrets = openSecretsFile(file)
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    if (accessKeyId === undefined || isSignedWith(accessKeyId, request)) void respond(secrets, request, response)
    else answer(response, 400, { __type: 'UnrecognizedClientException', Message: 'The security token is invalid.' })
  }
  return await listen('Secrets Manager', createServer(serve), port)
}
