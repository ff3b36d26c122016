/** Apple's web service in front of the real service, with the world in memory. */
import { expect } from 'vitest'
import type { Failure } from '../../lib/http/problem/report.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import type { PassId } from '../../lib/ports/records.ts'
import { aPass, aReadyWorld, connect, put, tokenOf, type World } from '../service/world.ts'

/** What is sent. */
export interface Sent {
  /** Default: none is sent. */
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON; text as it is. */
  readonly body?: unknown
}

/** The web service. */
export interface Wallet {
  readonly world: World
  readonly failures: readonly Failure[]
  /** @param path below `/wallet/v1` */
  readonly send: (method: string, path: string, sent?: Sent) => Promise<Response>
}

/** The pass type of the template `card`. */
export const type = 'pass.com.example.card'

/** A push token. */
export const pushToken = 'ab'.repeat(32)

/** The address of what a device holds. */
export const registrationsOf = (device = 'phone'): string => `/devices/${device}/registrations/${type}`

/** The address of a registration. */
export const registrationOf = (serial = 'A-1', device = 'phone'): string => `${registrationsOf(device)}/${serial}`

/** The address of a pass. */
export const addressOf = (serial = 'A-1'): string => `/passes/${type}/${serial}`

/** Puts the web service in front of a world. */
export const walletOf = (world: World): Wallet => {
  const failures: Failure[] = []
  const app = walletApp(world.service.wallet, { report: (failure) => failures.push(failure) })
  const send: Wallet['send'] = async (method, path, { token, headers = {}, body } = {}) =>
    app.request(`/wallet/v1${path}`, {
      method,
      headers: { ...(token === undefined ? {} : { authorization: `ApplePass ${token}` }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  return { world, failures, send }
}

/** The web service with the pass `A-1` for Ada, and its token. Changes are announced as they are in a deployment. */
export const aWallet = async (): Promise<Wallet & { readonly token: string }> => {
  const world = await aReadyWorld()
  connect(world)
  await put(world)
  const token = await tokenOf(world)
  return { ...walletOf(world), token }
}

/** Another pass, and its token. */
export const another = async ({ world }: Wallet, serial = 'B-1'): Promise<{ pass: PassId; token: string }> => {
  const pass = aPass(serial)
  await put(world, { name: 'Bob' }, pass)
  return { pass, token: await tokenOf(world, pass) }
}

/** Changes the pass `A-1`, or another, and waits until devices are told. */
export const change = async ({ world }: Wallet, name = 'Grace', serial = 'A-1'): Promise<void> => {
  await put(world, { name }, aPass(serial))
  await world.memory.settled()
}

/** Registers a device, and expects that it works. Returns the status. */
export const register = async (
  { send }: Wallet,
  token: string,
  { serial = 'A-1', device = 'phone', push = pushToken } = {},
): Promise<number> => {
  const { status } = await send('POST', registrationOf(serial, device), { token, body: { pushToken: push } })
  expect([200, 201]).toContain(status)
  return status
}

/** What a list call is told; undefined for 204. */
export const listed = async (
  { send }: Wallet,
  tag?: string,
): Promise<{ readonly serialNumbers: string[]; readonly lastUpdated: string } | undefined> => {
  const query = tag === undefined ? '' : `?passesUpdatedSince=${encodeURIComponent(tag)}`
  const response = await send('GET', registrationsOf() + query)
  if (response.status === 204) return undefined
  expect(response.status).toBe(200)
  return await response.json()
}

/** All that somebody sees of an answer. */
export const seen = async (response: Response) => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
})
