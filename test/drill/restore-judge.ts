/** What a restore drill is judged by. */
import type { RegistrationStore } from '../../lib/adapters/memory/registrations.ts'
import { aPass } from '../service/world.ts'
import type { DrilledPhone, RestoreWorld } from './restore-world.ts'

/** What came of a restore drill: each list is empty after a good one. */
export interface RestoreReport {
  /** Passes on phones that the backup knows, which are not the newest. */
  readonly behind: readonly string[]
  /** Erased passes of which something is left. */
  readonly revived: readonly string[]
  /** How many passes on phones were looked at. */
  readonly looked: number
}

/** The passes that a phone holds by the backup. */
const knownOf = ({ devices }: RegistrationStore, { device }: DrilledPhone): ReadonlySet<string> => {
  const id = `${device.deviceLibraryIdentifier}/${aPass().passTypeIdentifier}`
  return new Set(devices.get(id)?.passes.keys())
}

const isLeft = async ({ memory, tables }: RestoreWorld, serial: string): Promise<boolean> => {
  const pass = aPass(serial)
  const isRegistered = [...tables.registrations.devices.values()].some(({ passes }) => passes.has(pass.serialNumber))
  return isRegistered || (await memory.records.get(pass)) !== undefined
}

/** Judges a drill that has come to an end. */
export const judgeRestore = async (
  world: RestoreWorld,
  backup: RegistrationStore,
  erased: ReadonlySet<string>,
): Promise<RestoreReport> => {
  const behind: string[] = []
  let looked = 0
  for (const [index, phone] of world.phones.entries()) {
    const known = knownOf(backup, phone)
    for (const { serialNumber, fields } of phone.device.passes) {
      const record = await world.memory.records.get(aPass(serialNumber))
      if (!(record && known.has(serialNumber))) continue
      looked++
      const shown = fields.find(({ key }) => key === 'name')?.value
      const wanted = String(record.values.name)
      if (shown !== wanted) behind.push(`phone ${index}: ${serialNumber} shows "${shown}" and not "${wanted}"`)
    }
  }
  const revived: string[] = []
  for (const serial of erased) if (await isLeft(world, serial)) revived.push(serial)
  return { behind, revived, looked }
}
