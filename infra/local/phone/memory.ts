/** What the sample phone remembers from one start to the next. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Json } from '../../../lib/core/format/json.ts'
import type { DeviceState } from '../../../lib/device/wallet/state.ts'

/** The memory of a phone. */
export interface PhoneMemory {
  /** Undefined if it remembers nothing. */
  readonly read: () => Promise<Json | undefined>
  readonly write: (state: DeviceState) => Promise<void>
}

/** Forgets everything. */
export const noMemory: PhoneMemory = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() }

/** Remembers in a file that only its owner may read: it holds the tokens of passes. */
export const phoneFile = (file: string): PhoneMemory => ({
  read: async () => {
    try {
      const state: Json = JSON.parse(await readFile(file, 'utf8'))
      return state
    } catch {
      return undefined
    }
  },
  write: async (state) => {
    // A start that is killed meanwhile leaves what was there before.
    await writeFile(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
    await rename(`${file}.new`, file)
  },
})
