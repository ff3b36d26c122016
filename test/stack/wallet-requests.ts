/** The AWS calls of what phones ask for. */
import { aDevice, added, aLogLine, type Device, type HeldPass } from './a-device.ts'
import { aPass } from './a-pass.ts'
import type { Deployment } from './deployment.ts'
import type { Answer } from './http.ts'
import { get, notice, put, type RequestKind, remove, writeMany } from './request-kind.ts'

/** Requests of a device, which holds a pass already unless told otherwise. */
const onDevice =
  (ask: (device: Device, pass: HeldPass) => Promise<Answer>, isRegistered = true) =>
  async (deployment: Deployment): Promise<() => Promise<Answer>> => {
    const device = aDevice(deployment)
    const pass = await added(deployment, await aPass(deployment))
    if (isRegistered) await device.register(pass)
    return () => ask(device, pass)
  }

/** What phones ask for. Steps of the timeline are written in one go, beside the answer; so are notices. */
export const walletRequests: readonly RequestKind[] = [
  {
    // A step, once a minute for each pass.
    name: 'a request of Wallet with a wrong token',
    role: 'WalletRole',
    prepare: onDevice((device, pass) => device.fetch({ ...pass, token: `${pass.token.slice(0, -4)}AAAA` })),
    status: 401,
    calls: [writeMany],
  },
  {
    // The parts of one transaction, and the record.
    name: 'registering a pass',
    role: 'WalletRole',
    prepare: onDevice((device, pass) => device.register(pass), false),
    status: 201,
    calls: [writeMany, get, put, put, notice],
  },
  {
    name: 'the list of what has changed',
    role: 'WalletRole',
    prepare: onDevice((device, { type }) => device.list(type)),
    status: 200,
    calls: [writeMany, get],
  },
  {
    name: 'the list where nothing has changed',
    role: 'WalletRole',
    prepare: async (deployment) => {
      const device = aDevice(deployment)
      const pass = await added(deployment, await aPass(deployment))
      await device.register(pass)
      const { lastUpdated } = (await device.list(pass.type)).json
      return () => device.list(pass.type, lastUpdated)
    },
    status: 204,
    calls: [get],
  },
  {
    name: 'fetching a pass that is the same',
    role: 'WalletRole',
    prepare: async (deployment) => {
      const { path, answer } = await aPass(deployment)
      const pass = await added(deployment, { path })
      return () => aDevice(deployment).fetch(pass, new Date(answer.json.lastModified).toUTCString())
    },
    status: 304,
    calls: [get],
  },
  {
    name: 'fetching a pass',
    role: 'WalletRole',
    prepare: onDevice((device, pass) => device.fetch(pass)),
    status: 200,
    calls: [writeMany, get, 's3:GetObject'],
  },
  {
    name: 'unregistering the last pass of a device',
    role: 'WalletRole',
    prepare: onDevice((device, pass) => device.unregister(pass)),
    status: 200,
    calls: [writeMany, remove, remove, get, notice],
  },
  {
    name: 'what a device logs of a pass that it does not hold',
    role: 'WalletRole',
    prepare: onDevice((device, { type, serial }) => device.log(aLogLine(device, type, serial)), false),
    status: 200,
    calls: [get],
  },
]
