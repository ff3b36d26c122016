/** What of Apple's web service writes passes. It is loaded apart from the rest: next to no request does. */
import type { BuildingPorts, Parts } from '../parts.ts'
import { makeWriting } from '../passes/make-writing.ts'
import { makePersonalize } from '../personalization/personalize.ts'
import type { Authenticate } from './authenticate.ts'
import type { WalletService } from './wallet-service.ts'

/** Makes `WalletService.personalize`. */
export const makeWalletPersonalize = (
  ports: BuildingPorts,
  parts: Parts,
  authenticate: Authenticate,
): WalletService['personalize'] => {
  const { write } = makeWriting(ports, parts)
  return makePersonalize({ ...ports, ...parts, write, authenticate })
}
