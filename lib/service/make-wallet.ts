/** The use cases of Apple's web service alone, for a function that does nothing else. */
import type { Ports } from '../ports/ports.ts'
import { makeLog } from './device-logs/log.ts'
import type { BuildingPorts } from './parts.ts'
import { makeLocks } from './secrets/locks.ts'
import type { ServiceSettings } from './service.ts'
import { makeTrail, type Trail } from './timeline/trail.ts'
import { makeWalletSteps } from './timeline/wallet-steps.ts'
import { makeAuthenticate, telling } from './wallet/authenticate.ts'
import { makeWalletService, type WalletBuilding } from './wallet/wallet.ts'
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
  let building: Promise<WalletBuilding> | undefined
  return makeWalletService(
    {
      ...ports,
      steps,
      authenticate,
      building: () => {
        building ??= import('./wallet/building.ts').then(({ makeWalletBuilding }) =>
          makeWalletBuilding(ports, settings, locks, telling(authenticate, 'personalize', steps)),
        )
        return building
      },
      log: makeLog(ports),
    },
    settings,
  )
}
