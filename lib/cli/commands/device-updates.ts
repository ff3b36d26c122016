/** `passwright device wake`, `refresh`, `reboot`, `rotate` and `updates`: how a simulated device keeps its passes up to date. */
import type { SimulatedDevice } from '../../device/device.ts'
import { DeviceError } from '../../device/errors.ts'
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

/** The only pass type that the device holds. @throws UsageError if there are several; DeviceError `device/pass-not-held` */
const onlyPassType = ({ passes }: SimulatedDevice): string => {
  const [passType, ...others] = new Set(passes.map(({ passTypeIdentifier }) => passTypeIdentifier))
  if (passType === undefined) throw new DeviceError('device/pass-not-held', 'the device holds no pass')
  if (others.length === 0) return passType
  throw new UsageError(`PASSTYPE is missing: the device holds passes of ${[passType, ...others].join(', ')}`)
}

/** `passwright device wake`. */
export const deviceWake = command(
  (device, { positionals: [passType] }) => device.wake(passType ?? onlyPassType(device)),
  {
    positionals: [
      {
        name: 'PASSTYPE',
        help: 'the pass type identifier that the push is about (default: the only one that the device holds)',
        optional: true,
      },
    ],
    notes: [lockScreenNote],
  },
)

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
