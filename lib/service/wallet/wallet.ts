/** The use cases of Apple's web service, put together. */
import type { PassFiles } from '../passes/files.ts'
import type { ServiceSettings } from '../service.ts'
import { telling } from './authenticate.ts'
import { makeLatest } from './latest.ts'
import { makeList } from './list.ts'
import { makeRegister, makeUnregister, type RegisterParts } from './register.ts'
import type { WalletService } from './wallet-service.ts'

/** What {@link makeWalletService} needs. */
export interface WalletParts extends RegisterParts {
  readonly files: PassFiles
  readonly personalize: WalletService['personalize']
  readonly log: WalletService['log']
}

/** Makes the service of Apple's web service. */
export const makeWalletService = (parts: WalletParts, settings: ServiceSettings): WalletService => {
  const { authenticate, steps, personalize, log } = parts
  return {
    authorize: async (pass, token, task) => {
      await telling(authenticate, task, steps)(pass, token)
    },
    register: makeRegister(parts),
    unregister: makeUnregister(parts),
    list: makeList(parts, settings.generation ?? 1),
    latest: makeLatest(parts, settings),
    personalize,
    log,
  }
}
