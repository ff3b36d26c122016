/** Tells a device which of its passes have changed. */
import type { Registrations } from '../../ports/registrations.ts'
import type { WalletSteps } from '../timeline/wallet-steps.ts'
import { readTag, tagText } from './tag.ts'
import type { WalletService } from './wallet-service.ts'

/** Everything: what was never marked has the number 0. */
const fromTheBeginning = -1

/** What {@link makeList} needs. */
export interface ListParts {
  readonly registrations: Registrations
  readonly steps: Pick<WalletSteps, 'listed' | 'listedNothing'>
}

/** Makes the use case: see `WalletService.list`. */
export const makeList =
  ({ registrations, steps }: ListParts, generation: number): WalletService['list'] =>
  async (id, text) => {
    const device = await registrations.find(id)
    if (!device) return undefined
    const { epoch, seq } = device
    const tag = text === undefined ? undefined : readTag(generation, text)
    // Of another life of the device, or of a future that was lost with a restore: it says nothing.
    const since = tag?.epoch === epoch && tag.seq <= seq ? tag.seq : fromTheBeginning
    const changed = [...device.passes].filter(([, { n }]) => n > since)
    if (changed.length === 0) {
      steps.listedNothing(device, since)
      return undefined
    }
    steps.listed(device, { since, until: seq, passes: changed.map(([, entry]) => entry) })
    return { serialNumbers: changed.map(([serialNumber]) => serialNumber), lastUpdated: tagText(generation, device) }
  }
