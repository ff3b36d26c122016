/** The use cases of Apple's web service alone, for a function that does nothing else. */
import type { Ports } from '../ports/ports.ts'
import { lazyParts } from './lazy-parts.ts'
import type { BuildingPorts } from './parts.ts'
import { makePassFiles } from './passes/files.ts'
import { makeLocks } from './secrets/locks.ts'
import type { ServiceSettings } from './service.ts'
import { makeTrail, type Trail } from './timeline/trail.ts'
import { makeWalletSteps } from './timeline/wallet-steps.ts'
import { makeAuthenticate, telling } from './wallet/authenticate.ts'
import { makeWalletService } from './wallet/wallet.ts'
import type { WalletService } from './wallet/wallet-service.ts'

/** What Apple's web service takes of the world. */
export type WalletPorts = BuildingPorts & Pick<Ports, 'registrations' | 'queues' | 'events' | 'metrics' | 'bus'>

/**
 * Makes `Service.wallet`. What builds passes is loaded when the first one is to be built.
 *
 * @param trail for who has to know when it is settled. Default: one of its own
 */
export const makeWallet = (
  ports: WalletPorts,
  settings: ServiceSettings,
  trail: Trail = makeTrail(ports),
): WalletService => {
  const locks = makeLocks(ports)
  const authenticate = makeAuthenticate({ ...ports, ...locks }, settings)
  const steps = makeWalletSteps({ ...ports, trail })
  const parts = lazyParts(ports, settings, locks)
  const personalize: WalletService['personalize'] = async (request) => {
    const { makeWalletPersonalize } = await import('./wallet/personalize.ts')
    return await makeWalletPersonalize(ports, await parts(), telling(authenticate, 'personalize', steps))(request)
  }
  return makeWalletService(
    {
      ...ports,
      steps,
      authenticate,
      files: makePassFiles(ports, async (record) => await (await parts()).build(record), settings),
      personalize,
      log: async (texts) => {
        const { makeLog } = await import('./device-logs/log.ts')
        await makeLog(ports)(texts)
      },
    },
    settings,
  )
}
