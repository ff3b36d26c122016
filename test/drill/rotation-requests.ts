/** Requests of a rotation drill: each is sent once, and what is not answered as it should be is written down. */
import { aPass, settings } from '../service/world.ts'
import type { Instance } from './rotation-instances.ts'

/** What is sent besides method and address. */
export interface Sent {
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends a request to an instance, of which this status is to come. Undefined if it does not. */
export type Ask = (
  instance: Instance,
  request: readonly [method: string, url: string, wanted: number],
  sent?: Sent,
) => Promise<Response | undefined>

const { passTypeIdentifier } = aPass()
const ofPasses = `/v1/passes/${passTypeIdentifier}`

/** Where a phone fetches a pass. */
export const walletPath = (serial: string): string => `${settings.publicBaseUrl}/wallet${ofPasses}/${serial}`

/** Where a back end finds a pass, or what belongs to it. */
export const apiPath = (serial: string, rest = ''): string =>
  `${settings.publicBaseUrl}/api${ofPasses}/${serial}${rest}`

/** How a phone authenticates. */
export const passToken = (token: string) => ({ authorization: `ApplePass ${token}` })

const shown = 40

/** Makes it. @param told is told of every request, and of what went wrong with it */
export const makeAsk =
  (now: () => number, told: (failure?: string) => void): Ask =>
  async ({ fetch }, [method, url, wanted], { json, headers = {} } = {}) => {
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    const type: Record<string, string> = json === undefined ? {} : { 'content-type': 'application/json' }
    const response = await fetch(new Request(url, { method, headers: { ...type, ...headers }, ...body }))
    if (response.status === wanted) {
      told()
      return response
    }
    const at = new Date(now()).toISOString().slice(11, 19)
    told(`${at} ${method} ${new URL(url).pathname.slice(0, shown)}: ${response.status}, ${await response.text()}`)
    return undefined
  }
