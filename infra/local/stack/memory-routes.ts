/** The functions' HTTP faces in this process: the same apps, reached by the same events. */
import { httpHandler } from '../../../lib/adapters/lambda/http-handler.ts'
import { apiApp } from '../../../lib/http/api/app.ts'
import { downloadApp } from '../../../lib/http/download/app.ts'
import { walletApp } from '../../../lib/http/wallet/app.ts'
import type { Service } from '../../../lib/service/service.ts'
import { type Invoke, invokerOf } from '../../pollers/invocation.ts'
import { type Route, readRoute } from '../gateway/routes.ts'

/** The routes; serverless.yml names the same ones. */
export const memoryRoutes = (service: Service, say: (line: string) => void): readonly Route<Invoke>[] => {
  const report = ({ method, route, code }: { method: string; route: string; code: string }) =>
    say(`${method} ${route} failed: ${code}`)
  const api = invokerOf(httpHandler(apiApp(service, { report, authorization: { kind: 'keys' } })))
  const wallet = invokerOf(httpHandler(walletApp(service.wallet, { report })))
  const download = invokerOf(httpHandler(downloadApp(service.links, { report })))
  return [
    readRoute('ANY /api/v1/{proxy+}', api),
    readRoute('GET /openapi.json', api),
    readRoute('GET /health', api),
    readRoute('GET /health/deep', api),
    readRoute('ANY /wallet/{proxy+}', wallet),
    readRoute('ANY /p/{proxy+}', download),
  ]
}
