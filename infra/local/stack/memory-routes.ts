/** The functions' HTTP faces in this process: the same apps, reached by the same events. */
import { httpHandler } from '../../../lib/adapters/lambda/http-handler.ts'
import { apiApp } from '../../../lib/http/api/app.ts'
import { downloadApp } from '../../../lib/http/download/app.ts'
import { pageApp } from '../../../lib/http/page/app.tsx'
import { walletApp } from '../../../lib/http/wallet/app.ts'
import type { Clock } from '../../../lib/ports/clock.ts'
import type { Pictures } from '../../../lib/ports/pictures.ts'
import type { Service } from '../../../lib/service/service.ts'
import { type Invoke, invokerOf } from '../../pollers/invocation.ts'
import { type FaceName, faceRoutes } from '../../serve/http/face-routes.ts'
import { type Route, readRoute } from '../gateway/routes.ts'

/** What the faces are made of. */
export interface MemoryFaces {
  readonly service: Service
  readonly pictures: Pictures
  readonly clock: Clock
  readonly publicBaseUrl: string
  readonly say: (line: string) => void
}

/** The routes. */
export const memoryRoutes = ({ service, pictures, say, ...options }: MemoryFaces): readonly Route<Invoke>[] => {
  const report = ({ method, route, code }: { method: string; route: string; code: string }) =>
    say(`${method} ${route} failed: ${code}`)
  const api = invokerOf(httpHandler(apiApp(service, { report, authorization: { kind: 'keys' } })))
  const wallet = invokerOf(httpHandler(walletApp(service.wallet, { report })))
  const download = invokerOf(httpHandler(downloadApp(service.downloads, { report })))
  const page = invokerOf(httpHandler(pageApp(service.pages, pictures, { ...options, report })))
  const routesOf = (name: FaceName, invoke: Invoke): readonly Route<Invoke>[] =>
    faceRoutes[name].map((key) => readRoute(key, invoke))
  return [
    ...routesOf('api', api),
    ...routesOf('wallet', wallet),
    ...routesOf('download', download),
    ...routesOf('page', page),
  ]
}
