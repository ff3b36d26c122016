/** A simulated device with Wallet that is awake: it does what pushes make it do. */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { openPushes } from '../../lib/cli/push-stream.ts'
import { simulateDevice } from '../../lib/device/simulate-device.ts'
import { messagesOf } from '../../lib/device/wallet/steps.ts'
import { aLink, download } from './a-link.ts'
import type { IssuedPass } from './a-pass.ts'
import { type Deployment, until } from './deployment.ts'

/** The device. */
export interface Phone {
  readonly pushToken: string
  readonly deviceLibraryIdentifier: string
  /** Downloads a pass through a link, and adds it. */
  readonly add: (pass: Pick<IssuedPass, 'path'>) => Promise<void>
  /** Resolves when its lock screen has shown a text. */
  readonly shows: (text: string) => Promise<void>
  /** How many pushes it has heard so far. */
  readonly pushes: () => number
  readonly switchOff: () => Promise<void>
}

/** A phone that is switched on and holds nothing so far. */
export const aPhone = async ({ baseUrl, rootFile, ...deployment }: Deployment): Promise<Phone> => {
  const device = await simulateDevice({ trust: { roots: [readFileSync(rootFile, 'utf8')] } })
  const lockScreen: string[] = []
  const off = new AbortController()
  const { passTypes } = await openPushes(baseUrl, device.pushToken, off.signal)
  let heard = 0
  const listening = (async () => {
    for await (const passType of passTypes) {
      heard += 1
      lockScreen.push(...messagesOf(await device.wake(passType)))
    }
  })()
  return {
    pushToken: device.pushToken,
    deviceLibraryIdentifier: device.deviceLibraryIdentifier,
    add: async ({ path }) => {
      const { file } = await aLink({ baseUrl, rootFile, ...deployment }, path)
      const report = await device.add((await download({ baseUrl, rootFile, ...deployment }, file)).bytes)
      expect(report).toMatchObject({ ok: true })
    },
    shows: async (text) => {
      await until(`the lock screen shows ${text}`, () => (lockScreen.includes(text) ? true : undefined))
    },
    pushes: () => heard,
    switchOff: async () => {
      off.abort()
      await listening
    },
  }
}
