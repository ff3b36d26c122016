/** The calls of a request to Secrets Manager. */
import { secretArn } from '../cloudformation/names.ts'
import type { Call, ServiceRequest } from './call.ts'
import { readOperation, textOf } from './json-body.ts'

/** What a request to Secrets Manager asks for. */
export const secretsCalls = (request: ServiceRequest): readonly Call[] => {
  const { name, input } = readOperation(request)
  const secret = textOf(input, 'SecretId') || textOf(input, 'Name')
  const resource = secret.startsWith('arn:') ? secret : secretArn(secret)
  return [{ action: `secretsmanager:${name}`, resource: secret === '' ? '*' : resource }]
}
