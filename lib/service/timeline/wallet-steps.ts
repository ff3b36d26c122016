/** What requests of devices leave on timelines. Of passes for many, nothing is noted device by device. */
import { audienceOf } from '../../core/links/issue.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DeviceEvent, PassEvent } from '../../ports/events.ts'
import { type PassId, type PassRecord, passIdOf } from '../../ports/records.ts'
import { type Device, type DeviceId, deviceIdOf, type Holding } from '../../ports/registrations.ts'
import type { DeviceTask } from '../device-logs/causes.ts'
import { installed, removed } from '../notices/notices.ts'
import { makeSeldom } from './seldom.ts'
import type { Trail } from './trail.ts'

/** What a device was told of: marks above `since` up to `until`, of so many passes. */
export interface Told {
  readonly since: number
  readonly until: number
  readonly passes: readonly { readonly issue: string }[]
}

/** Takes down what devices do. */
export interface WalletSteps {
  /** A device holds a pass. `isNew`: that did not before, which other systems are told, too. */
  readonly registered: (holding: Holding, isNew: boolean) => Promise<void>
  /** A device holds a pass no more. Other systems are told, too. */
  readonly unregistered: (holding: Holding) => Promise<void>
  /** Some device got this version of a pass. */
  readonly fetched: (record: PassRecord, version: number) => void
  /** Some device said that it has the latest, with a date that was never given out: once a minute and pass. */
  readonly notModified: (record: PassRecord, since: number) => void
  /** Somebody asked without a good token: once a minute, pass and task, and at most 60 a minute. */
  readonly refused: (pass: PassId, task: DeviceTask) => void
  /** A device was told which passes have changed. */
  readonly listed: (device: DeviceId, told: Told) => void
  /** A device was told that nothing has changed since this number of its own: once a day and `seq`. */
  readonly listedNothing: (device: Device, since: number) => void
}

/** What {@link makeWalletSteps} needs. */
export interface WalletStepsParts {
  readonly trail: Trail
  readonly clock: Clock
}

const minute = 60 * 1000
const day = 24 * 60 * minute

const isForFew = ({ issue }: { readonly issue: string }): boolean => audienceOf(issue) === 'few'

const passOf = ({ device, serialNumber }: Holding): PassId => ({
  passTypeIdentifier: device.passTypeIdentifier,
  serialNumber,
})

const nameOf = ({ passTypeIdentifier, serialNumber }: PassId): string => `${passTypeIdentifier}/${serialNumber}`

/** Makes what takes down the steps of devices. */
export const makeWalletSteps = ({ trail, clock }: WalletStepsParts): WalletSteps => {
  const isFirstRefusal = makeSeldom({ span: minute, most: 60, clock })
  const isFirstDate = makeSeldom({ span: minute, most: 60, clock })
  const isFirstOfDay = makeSeldom({ span: day, most: 2000, clock })

  const note = (step: Pick<PassEvent, 'pass' | 'key' | 'kind' | 'detail'>): void =>
    trail.note({ at: clock.now(), ...step })

  const noteOfDevice = (step: DeviceEvent): void => trail.note(step)

  return {
    registered: async (holding, isNew) => {
      const pass = passOf(holding)
      const device = holding.device.deviceLibraryIdentifier
      if (isForFew(holding)) note({ pass, key: `registered-${device}`, kind: 'registered', detail: { device, isNew } })
      if (isNew) await trail.tell(installed({ pass, device: holding.device }, clock.now()))
    },
    unregistered: async (holding) => {
      const pass = passOf(holding)
      const device = holding.device.deviceLibraryIdentifier
      const detail = { device, because: 'device' }
      if (isForFew(holding)) note({ pass, key: `unregistered-${device}`, kind: 'unregistered', detail })
      await trail.tell(removed({ pass, device: holding.device }, 'device', clock.now()))
    },
    fetched: (record, version) => {
      if (!isForFew(record.token)) return
      note({ pass: passIdOf(record), key: `fetched-${version}`, kind: 'fetched', detail: { version } })
    },
    notModified: (record, since) => {
      if (!(isForFew(record.token) && isFirstDate(nameOf(record)))) return
      const { version, lastModified } = record
      const detail = { since, lastModified, version }
      note({ pass: passIdOf(record), key: `not-modified-${version}`, kind: 'not-modified', detail })
    },
    refused: (pass, task) => {
      if (!isFirstRefusal(`${task} ${nameOf(pass)}`)) return
      const detail = { code: 'wallet/unauthorized', task }
      note({ pass: passIdOf(pass), key: `refused-${task}`, kind: 'refused', detail })
    },
    listed: (device, { since, until, passes }) => {
      if (!passes.some(isForFew)) return
      const detail = { since, until, passes: passes.length }
      const key = `listed-${since}-${until}`
      noteOfDevice({ device: deviceIdOf(device), at: clock.now(), key, kind: 'listed', detail })
    },
    listedNothing: (device, since) => {
      const { seq, passes } = device
      const id = deviceIdOf(device)
      // What was never marked cannot be known too early.
      if (seq === 0 || ![...passes.values()].some(isForFew)) return
      if (!isFirstOfDay(`${seq} ${id.passTypeIdentifier} ${id.deviceLibraryIdentifier}`)) return
      const asked = clock.now()
      // The same for all functions that answer the device on that day.
      const step = { at: asked - (asked % day), key: `listed-nothing-${seq}`, kind: 'listed-nothing' }
      noteOfDevice({ device: id, ...step, detail: { since, seq, asked } })
    },
  }
}
