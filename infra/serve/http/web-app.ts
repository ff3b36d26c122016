/** The three HTTP faces of the service as one app. */

import type { Environment } from '../../../lib/adapters/aws/environment.ts'
import { awsPorts } from '../../../lib/adapters/aws/ports.ts'
import { logFailure } from '../../../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../../../lib/adapters/lambda/settings.ts'
import { apiApp } from '../../../lib/http/api/app.ts'
import { downloadApp } from '../../../lib/http/download/app.ts'
import { walletApp } from '../../../lib/http/wallet/app.ts'
import { makeService } from '../../../lib/service/make-service.ts'
import { makeWallet } from '../../../lib/service/make-wallet.ts'
import { makeTrail } from '../../../lib/service/timeline/trail.ts'

/** Answers a request. `env` holds what a gateway says of it. */
type Fetch = (request: Request, env: object) => Response | Promise<Response>

interface Face {
  readonly name: string
  /** What paths begin with. */
  readonly base: string
  readonly fetch: Fetch
}

/** What is answered, and how to wait for what requests begin beside their answers. */
export interface WebApp {
  /** The face that a path belongs to. */
  readonly faceOf: (path: string) => { readonly name: string; readonly fetch: Fetch }
  readonly settled: () => Promise<void>
}

/** Makes it: everything of the service that phones, customers and back ends call. */
export const webApp = (env: Environment): WebApp => {
  const ports = awsPorts(env)
  const settings = serviceSettings(env)
  const service = makeService(ports, settings)
  const trail = makeTrail(ports)
  const options = { report: logFailure, metrics: ports.metrics }
  // Only an HTTP API can check who has signed a request, so IAM is none of a server's ways.
  const api: Face = {
    name: 'api',
    base: '/',
    fetch: apiApp(service, { report: logFailure, authorization: { kind: 'keys' } }).fetch,
  }
  const others: readonly Face[] = [
    { name: 'wallet', base: '/wallet/', fetch: walletApp(makeWallet(ports, settings, trail), options).fetch },
    { name: 'download', base: '/p/', fetch: downloadApp(service.links, options).fetch },
  ]
  return {
    faceOf: (path) => others.find(({ base }) => path.startsWith(base)) ?? api,
    settled: trail.settled,
  }
}
