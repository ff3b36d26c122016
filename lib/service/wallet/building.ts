/** What of Apple's web service takes building passes. It is loaded apart from the rest: most requests do without. */
import { type BuildingPorts, makeParts } from '../parts.ts'
import { makePassFiles } from '../passes/files.ts'
import { makeWriting } from '../passes/make-writing.ts'
import { makePersonalize } from '../personalization/personalize.ts'
import type { Locks } from '../secrets/locks.ts'
import type { ServiceSettings } from '../service.ts'
import type { Authenticate } from './authenticate.ts'
import type { WalletBuilding } from './wallet.ts'

/** Makes it. */
export const makeWalletBuilding = (
  ports: BuildingPorts,
  settings: ServiceSettings,
  locks: Locks,
  authenticate: Authenticate,
): WalletBuilding => {
  const parts = makeParts(ports, settings, locks)
  const { write } = makeWriting(ports, parts)
  return {
    files: makePassFiles(ports, parts.build),
    personalize: makePersonalize({ ...ports, ...parts, write, authenticate }),
  }
}
