/** A simulated device that holds the sample passes, so that `npm start` shows what a change does. */
import type { Bytes } from '../../../lib/core/bytes.ts'
import type { SimulatedDevice } from '../../../lib/device/device.ts'
import type { ShownField } from '../../../lib/device/lock-screen/changes.ts'
import { simulateDevice } from '../../../lib/device/simulate-device.ts'
import type { Report } from '../../../lib/device/wallet/steps.ts'
import type { SamplePass } from '../samples/publish.ts'
import type { PhoneMemory } from './memory.ts'
import type { Pushes } from './pushes.ts'

/** What a phone is like. */
export interface PhoneKind {
  /** Names it in addresses and files. */
  readonly id: string
  /** What people call it. */
  readonly title: string
  readonly language: string
  /** Default: that of this machine. */
  readonly timeZone?: string
}

/** What the phone needs. */
export interface SamplePhoneOptions {
  readonly kind: PhoneKind
  readonly pushes: Pushes
  /** What the signatures of the passes verify against, as PEM text. */
  readonly root: string
  /** Where phones reach the stack. */
  readonly baseUrl: string
  readonly memory: PhoneMemory
  /** Shows a line. */
  readonly say: (line: string) => void
  /** Is told what its lock screen says. */
  readonly onMessage: (text: string) => void
}

/** What the lock screen of a phone says of a pass. */
export interface LockScreen {
  readonly messages: readonly string[]
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A pass on the phone. */
export interface PassOnPhone {
  readonly pkpass: Bytes
  /** What it shows, in reading order. */
  readonly fields: readonly ShownField[]
  /** What came with its last update; absent if there was none since the start. */
  readonly lockScreen?: LockScreen
}

/** The phone. */
export interface SamplePhone {
  readonly kind: PhoneKind
  /** Adds passes that it does not hold yet, and asks for what has changed of the others. */
  readonly add: (passes: readonly SamplePass[]) => Promise<void>
  /** A pass that it holds; undefined if it does not. */
  readonly passOf: (pass: SamplePass) => PassOnPhone | undefined
  /** Counts what it has done: as long as the number is the same, so is the phone. */
  readonly turn: () => number
  /** Tells of all that it does, after it is done; what it returns ends that. */
  readonly listen: (heard: () => void) => () => void
  /** Resolves when it does nothing any more. */
  readonly stop: () => Promise<void>
}

/** A stack at another address has a phone of its own: this one's passes lead elsewhere. */
const isOf = ({ passes }: SimulatedDevice, baseUrl: string): boolean =>
  passes.every(({ webServiceURL = '' }) => webServiceURL === '' || webServiceURL.startsWith(`${baseUrl}/`))

const open = async ({ root, baseUrl, memory, kind }: SamplePhoneOptions): Promise<SimulatedDevice> => {
  const { language, timeZone } = kind
  const options = { trust: { roots: [root] }, language, ...(timeZone === undefined ? {} : { timeZone }) }
  const state = await memory.read()
  // What cannot be read was left by another version of this project.
  const known = state === undefined ? undefined : await simulateDevice({ ...options, state }).catch(() => undefined)
  return known && isOf(known, baseUrl) ? known : await simulateDevice(options)
}

/** The last part of a pass's path is its serial number. */
const serialOf = ({ path }: SamplePass): string => path.split('/').at(-1) ?? ''

const download = async (url: string): Promise<Uint8Array> => {
  const response = await fetch(`${url}/pass.pkpass`)
  if (!response.ok) throw new Error(`status ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** What the lock screen says after a report, by serial number: each pass that came anew has its own. */
const lockScreensOf = ({ steps }: Report, at: number): ReadonlyMap<string, LockScreen> => {
  const updated = steps.flatMap((step) => (step.kind === 'updated' ? [step.pass.serialNumber] : []))
  const textsOf = (serialNumber: string) =>
    steps.flatMap((step) => (step.kind === 'message' && step.pass.serialNumber === serialNumber ? [step.text] : []))
  return new Map(updated.map((serialNumber) => [serialNumber, { messages: textsOf(serialNumber), at }]))
}

/** Makes the phone; it listens for pushes from now on. */
export const startSamplePhone = async (options: SamplePhoneOptions): Promise<SamplePhone> => {
  const { kind, pushes, memory, say, onMessage } = options
  const device = await open(options)
  const lockScreens = new Map<string, LockScreen>()
  const listeners = new Set<() => void>()
  let working: Promise<void> = Promise.resolve()
  let stopped = false
  let turn = 0

  const tell = (report: Report): void => {
    for (const [serialNumber, lockScreen] of lockScreensOf(report, Date.now()))
      lockScreens.set(serialNumber, lockScreen)
    for (const step of report.steps) {
      if (step.kind === 'message') onMessage(step.text)
      if (step.kind === 'failed' || step.kind === 'refused') say(`sample phone: ${step.reason}`)
    }
  }

  const announce = (): void => {
    turn += 1
    for (const heard of listeners) heard()
  }

  /** One thing after the other, as a phone does; what fails does not keep it from the next. */
  const act = (what: () => Promise<Report>): Promise<void> => {
    working = working
      .then(async () => {
        if (stopped) return
        tell(await what())
        announce()
        await memory.write(device.state())
      })
      .catch(() => {
        if (!stopped) say('sample phone: something went wrong')
      })
    return working
  }

  const stopListening = pushes.listen(device.pushToken, (topic) => void act(() => device.wake(topic)))

  return {
    kind,
    add: async (passes) => {
      if (device.passes.length > 0) await act(device.reboot)
      const held = new Set(device.passes.map(({ serialNumber }) => serialNumber))
      for (const pass of passes.filter((each) => !held.has(serialOf(each)))) {
        await act(async () => await device.add(await download(pass.url)))
      }
    },
    passOf: (pass) => {
      const view = device.passes.find(({ serialNumber }) => serialNumber === serialOf(pass))
      const lockScreen = lockScreens.get(serialOf(pass))
      return view && { pkpass: device.pkpassOf(view), fields: view.fields, ...(lockScreen ? { lockScreen } : {}) }
    },
    turn: () => turn,
    listen: (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    stop: async () => {
      stopped = true
      stopListening()
      await working
    },
  }
}
