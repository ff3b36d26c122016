/** What of Apple's web service takes building passes. It is loaded apart from the rest: most requests do without. */

import { type BuildingPorts, makeParts, type Parts } from '../parts.ts'
import { makePassFiles } from '../passes/files.ts'
import { makeWriting } from '../passes/make-writing.ts'
import { makePersonalize } from '../personalization/personalize.ts'
import type { Locks } from '../secrets/locks.ts'
import type { ServiceSettings } from '../service.ts'
import type { Authenticate } from './authenticate.ts'
import type { WalletBuilding } from './wallet.ts'

/** The same from parts that are there already. */
export const walletBuildingOf = (ports: BuildingPorts, parts: Parts, authenticate: Authenticate): WalletBuilding => ({
  files: makePassFiles(ports, parts.build),
  personalize: makePersonalize({ ...ports, ...parts, write: makeWriting(ports, parts).write, authenticate }),
})

/** Makes it. */
export const makeWalletBuilding = (
  ports: BuildingPorts,
  settings: ServiceSettings,
  locks: Locks,
  authenticate: Authenticate,
): WalletBuilding => walletBuildingOf(ports, makeParts(ports, settings, locks), authenticate)
