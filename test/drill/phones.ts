/** The phones of a drill: simulated devices that a push wakes, and that try again what did not work. */
import { hex } from '../../lib/core/bytes.ts'
import { type SimulatedDevice, simulateDevice } from '../../lib/device/index.ts'
import type { Fetch } from '../../lib/device/web-service/send.ts'
import type { Chance } from '../fuzz/chance.ts'
import type { FastTime } from './time.ts'

/** What phones need of the drill. */
export interface PhonesWorld {
  readonly time: FastTime
  readonly chance: Chance
  readonly fetch: Fetch
  /** The root that stands above the certificates of passes, as PEM. */
  readonly root: string
  readonly passType: string
  /** Is told when a new version has taken the place of the one before. */
  readonly updated?: (serialNumber: string) => void
}

/** A phone. */
export interface Phone {
  readonly device: SimulatedDevice
  /** A push has come. */
  readonly wake: () => void
  /** Resolves when it does nothing at present. */
  readonly idle: () => Promise<void>
}

/** When a phone tries again what failed: up to so many milliseconds later. */
const patience = 40_000

/** Makes a phone. */
export const aPhone = async ({ time, chance, fetch, root, passType, updated }: PhonesWorld): Promise<Phone> => {
  const device = await simulateDevice({
    trust: { roots: [root] },
    fetch,
    now: time.now,
    sleep: time.sleep,
    random: (length) => Uint8Array.from({ length }, () => chance.below(256)),
    deviceLibraryIdentifier: hex(Uint8Array.from({ length: 16 }, () => chance.below(256))),
  })
  let running: Promise<void> = Promise.resolve()
  let isWanted = false

  const refresh = async (): Promise<void> => {
    isWanted = false
    const { steps } = await device.wake(passType)
    for (const step of steps) if (step.kind === 'updated') updated?.(step.pass.serialNumber)
    if (steps.some(({ kind }) => kind === 'failed')) time.later(chance.below(patience), wake)
  }

  const wake = (): void => {
    if (isWanted) return
    isWanted = true
    running = running.then(refresh)
  }

  return {
    device,
    wake,
    idle: async () => {
      let last: Promise<void> | undefined
      while (last !== running) {
        last = running
        await running
      }
    },
  }
}
