/** A simulated device that holds the sample passes, so that `npm start` shows what a change does. */
import type { SimulatedDevice } from '../../../lib/device/device.ts'
import { simulateDevice } from '../../../lib/device/simulate-device.ts'
import { messagesOf, type Report } from '../../../lib/device/wallet/steps.ts'
import type { SamplePass } from '../samples/publish.ts'
import type { PhoneMemory } from './memory.ts'
import type { Pushes } from './pushes.ts'

/** What the phone needs. */
export interface SamplePhoneOptions {
  readonly pushes: Pushes
  /** What the signatures of the passes verify against, as PEM text. */
  readonly root: string
  /** Where phones reach the stack. */
  readonly baseUrl: string
  readonly memory: PhoneMemory
  /** Shows a line. */
  readonly say: (line: string) => void
}

/** The phone. */
export interface SamplePhone {
  /** Adds passes that it does not hold yet, and asks for what has changed of the others. */
  readonly add: (passes: readonly SamplePass[]) => Promise<void>
  /** Resolves when it does nothing any more. */
  readonly stop: () => Promise<void>
}

/** A stack at another address has a phone of its own: this one's passes lead elsewhere. */
const isOf = ({ passes }: SimulatedDevice, baseUrl: string): boolean =>
  passes.every(({ webServiceURL = '' }) => webServiceURL === '' || webServiceURL.startsWith(`${baseUrl}/`))

const open = async ({ root, baseUrl, memory }: SamplePhoneOptions): Promise<SimulatedDevice> => {
  const trust = { roots: [root] }
  const state = await memory.read()
  // What cannot be read was left by another version of this project.
  const known = state === undefined ? undefined : await simulateDevice({ trust, state }).catch(() => undefined)
  return known && isOf(known, baseUrl) ? known : await simulateDevice({ trust })
}

/** The last part of a pass's path is its serial number. */
const serialOf = ({ path }: SamplePass): string => path.split('/').at(-1) ?? ''

const download = async (url: string): Promise<Uint8Array> => {
  const response = await fetch(`${url}/pass.pkpass`)
  if (!response.ok) throw new Error(`status ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Makes the phone; it listens for pushes from now on. */
export const startSamplePhone = async (options: SamplePhoneOptions): Promise<SamplePhone> => {
  const { pushes, memory, say } = options
  const device = await open(options)
  let working: Promise<void> = Promise.resolve()
  let stopped = false

  const tell = (report: Report): void => {
    for (const text of messagesOf(report)) say(`lock screen: ${text}`)
    for (const step of report.steps)
      if (step.kind === 'failed' || step.kind === 'refused') say(`sample phone: ${step.reason}`)
  }

  /** One thing after the other, as a phone does; what fails does not keep it from the next. */
  const act = (what: () => Promise<Report>): Promise<void> => {
    working = working
      .then(async () => {
        if (stopped) return
        tell(await what())
        await memory.write(device.state())
      })
      .catch(() => {
        if (!stopped) say('sample phone: something went wrong')
      })
    return working
  }

  const stopListening = pushes.listen(device.pushToken, (topic) => void act(() => device.wake(topic)))

  return {
    add: async (passes) => {
      if (device.passes.length > 0) await act(device.reboot)
      const held = new Set(device.passes.map(({ serialNumber }) => serialNumber))
      for (const pass of passes.filter((each) => !held.has(serialOf(each)))) {
        await act(async () => await device.add(await download(pass.url)))
      }
    },
    stop: async () => {
      stopped = true
      stopListening()
      await working
    },
  }
}
