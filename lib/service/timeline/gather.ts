/** Reads timelines: the steps of a pass, and of the devices that hold it. */
import type { DeviceLibraryIdentifier } from '../../core/format/identifiers.ts'
import type { DeviceEvent, Events, EventsRequest, PassEvent } from '../../ports/events.ts'
import type { Page } from '../../ports/page.ts'
import type { PassId, PassRecord } from '../../ports/records.ts'
import type { DeviceId, Registrations } from '../../ports/registrations.ts'
import { holderPages } from '../holder-pages.ts'
import { type DeviceEvidence, isForMany } from './evidence.ts'

/** What {@link gatherSteps} needs of the world. */
export interface GatherPorts {
  readonly registrations: Pick<Registrations, 'find' | 'holders'>
  readonly events: Pick<Events, 'list' | 'listOfDevice'>
}

/** The steps that are of interest, each list with its newest first. */
export interface Gathered {
  readonly ofPass: Page<PassEvent>
  /** By device, always in the same order. */
  readonly ofDevices: readonly { readonly id: DeviceId; readonly page: Page<DeviceEvent> }[]
}

/** Devices that are looked at. */
const mostDevices = 20

const holdersOf = async ({ registrations }: GatherPorts, record: PassRecord): Promise<readonly DeviceId[]> => {
  const { passTypeIdentifier, serialNumber, token } = record
  const found: DeviceId[] = []
  const pages = holderPages(registrations, { passTypeIdentifier, serialNumber }, token.issue, mostDevices)
  for await (const holders of pages) {
    found.push(...holders.map(({ device }) => device))
    if (found.length >= mostDevices) break
  }
  return found.slice(0, mostDevices)
}

const byName = (one: DeviceId, other: DeviceId): number =>
  one.deviceLibraryIdentifier < other.deviceLibraryIdentifier ? -1 : 1

const devicesOf = async (
  ports: GatherPorts,
  record: PassRecord,
  asked: DeviceLibraryIdentifier | undefined,
): Promise<readonly DeviceId[]> => {
  const { passTypeIdentifier } = record
  if (asked !== undefined) return [{ deviceLibraryIdentifier: asked, passTypeIdentifier }]
  return [...(await holdersOf(ports, record))].sort(byName)
}

/** Reads the steps of a pass and of its devices: of the one that is asked for, or of the first 20 that hold the pass. */
export const gatherSteps = async (
  ports: GatherPorts,
  pass: PassId,
  { record, asked }: { readonly record: PassRecord | undefined; readonly asked: DeviceLibraryIdentifier | undefined },
  request: EventsRequest,
): Promise<Gathered> => {
  const { events } = ports
  const [ofPass, devices] = await Promise.all([
    events.list(pass, request),
    record ? devicesOf(ports, record, asked) : [],
  ])
  const pageOf = (id: DeviceId): Page<DeviceEvent> | Promise<Page<DeviceEvent>> =>
    record && isForMany(record) ? { items: [] } : events.listOfDevice(id, request)
  const ofDevices = await Promise.all(devices.map(async (id) => ({ id, page: await pageOf(id) })))
  return { ofPass, ofDevices }
}

/** Those of the devices that really hold the pass: a holder may have been left behind. */
export const gatherDevices = async (
  { registrations }: GatherPorts,
  { serialNumber, token }: PassRecord,
  { ofDevices }: Gathered,
): Promise<readonly DeviceEvidence[]> => {
  const found = await Promise.all(
    ofDevices.map(async ({ id, page }) => ({ device: await registrations.find(id), events: page.items })),
  )
  return found.flatMap(({ device, events }) => {
    const entry = device?.passes.get(serialNumber)
    return device && entry?.issue === token.issue ? [{ device, entry, events }] : []
  })
}
