/** `passwright device watch`: a simulated device that stays awake, and does what pushes make it do. */
import { setTimeout as pause } from 'node:timers/promises'
import type { SimulatedDevice } from '../../device/device.ts'
import { DeviceError } from '../../device/errors.ts'
import type { Report } from '../../device/wallet/steps.ts'
import type { Arguments, Command } from '../command.ts'
import { deviceOptions, openDevice } from '../device-file.ts'
import { tell } from '../device-story.ts'
import { InputError, UsageError } from '../errors.ts'
import { openPushes } from '../push-stream.ts'
import type { Terminal } from '../terminal.ts'

/** How long before the stack is looked for again, in milliseconds. */
const betweenTries = 2000

const countPattern = /^[1-9]\d{0,5}$/

const countOf = (args: Arguments): number => {
  const text = args.option('count')
  if (text === undefined) return Number.POSITIVE_INFINITY
  if (countPattern.test(text)) return Number(text)
  throw new UsageError('--count is no number of pushes')
}

/** Where the passes of a device lead. @throws DeviceError, UsageError */
const originOf = ({ passes }: SimulatedDevice): string => {
  const addresses = passes.flatMap(({ webServiceURL }) => (webServiceURL === undefined ? [] : [webServiceURL]))
  const [origin, ...others] = new Set(addresses.map((address) => new URL(address).origin))
  if (origin === undefined) throw new DeviceError('device/pass-not-held', 'the device holds no pass with a web service')
  if (others.length === 0) return origin
  throw new UsageError(`the device holds passes of several services: ${[origin, ...others].join(', ')}`)
}

/** Has the device of the file do something: another command may have changed it since the last time. */
const act = async (args: Arguments, terminal: Terminal, what: (device: SimulatedDevice) => Promise<Report>) => {
  const { device, save } = await openDevice(args)
  const report = await what(device)
  await save()
  if (report.steps.length > 0) tell(report, args.has('json'), terminal)
  return device
}

/** Listens once, until the stack ends or enough pushes have come. How many did. */
const listen = async (args: Arguments, terminal: Terminal, most: number): Promise<number> => {
  const { device } = await openDevice(args)
  const aborted = new AbortController()
  const { passTypes } = await openPushes(originOf(device), device.pushToken, aborted.signal)
  // What was pushed while nobody listened.
  await act(args, terminal, (current) => current.reboot())
  terminal.say('waiting for pushes; Ctrl-C ends it')
  let heard = 0
  for await (const passType of passTypes) {
    const { pushToken } = await act(args, terminal, (current) => current.wake(passType))
    heard += 1
    if (heard >= most || pushToken !== device.pushToken) break
  }
  aborted.abort()
  return heard
}

const isAway = (error: unknown): boolean => error instanceof InputError && error.code === 'input/no-answer'

/** `passwright device watch`. */
export const deviceWatch: Command = {
  positionals: [],
  options: { count: { value: 'N', help: 'end after so many pushes (default: never)' }, ...deviceOptions },
  notes: [
    'It hears of pushes from the local stack (npm start) that its passes came from: a service in AWS pushes to real devices.',
    'Fields with a changeMessage are told on the lock screen, in --language.',
  ],
  async run(args, terminal) {
    const most = countOf(args)
    let heard = await listen(args, terminal, most)
    while (heard < most) {
      await pause(betweenTries)
      heard += await listen(args, terminal, most - heard).catch((error: unknown) => {
        // It may be starting anew.
        if (isAway(error)) return 0
        throw error
      })
    }
    return 0
  },
}
