/** Takes what devices log, and tells the timelines of the passes that it is about. */

import type { Clock } from '../../ports/clock.ts'
import type { Events, PassEvent } from '../../ports/events.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { Device, DeviceId, Registrations } from '../../ports/registrations.ts'
import type { WalletService } from '../wallet/wallet-service.ts'
import type { DeviceLogCause } from './causes.ts'
import { complaintsOf } from './complaints.ts'
import { type DeviceLogLine, parseDeviceLog } from './parse.ts'

/** What {@link makeLog} needs of the world. */
export interface LogPorts {
  readonly registrations: Pick<Registrations, 'find'>
  readonly events: Pick<Events, 'append'>
  readonly metrics: Metrics
  readonly clock: Clock
}

/** Anybody may send anything: a request has no more devices looked for. A real one names itself only. */
const mostDevices = 5

const devicesIn = (lines: readonly DeviceLogLine[]): readonly DeviceId[] => {
  const devices = new Map<string, DeviceId>()
  for (const { deviceLibraryIdentifier, passTypeIdentifier } of lines) {
    if (deviceLibraryIdentifier === undefined || passTypeIdentifier === undefined) continue
    devices.set(`${deviceLibraryIdentifier} ${passTypeIdentifier}`, { deviceLibraryIdentifier, passTypeIdentifier })
  }
  return [...devices.values()].slice(0, mostDevices)
}

const countCauses = (lines: readonly DeviceLogLine[], metrics: Metrics): void => {
  const counts = new Map<DeviceLogCause, number>()
  for (const { cause } of lines) counts.set(cause, (counts.get(cause) ?? 0) + 1)
  for (const [cause, count] of counts) metrics.count('DeviceLogLines', { cause }, count)
}

/**
 * Makes the use case: see `WalletService.log`. Every line is counted by its cause; on a timeline are those alone that are
 * about a device and a pass that it holds. What a store fails at is counted, and nothing is thrown.
 */
export const makeLog = ({ registrations, events, metrics, clock }: LogPorts): WalletService['log'] => {
  const calm = async <Value>(store: string, work: Promise<Value>): Promise<Value | undefined> => {
    try {
      return await work
    } catch {
      metrics.count('DeviceLogFailures', { store })
      return undefined
    }
  }
  const find = async (lines: readonly DeviceLogLine[]): Promise<readonly Device[]> => {
    const found = await Promise.all(devicesIn(lines).map((id) => calm('registrations', registrations.find(id))))
    return found.filter((device) => device !== undefined)
  }
  const tell = async (told: readonly PassEvent[]): Promise<void> => {
    if (told.length > 0) await calm('events', events.append(told))
  }
  return async (texts) => {
    const lines = texts.map(parseDeviceLog)
    countCauses(lines, metrics)
    const devices = await find(lines)
    await tell(await complaintsOf(lines, devices, clock.now()))
  }
}
