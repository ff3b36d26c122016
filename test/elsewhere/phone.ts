/** A simulated phone that holds one pass and hears of the pushes to it. */
import { simulateDevice } from '../../lib/device/simulate-device.ts'
import { messagesOf } from '../../lib/device/wallet/steps.ts'
import { passType } from '../stack/deployment.ts'
import { fileOf, type World } from './world.ts'

/** A phone. */
export interface Phone {
  /** Whether anybody has pushed to it. */
  readonly wasPushed: () => boolean
  /** Does what a push makes it do; what its lock screen shows then. */
  readonly wake: () => Promise<readonly string[]>
}

/** A phone that has added a pass. */
export const aPhone = async (world: World, path: string): Promise<Phone> => {
  const device = await simulateDevice({ trust: { roots: [world.root] } })
  const report = await device.add(await fileOf(world, path))
  if (!report.ok) throw new Error(`the pass was not added: ${JSON.stringify(report.steps)}`)
  return {
    wasPushed: () => world.pushes.includes(device.pushToken),
    wake: async () => messagesOf(await device.wake(passType)),
  }
}
