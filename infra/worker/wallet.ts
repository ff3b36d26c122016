/** Apple's web service for passes as a Worker. */
import { awsWalletPorts } from '../../lib/adapters/aws/ports.ts'
import { logFailure } from '../../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../../lib/adapters/lambda/settings.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import { makeWallet } from '../../lib/service/make-wallet.ts'
import { makeTrail } from '../../lib/service/timeline/trail.ts'
import { worker } from './worker.ts'

/** The Worker. */
export const wallet = worker((env, config) => {
  const ports = awsWalletPorts(env, config)
  const trail = makeTrail(ports)
  const service = makeWallet(ports, serviceSettings(env), trail)
  return { app: walletApp(service, { report: logFailure, metrics: ports.metrics }), settled: trail.settled }
})
