/** The requests of Wallet that are measured. */
import { unzipSync } from 'fflate/browser'
import type { Deployment } from './deployment.ts'
import type { Request } from './event.ts'
import { must, type Operation } from './operation.ts'

/** What a device knows of a pass that it holds. */
interface HeldPass {
  readonly passTypeIdentifier: string
  readonly serialNumber: string
  readonly authenticationToken: string
}

const passIn = (bytes: Uint8Array): HeldPass => JSON.parse(new TextDecoder().decode(unzipSync(bytes)['pass.json']))

const body = JSON.stringify({ pushToken: 'ab'.repeat(32) })

const deviceOf = (index: number): string => index.toString(16).padStart(32, '0')

/** One device, and as many others as are asked for, with a pass that was downloaded. */
export const walletOperations = async (
  { wallet: call }: Pick<Deployment, 'wallet'>,
  download: Uint8Array,
): Promise<readonly Operation[]> => {
  const { passTypeIdentifier, serialNumber, authenticationToken } = passIn(download)
  const headers = { authorization: `ApplePass ${authenticationToken}` }
  const registrationsOf = (index: number) => `/wallet/v1/devices/${deviceOf(index)}/registrations/${passTypeIdentifier}`
  const register = (index: number): Request => ({
    ...{ method: 'POST', path: `${registrationsOf(index)}/${serialNumber}`, headers, body },
  })
  const list: Request = { method: 'GET', path: registrationsOf(0) }
  const fetch: Request = { method: 'GET', path: `/wallet/v1/passes/${passTypeIdentifier}/${serialNumber}`, headers }
  await must(call, register(0), 201)
  const { lastUpdated } = JSON.parse(await must(call, list, 200))
  const line = `[2026-11-21 12:00:00 +0000] Get serial #s task (for device ${deviceOf(0)}, pass type ${passTypeIdentifier}, last updated (null); with web service url https://passes.example.com/wallet) encountered error: Unexpected response code 500`
  return [
    { name: 'register', call, status: 201, request: (index) => register(index + 1) },
    { name: 'register again', call, status: 200, request: () => register(0) },
    { name: 'list', call, status: 200, request: () => list },
    {
      name: 'list of nothing',
      call,
      status: 204,
      request: () => ({ ...list, query: `passesUpdatedSince=${lastUpdated}` }),
    },
    { name: 'fetch', call, status: 200, request: () => fetch },
    {
      name: 'fetch of the same',
      call,
      status: 304,
      request: () => ({ ...fetch, headers: { ...headers, 'if-modified-since': new Date().toUTCString() } }),
    },
    {
      name: 'log',
      call,
      status: 200,
      request: () => ({ method: 'POST', path: '/wallet/v1/log', body: JSON.stringify({ logs: [line] }) }),
    },
    {
      name: 'wrong token',
      call,
      status: 401,
      request: () => ({ ...fetch, headers: { authorization: `${headers.authorization.slice(0, -4)}AAAA` } }),
    },
  ]
}
