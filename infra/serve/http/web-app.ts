/** The HTTP faces of the service as one app. */

import type { Environment } from '../../../lib/adapters/aws/environment.ts'
import { awsPorts } from '../../../lib/adapters/aws/ports.ts'
import { readBadges } from '../../../lib/adapters/badges.ts'
import { logFailure } from '../../../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../../../lib/adapters/lambda/settings.ts'
import { nodePictures } from '../../../lib/adapters/pictures/node-pictures.ts'
import { apiApp } from '../../../lib/http/api/app.ts'
import { downloadApp } from '../../../lib/http/download/app.ts'
import { pageApp } from '../../../lib/http/page/app.tsx'
import { walletApp } from '../../../lib/http/wallet/app.ts'
import { makeService } from '../../../lib/service/make-service.ts'
import { makeWallet } from '../../../lib/service/make-wallet.ts'
import { makeTrail } from '../../../lib/service/timeline/trail.ts'
import { type FaceName, faceNameOf } from './face-routes.ts'

/** Answers a request. `env` holds what a gateway says of it. */
type Fetch = (request: Request, env: object) => Response | Promise<Response>

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
  const pictures = nodePictures()
  const service = makeService({ ...ports, pictures }, settings)
  const trail = makeTrail(ports)
  const { clock, metrics } = ports
  const { publicBaseUrl } = settings
  const options = { report: logFailure, metrics }
  const faces: Readonly<Record<FaceName, Fetch>> = {
    // Only an HTTP API can check who has signed a request, so IAM is none of a server's ways.
    api: apiApp(service, { report: logFailure, authorization: { kind: 'keys' } }).fetch,
    wallet: walletApp(makeWallet(ports, settings, trail), options).fetch,
    download: downloadApp(service.downloads, options).fetch,
    page: pageApp(service.pages, pictures, { ...options, clock, publicBaseUrl, badges: readBadges() }).fetch,
  }
  return {
    faceOf: (path) => {
      const name = faceNameOf(path)
      return { name, fetch: faces[name] }
    },
    settled: trail.settled,
  }
}
