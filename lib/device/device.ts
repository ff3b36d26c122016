/** A simulated device as its users see it. */
import type { Bytes } from '../core/bytes.ts'
import type { Trust } from '../core/signing/trust.ts'
import type { ShownField } from './lock-screen/changes.ts'
import type { Answers, PersonalizeOptions } from './tasks/personalize.ts'
import type { DeviceState } from './wallet/state.ts'
import type { Report } from './wallet/steps.ts'
import type { PassName } from './web-service/calls.ts'
import type { WebServiceOptions } from './web-service/web-service.ts'

/** What a device is like. */
export interface DeviceOptions extends Omit<WebServiceOptions, 'onExchange'> {
  /** Whose root must stand above the certificates of passes. */
  readonly trust: Trust
  /** What an earlier device remembered; see {@link SimulatedDevice.state}. Default: it holds nothing. */
  readonly state?: unknown
  /** Default: 32 random hexadecimal digits. */
  readonly deviceLibraryIdentifier?: string
  /** Default: 64 random hexadecimal digits. */
  readonly pushToken?: string
  /** The language that it is set to: `de`, `pt-BR`. Default: `en`. */
  readonly language?: string
  /** How it writes dates and numbers: `de-AT`. Default: as the language does. */
  readonly locale?: string
  /** Where it is, as the time zone database says it. Default: that of the runtime. */
  readonly timeZone?: string
  /** How long it waits before each repetition of a request that failed, in milliseconds. Default: 1, 2 and 4 seconds. */
  readonly waits?: readonly number[]
  /** Default: a timer of the runtime. */
  readonly sleep?: (milliseconds: number) => Promise<void>
  /** Default: random bytes of the runtime. */
  readonly random?: (length: number) => Bytes
}

/** A pass, as the device shows it. All of it survives JSON. */
export interface PassView extends PassName {
  readonly organizationName: string
  readonly description: string
  readonly webServiceURL?: string
  readonly registered: boolean
  /** Whether automatic updates are on. */
  readonly updates: boolean
  /** What its form asks for, while it waits to be personalized. */
  readonly form?: readonly string[]
  /** The `Last-Modified` of the last fetch, as it was. */
  readonly lastModified?: string
  /** In reading order, as they are shown. */
  readonly fields: readonly ShownField[]
}

/**
 * A device. What its methods do over the network is told by the report that they return: a server at fault throws nothing.
 * Methods that take a pass throw DeviceError `device/pass-not-held` if the device does not hold it; those that judge one
 * throw SignerError `signer/certificate-unreadable` if a root to trust cannot be read.
 */
export interface SimulatedDevice {
  readonly deviceLibraryIdentifier: string
  readonly pushToken: string
  /** The passes that it holds. */
  readonly passes: readonly PassView[]
  /** The bytes of a pass, as the device has them. */
  readonly pkpassOf: (pass: PassName) => Bytes
  /** All that it remembers, as JSON, to be given to another one. */
  readonly state: () => DeviceState
  /** Adds a pass or a bundle as Wallet does: verified first, registered then, unless a form has to be filled in. */
  readonly add: (bytes: Uint8Array) => Promise<Report>
  /** Does what a push makes it do: lists what has changed of a pass type, and fetches that. */
  readonly wake: (passTypeIdentifier: string) => Promise<Report>
  /** Does what its holder makes it do by pulling a pass down: the same for the web service of that pass. */
  readonly pullToRefresh: (pass: PassName) => Promise<Report>
  /** Registers what could not be registered before, and lists all pass types. */
  readonly reboot: () => Promise<Report>
  /** Gets another push token, and registers all passes again. */
  readonly rotatePushToken: () => Promise<Report>
  /** Switches automatic updates of a pass on or off. */
  readonly setUpdates: (pass: PassName, on: 'on' | 'off') => Promise<Report>
  /**
   * Fills in the form of a pass.
   *
   * @throws DeviceError `device/nothing-to-personalize`, `device/form-incomplete`
   */
  readonly personalize: (pass: PassName, answers: Answers, options?: PersonalizeOptions) => Promise<Report>
  /** Takes a pass away. */
  readonly remove: (pass: PassName) => Promise<Report>
}
