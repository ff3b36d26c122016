/** Asks the web service of a pass for the latest version, as a phone that holds it would. */
import type { JsonObject } from '../core/format/json.ts'
import { DeviceError } from '../device/errors.ts'
import type { Answer } from '../device/web-service/exchange.ts'
import { webService } from '../device/web-service/web-service.ts'
import { InputError } from './errors.ts'

/** The answer to a plain question, and to one on condition that the pass has changed since. */
export interface ServedPass {
  readonly first: Answer
  /** Only asked where the first answer is a pass and says when it was last modified. */
  readonly again?: Answer
}

const textOf = (pass: JsonObject, key: string): string => {
  const value = pass[key]
  if (typeof value === 'string' && value !== '') return value
  throw new InputError('input/not-served', `the pass cannot be asked for: it has no ${key}`)
}

const ask = async (pass: JsonObject): Promise<ServedPass> => {
  const service = webService(textOf(pass, 'webServiceURL'))
  const access = {
    passTypeIdentifier: textOf(pass, 'passTypeIdentifier'),
    serialNumber: textOf(pass, 'serialNumber'),
    authenticationToken: textOf(pass, 'authenticationToken'),
  }
  const first = await service.latest(access)
  const since = first.headers.get('Last-Modified')
  return first.status !== 200 || since === null
    ? { first }
    : { first, again: await service.latest({ ...access, since }) }
}

/**
 * Asks for the latest version of a pass, with the token of the pass.
 *
 * @throws InputError `input/not-served` if the pass names no service that can be asked, or it does not answer as it should
 * @see https://developer.apple.com/documentation/walletpasses/send-an-updated-pass
 */
export const askForPass = async (pass: JsonObject): Promise<ServedPass> => {
  try {
    return await ask(pass)
  } catch (cause) {
    if (!(cause instanceof DeviceError)) throw cause
    throw new InputError('input/not-served', `the pass cannot be asked for: ${cause.message}`, { cause })
  }
}
