/** Registrations in memory, with what the contract takes besides. */
import {
  memoryRegistrations,
  type RegistrationStore,
  registrationStore,
} from '../../lib/adapters/memory/registrations.ts'
import type { Holder } from '../../lib/ports/registrations.ts'
import type { RegistrationsWorld } from './registrations-samples.ts'

/** Registrations in memory, kept in a store that tests may reach into. */
export const registrationsInMemory = (store: RegistrationStore = registrationStore()): RegistrationsWorld => ({
  registrations: memoryRegistrations(store),
  putDevice: async (device) => {
    await Promise.resolve()
    store.devices.set(`${device.deviceLibraryIdentifier}/${device.passTypeIdentifier}`, structuredClone(device))
  },
  putHolder: async (pass, holder) => {
    await Promise.resolve()
    const key = `${pass.passTypeIdentifier}/${pass.serialNumber}`
    const ofPass = store.holders.get(key) ?? new Map<string, Holder>()
    store.holders.set(key, ofPass.set(holder.device.deviceLibraryIdentifier, structuredClone(holder)))
  },
})
