/** A world that adopts passes of another system, and such a pass. */
import { makeService } from '../../lib/service/make-service.ts'
import type { Adopted, AdoptedPass, AdoptedRegistration } from '../../lib/service/service.ts'
import { aPass, aReadyWorld, settings, type World } from './world.ts'

/** The authentication token that the other system made. */
export const oldToken = 'vxwxd7J8AlNNFPS8k0a0FfUFtq0ewzFdc'

/** When the other system changed the pass last: 2026-11-20T09:30:00Z, in whole seconds. */
export const oldDate = Date.UTC(2026, 10, 20, 9, 30) / 1000

/** A registration of the other system. */
export const holder = (deviceLibraryIdentifier: string, pushToken = 'cd'.repeat(32)): AdoptedRegistration => ({
  deviceLibraryIdentifier,
  pushToken,
})

/** The pass of the other system: Ada's, on a phone and a watch, with whatever is changed. */
export const anAdoptedPass = (changes: Partial<AdoptedPass> = {}): AdoptedPass => ({
  template: 'card',
  values: { name: 'Ada' },
  authenticationToken: oldToken,
  lastModified: oldDate,
  registrations: [holder('phone'), holder('watch', 'EF'.repeat(32))],
  ...changes,
})

/** A world with the template `card`, whose passes are adopted. */
export const anAdoptingWorld = async (): Promise<World> => {
  const world = await aReadyWorld()
  const another = () => makeService(world.ports, { ...settings, adoptedPassTypes: ['pass.com.example.card'] })
  return { ...world, service: another(), another }
}

/** Adopts the pass of the other system. */
export const adopt = (
  { service }: Pick<World, 'service'>,
  changes?: Partial<AdoptedPass>,
  pass = aPass(),
): Promise<Adopted> => service.passes.adopt(pass, anAdoptedPass(changes))
