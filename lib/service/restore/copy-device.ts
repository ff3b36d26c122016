/** Brings the registrations of a device back, as if it registered once more. */
import type { Ports } from '../../ports/ports.ts'
import type { Device, Holding } from '../../ports/registrations.ts'
import { persist } from '../back-off.ts'
import { randomText } from '../random-text.ts'

/** What {@link copyDevice} needs. */
export type CopyDevicePorts = Pick<Ports, 'records' | 'registrations' | 'random'>

const outcomes = {
  registered: 'registrations written',
  known: 'registrations that were the same',
  full: 'registrations of devices that are full, left out',
  other: 'registrations of another life of the pass, left alone',
  orphan: 'registrations of passes that are not there, left out',
} as const

/**
 * Registers what a device of a backup holds, unless it does already: what the device has said since stays. Passes that are
 * not there, or began anew, are left out. Returns what came of each.
 */
export const copyDevice = async (
  { records, registrations, random }: CopyDevicePorts,
  device: Device,
  isDry: boolean,
): Promise<readonly string[]> => {
  const { deviceLibraryIdentifier, passTypeIdentifier, pushToken, tokenRegisteredAt: now } = device
  const id = { deviceLibraryIdentifier, passTypeIdentifier }
  // Another one than in the backup: whatever tag the device has is one of a life that is over.
  const epoch = randomText(random, 12)
  const present = await registrations.find(id)

  const copyEntry = async (holding: Holding): Promise<keyof typeof outcomes> => {
    const { serialNumber, issue } = holding
    if (present?.passes.get(serialNumber)?.issue === issue) return 'known'
    const record = await records.get({ passTypeIdentifier, serialNumber })
    if (record?.token.issue !== issue) return 'orphan'
    if (isDry) return 'registered'
    const registration = { ...holding, pushToken, now, epoch, keepsToken: true }
    return (await persist(random, () => registrations.register(registration))).kind
  }

  const came: string[] = []
  // One after the other: they are all written to the same item.
  for (const [serialNumber, { issue }] of device.passes)
    came.push(outcomes[await copyEntry({ device: id, serialNumber, issue })])
  return came
}
