/** Registers devices for the updates of a pass. */
import type { Authenticate } from './authenticate.ts'
import { makeRegistrar, type RegistrarParts } from './registrar.ts'
import type { HeldPass, WalletService } from './wallet-service.ts'

/** What {@link makeRegister} and {@link makeUnregister} need. */
export interface RegisterParts extends RegistrarParts {
  readonly authenticate: Authenticate
}

/** Makes the use case: see `WalletService.register`. */
export const makeRegister = (parts: RegisterParts): WalletService['register'] => {
  const { clock, authenticate } = parts
  const { register } = makeRegistrar(parts)
  return async ({ device, pass, token }, pushToken) => {
    const { issue } = await authenticate(pass, token)
    return register({ device, serialNumber: pass.serialNumber, issue }, { pushToken, now: clock.now() })
  }
}

/** Makes the use case: see `WalletService.unregister`. */
export const makeUnregister =
  ({ registrations, authenticate }: Pick<RegisterParts, 'registrations' | 'authenticate'>) =>
  async ({ device, pass, token }: HeldPass): Promise<void> => {
    const { issue } = await authenticate(pass, token)
    await registrations.unregister({ device, serialNumber: pass.serialNumber, issue })
  }
