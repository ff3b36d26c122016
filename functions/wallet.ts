/** Apple's web service for passes, which phones call. */
import { awsWalletPorts } from '../lib/adapters/aws/ports.ts'
import { httpHandler } from '../lib/adapters/lambda/http-handler.ts'
import { logFailure } from '../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../lib/adapters/lambda/settings.ts'
import { walletApp } from '../lib/http/wallet/app.ts'
import { makeWallet } from '../lib/service/make-wallet.ts'
import { makeTrail } from '../lib/service/timeline/trail.ts'

const ports = awsWalletPorts(process.env)
const trail = makeTrail(ports)
const wallet = makeWallet(ports, serviceSettings(process.env), trail)

/** The function. */
export const handler = httpHandler(walletApp(wallet, { report: logFailure, metrics: ports.metrics }), trail)
