/** What Wallet calls: each reads its request, asks the service, and answers as Apple's documentation says. */
import { httpDate, readHttpDate } from '../../core/format/http-date.ts'
import type { PassId } from '../../ports/records.ts'
import type { DeviceTask } from '../../service/device-logs/causes.ts'
import { limits } from '../../service/limits.ts'
import type { HeldPass, LatestPass, WalletService } from '../../service/wallet/wallet-service.ts'
import { bytesResponse, passMediaType } from '../file-response.ts'
import { readOptionalToken, readToken } from './authorization.ts'
import { readForm, readLogLines, readPushToken } from './bodies.ts'
import { deviceIn, holderIn, type Parameters, passIn } from './identifiers.ts'

/** Answers a request. Throws what the service throws, and ServiceError for a request that is none. */
export type Call = (wallet: WalletService, request: Request, parameter: Parameters) => Promise<Response>

/** An answer that is all status and head. */
export const bareResponse = (status: number, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status, headers })

/** The token of a request about a pass. That there is none, the service is told: something may have taken it away. */
const tokenFor = async (
  wallet: WalletService,
  { headers }: Request,
  pass: PassId,
  task: DeviceTask,
): Promise<string> => {
  try {
    return readToken(headers)
  } catch (error) {
    await wallet.authorize(pass, undefined, task)
    throw error
  }
}

/** What a request about a registration is about. */
const heldPassIn = async (
  wallet: WalletService,
  request: Request,
  parameter: Parameters,
  task: DeviceTask,
): Promise<HeldPass> => {
  const pass = passIn(parameter)
  const { passTypeIdentifier } = pass
  const device = { deviceLibraryIdentifier: holderIn(parameter), passTypeIdentifier }
  return { pass, device, token: await tokenFor(wallet, request, pass, task) }
}

/** A body that cannot be taken is refused for that only to whoever has the token of the pass. */
const refuseFor = async (
  wallet: WalletService,
  { pass, token }: Pick<HeldPass, 'pass' | 'token'>,
  task: DeviceTask,
  error: unknown,
): Promise<never> => {
  if (token !== undefined) await wallet.authorize(pass, token, task)
  throw error
}

/**
 * 201 for a new registration, 200 for one that was there.
 *
 * @see https://developer.apple.com/documentation/walletpasses/register-a-pass-for-update-notifications
 */
export const register: Call = async (wallet, request, parameter) => {
  const held = await heldPassIn(wallet, request, parameter, 'register')
  const pushToken = await readPushToken(request).catch((error) => refuseFor(wallet, held, 'register', error))
  return bareResponse((await wallet.register(held, pushToken)) ? 201 : 200)
}

/**
 * 200, whether there was a registration or not.
 *
 * @see https://developer.apple.com/documentation/walletpasses/unregister-a-pass-for-update-notifications
 */
export const unregister: Call = async (wallet, request, parameter) => {
  await wallet.unregister(await heldPassIn(wallet, request, parameter, 'unregister'))
  return bareResponse(200)
}

const tagIn = ({ url }: Request): string | undefined => {
  const tag = new URL(url).searchParams.get('passesUpdatedSince')
  return tag === null || tag.length > limits.wallet.tagCharacters ? undefined : tag
}

/**
 * 200 with serial numbers and a tag, or 204. Devices send no token here: that they know their own identifier is enough.
 *
 * @see https://developer.apple.com/documentation/walletpasses/get-the-list-of-updatable-passes
 */
export const list: Call = async (wallet, request, parameter) => {
  const changed = await wallet.list(deviceIn(parameter), tagIn(request))
  if (changed === undefined) return bareResponse(204)
  const { serialNumbers, lastUpdated } = changed
  return Response.json({ serialNumbers, lastUpdated })
}

const passResponse = (latest: LatestPass): Response => {
  const headers = { 'Last-Modified': httpDate(latest.lastModified) }
  return latest.kind === 'pass' ? bytesResponse(latest.bytes, passMediaType, headers) : bareResponse(304, headers)
}

/**
 * 200 with the pass, or 304. A date that cannot be read is none: then the device gets the pass.
 *
 * @see https://developer.apple.com/documentation/walletpasses/send-an-updated-pass
 */
export const latest: Call = async (wallet, request, parameter) => {
  const pass = passIn(parameter)
  const token = await tokenFor(wallet, request, pass, 'fetch')
  const since = readHttpDate(request.headers.get('if-modified-since') ?? '')
  return passResponse(await wallet.latest({ pass, token, ...(since === undefined ? {} : { since }) }))
}

/**
 * 200 with the signature of the personalization token.
 *
 * @see https://developer.apple.com/documentation/walletpasses/personalize
 */
export const personalize: Call = async (wallet, request, parameter) => {
  const token = readOptionalToken(request.headers)
  const pass = passIn(parameter)
  const body = await readForm(request).catch((error) => refuseFor(wallet, { pass, token }, 'personalize', error))
  return bytesResponse(await wallet.personalize({ pass, token, body }), 'application/octet-stream')
}

/**
 * 200. Devices send no token here either.
 *
 * @see https://developer.apple.com/documentation/walletpasses/log-a-message
 */
export const log: Call = async (wallet, request) => {
  await wallet.log(await readLogLines(request))
  return bareResponse(200)
}
