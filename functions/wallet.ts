/** Apple's web service for passes, which phones call. */
import { awsWalletPorts } from '../lib/adapters/aws/ports.ts'
import { httpHandler } from '../lib/adapters/lambda/http-handler.ts'
import { logFailure } from '../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../lib/adapters/lambda/settings.ts'
import { walletApp } from '../lib/http/wallet/app.ts'
import { makeWallet } from '../lib/service/make-wallet.ts'

const wallet = makeWallet(awsWalletPorts(process.env), serviceSettings(process.env))

/** The function. */
export const handler = httpHandler(walletApp(wallet, { report: logFailure }))
