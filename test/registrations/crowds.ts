/** Many registrations at once: of one device, and of one pass. */
import type { Service } from '../../lib/service/service.ts'
import { aDevice, aPass, hold, put, tokenOf } from '../service/world.ts'

interface Crowded {
  readonly service: Service
}

const numbered = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`)

/** One device registers 20 passes at once. Returns how many the service knows of then. */
export const registerManyPasses = async (world: Crowded, name: string): Promise<number> => {
  const passes = numbered(name, 20).map((serialNumber) => aPass(serialNumber))
  await Promise.all(passes.map((pass) => put(world, { name: 'Ada' }, pass)))
  await Promise.all(passes.map((pass) => hold(world, pass, name)))
  return (await world.service.wallet.list(aDevice(name)))?.serialNumbers.length ?? 0
}

/** 100 devices register one pass at once. Returns how many of them the service knows of then. */
export const registerManyDevices = async (world: Crowded, name: string): Promise<number> => {
  const pass = aPass(name)
  await put(world, { name: 'Ada' }, pass)
  const token = await tokenOf(world, pass)
  const devices = numbered(name, 100).map((device) => aDevice(device))
  await Promise.all(devices.map((device) => world.service.wallet.register({ device, pass, token }, 'ab'.repeat(32))))
  const lists = await Promise.all(devices.map((device) => world.service.wallet.list(device)))
  return lists.filter((changed) => changed?.serialNumbers.includes(pass.serialNumber)).length
}
