/** The bodies that Wallet sends: JSON, whatever the head of the request says that they are. */
import { isPushToken } from '../../core/format/identifiers.ts'
import { isObject, type Json, type JsonObject, parseJson } from '../../core/format/json.ts'
import { ServiceError } from '../../service/errors.ts'
import { limits } from '../../service/limits.ts'
import { readBody } from '../request/read-body.ts'

const { registrationBytes, personalizationBytes, logBytes, logLines, logLineCharacters } = limits.wallet

const invalid = (reason: string, options?: ErrorOptions): ServiceError =>
  new ServiceError('wallet/body-invalid', `the body is not what Wallet sends here: ${reason}`, options)

const readJson = async (request: Request, maxBytes: number): Promise<Json> => {
  const bytes = await readBody(request, { maxBytes })
  try {
    return parseJson(bytes)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw invalid('it is not JSON', { cause })
  }
}

const readObject = async (request: Request, maxBytes: number): Promise<JsonObject> => {
  const value = await readJson(request, maxBytes)
  if (isObject(value)) return value
  throw invalid('it is not a JSON object')
}

/**
 * The push token of a registration, in lowercase.
 *
 * @throws ServiceError `wallet/body-invalid`, and what `readBody` throws
 * @see https://developer.apple.com/documentation/walletpasses/register-a-pass-for-update-notifications
 */
export const readPushToken = async (request: Request): Promise<string> => {
  const { pushToken } = await readObject(request, registrationBytes)
  const token = typeof pushToken === 'string' ? pushToken.toLowerCase() : ''
  if (isPushToken(token)) return token
  throw invalid('pushToken is not 8 to 256 hexadecimal digits, two for each byte')
}

/**
 * A filled form, unchecked.
 *
 * @throws ServiceError `wallet/body-invalid`, and what `readBody` throws
 * @see https://developer.apple.com/documentation/walletpasses/personalize
 */
export const readForm = (request: Request): Promise<JsonObject> => readObject(request, personalizationBytes)

/**
 * The lines of a log: the first of them, the beginning of each.
 *
 * @throws ServiceError `wallet/body-invalid`, and what `readBody` throws
 * @see https://developer.apple.com/documentation/walletpasses/log-a-message
 */
export const readLogLines = async (request: Request): Promise<readonly string[]> => {
  const { logs } = await readObject(request, logBytes)
  if (!Array.isArray(logs)) throw invalid('logs is not a list')
  const lines = logs.filter((line) => typeof line === 'string')
  return lines.slice(0, logLines).map((line) => line.slice(0, logLineCharacters))
}
