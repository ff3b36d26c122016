/** Which log lines go to the timelines of which passes. */
import { utf8 } from '../../core/bytes.ts'
import type { SerialNumber } from '../../core/format/identifiers.ts'
import { audienceOf } from '../../core/links/issue.ts'
import type { PassEvent } from '../../ports/events.ts'
import type { Device, DeviceId } from '../../ports/registrations.ts'
import { sha256Hex } from '../sha256.ts'
import { deviceLogCauses } from './causes.ts'
import type { DeviceLogLine } from './parse.ts'

/** A line that names no pass is told to no more of the passes that its device holds. */
const mostPassesOfLine = 10

/** One request tells of no more. A real device sends a few lines at a time. */
const mostEvents = 50

const hour = 60 * 60 * 1000

/** So many hexadecimal digits tell the devices of one pass apart. */
const digits = 16

/** Tells a device from others of the same pass, in the keys of steps. */
export const hashOfDevice = async ({ deviceLibraryIdentifier }: DeviceId): Promise<string> =>
  (await sha256Hex(utf8(deviceLibraryIdentifier))).slice(0, digits)

interface Complaint {
  readonly device: Device
  readonly serialNumber: SerialNumber
  readonly line: DeviceLogLine
}

/** The device that a line is about: it holds the pass that the line names, if it names one. */
const deviceOf = (line: DeviceLogLine, devices: readonly Device[]): Device | undefined =>
  devices.find(
    ({ deviceLibraryIdentifier, passTypeIdentifier, passes }) =>
      passTypeIdentifier === line.passTypeIdentifier &&
      deviceLibraryIdentifier === (line.deviceLibraryIdentifier ?? deviceLibraryIdentifier) &&
      (line.serialNumber === undefined || passes.has(line.serialNumber)),
  )

/** Passes for many have no timeline of their own. */
const isTold = ({ passes }: Device, serialNumber: SerialNumber): boolean => {
  const entry = passes.get(serialNumber)
  return entry !== undefined && audienceOf(entry.issue) === 'few'
}

const complaintsOfLine = (line: DeviceLogLine, devices: readonly Device[]): readonly Complaint[] => {
  const device = deviceOf(line, devices)
  if (!device) return []
  const named = line.serialNumber === undefined ? [...device.passes.keys()] : [line.serialNumber]
  return named
    .filter((serialNumber) => isTold(device, serialNumber))
    .slice(0, mostPassesOfLine)
    .map((serialNumber) => ({ device, serialNumber, line }))
}

const eventOf = (
  [{ device, serialNumber, line }, ...others]: readonly [Complaint, ...Complaint[]],
  deviceHash: string,
  now: number,
): PassEvent => ({
  pass: { passTypeIdentifier: device.passTypeIdentifier, serialNumber },
  // The same cause of the same device is the same event for an hour, however many lines tell of it.
  at: now - (now % hour),
  key: `device-log-${line.cause}-${deviceHash}`,
  kind: 'device-log',
  detail: {
    cause: line.cause,
    what: deviceLogCauses[line.cause].what,
    remedy: deviceLogCauses[line.cause].remedy,
    level: line.level,
    ...(line.message === undefined ? {} : { message: line.message }),
    ...(others.length === 0 ? {} : { count: others.length + 1 }),
  },
})

const alike = ({ device, serialNumber, line }: Complaint): string =>
  `${device.passTypeIdentifier} ${device.deviceLibraryIdentifier} ${serialNumber} ${line.cause}`

/**
 * The events of the lines that are about a device and a pass that it holds. A line that names no device is about the one
 * that another line of the request names; one that names no pass is about each that the device holds.
 *
 * @param devices those that the lines name, as far as they hold passes
 * @param now milliseconds since 1970
 */
export const complaintsOf = (
  lines: readonly DeviceLogLine[],
  devices: readonly Device[],
  now: number,
): Promise<readonly PassEvent[]> => {
  const groups = new Map<string, [Complaint, ...Complaint[]]>()
  for (const complaint of lines.flatMap((line) => complaintsOfLine(line, devices))) {
    const group = groups.get(alike(complaint))
    if (group) group.push(complaint)
    else groups.set(alike(complaint), [complaint])
  }
  return Promise.all(
    [...groups.values()]
      .slice(0, mostEvents)
      .map(async (group) => eventOf(group, await hashOfDevice(group[0].device), now)),
  )
}
