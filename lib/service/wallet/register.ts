/** Registers devices for the updates of a pass. */
import type { PassId } from '../../ports/records.ts'
import type { WalletSteps } from '../timeline/wallet-steps.ts'
import { type Authenticate, isUnauthorized, telling } from './authenticate.ts'
import { makeRegistrar, type RegistrarParts } from './registrar.ts'
import type { WalletService } from './wallet-service.ts'

/** What {@link makeRegister} and {@link makeUnregister} need. */
export interface RegisterParts extends RegistrarParts {
  readonly authenticate: Authenticate
  readonly steps: WalletSteps
}

/** Makes the use case: see `WalletService.register`. */
export const makeRegister = (parts: RegisterParts): WalletService['register'] => {
  const { clock, records, steps } = parts
  const authenticate = telling(parts.authenticate, 'register', steps)
  const { register } = makeRegistrar(parts)

  /** Of a pass that was erased, nothing is noted. */
  const tellRevoked = async (pass: PassId): Promise<void> => {
    if (await records.get(pass)) steps.refused(pass, 'register')
  }

  return async ({ device, pass, token }, pushToken) => {
    const { issue } = await authenticate(pass, token)
    const holding = { device, serialNumber: pass.serialNumber, issue }
    try {
      const isNew = await register(holding, { pushToken, now: clock.now() })
      await steps.registered(holding, isNew)
      return isNew
    } catch (error) {
      if (isUnauthorized(error)) await tellRevoked(pass)
      throw error
    }
  }
}

/** Makes the use case: see `WalletService.unregister`. */
export const makeUnregister = ({
  registrations,
  steps,
  ...parts
}: Pick<RegisterParts, 'registrations' | 'authenticate' | 'steps'>): WalletService['unregister'] => {
  const authenticate = telling(parts.authenticate, 'unregister', steps)
  return async ({ device, pass, token }) => {
    const { issue } = await authenticate(pass, token)
    const holding = { device, serialNumber: pass.serialNumber, issue }
    if (await registrations.unregister(holding)) await steps.unregistered(holding)
  }
}
