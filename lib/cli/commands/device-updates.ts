/** `passwright device wake`, `refresh`, `reboot`, `rotate` and `updates`: how a simulated device keeps its passes up to date. */
import type { SimulatedDevice } from '../../device/device.ts'
import type { Report } from '../../device/wallet/steps.ts'
import type { Arguments, Command } from '../command.ts'
import { deviceOptions, heldPass, openDevice } from '../device-file.ts'
import { tell } from '../device-story.ts'
import { UsageError } from '../errors.ts'
import { passArgument } from './device-passes.ts'

type Act = (device: SimulatedDevice, args: Arguments) => Promise<Report>

/** A command that has the device do something. */
const command = (
  act: Act,
  { positionals = [], notes = [] }: Partial<Pick<Command, 'positionals' | 'notes'>> = {},
): Command => ({
  positionals,
  options: deviceOptions,
  notes,
  async run(args, terminal) {
    const { device, save } = await openDevice(args)
    const report = await act(device, args)
    await save()
    return tell(report, args.has('json'), terminal)
  },
})

const lockScreenNote = 'Fields with a changeMessage are told on the lock screen, in --language.'

/** `passwright device wake`. */
export const deviceWake = command((device, { positionals: [passType = ''] }) => device.wake(passType), {
  positionals: [{ name: 'PASSTYPE', help: 'the pass type identifier that the push is about' }],
  notes: [lockScreenNote],
})

/** `passwright device refresh`. */
export const deviceRefresh = command(
  (device, { positionals: [pass = ''] }) => device.pullToRefresh(heldPass(device, pass)),
  { positionals: [passArgument], notes: [lockScreenNote] },
)

/** `passwright device reboot`. */
export const deviceReboot = command((device) => device.reboot(), { notes: [lockScreenNote] })

/** `passwright device rotate`. */
export const deviceRotate = command((device) => device.rotatePushToken())

/** `passwright device updates`. */
export const deviceUpdates = command(
  (device, { positionals: [on, pass = ''] }) => {
    if (on !== 'on' && on !== 'off') throw new UsageError('updates are either on or off')
    return device.setUpdates(heldPass(device, pass), on)
  },
  { positionals: [{ name: 'on|off', help: 'whether the pass is kept up to date' }, passArgument] },
)
