/** Simulated devices for tests: their clock stands still, and they do not really wait. */
import { type DeviceOptions, type SimulatedDevice, simulateDevice } from '../../lib/device/index.ts'
import { noon, theSigner } from './a-server.ts'

/** What the device is called. */
export const deviceLibraryIdentifier = 'd1'.repeat(16)

/** A device in Vienna that trusts the throwaway root. `waited` takes down for how long it would have waited. */
export const aDevice = async (
  options: Partial<DeviceOptions> = {},
  waited: number[] = [],
): Promise<SimulatedDevice> => {
  const { root } = await theSigner()
  return await simulateDevice({
    trust: { roots: [root] },
    now: () => noon,
    timeZone: 'Europe/Vienna',
    deviceLibraryIdentifier,
    sleep: (milliseconds) => {
      waited.push(milliseconds)
      return Promise.resolve()
    },
    ...options,
  })
}
