/** The lines that Wallet posts to a web service when something went wrong, in the words of real devices. */
import type { DevicePassType, PassName } from '../web-service/calls.ts'
import type { Answer } from '../web-service/exchange.ts'

/** What a server sends is repeated no further than this. */
const longest = 200

const shown = (text: string): string => text.slice(0, longest)

const nothing = '(null)'

/** The tasks of a device, as its lines name them. `url` is the `webServiceURL` of the pass. */
export const tasks = {
  register: (device: string, { passTypeIdentifier, serialNumber }: PassName, url: string): string =>
    `Register task (for device ${device}, pass type ${passTypeIdentifier}, serial number ${serialNumber}; with web service url ${url})`,
  unregister: (device: string, { passTypeIdentifier, serialNumber }: PassName, url: string): string =>
    `Unregister task (for device ${device}, pass type ${passTypeIdentifier}, serial number ${serialNumber}; with web service url ${url})`,
  list: ({ deviceLibraryIdentifier, passTypeIdentifier, tag = nothing }: DevicePassType, url: string): string =>
    `Get serial #s task (for device ${deviceLibraryIdentifier}, pass type ${passTypeIdentifier}, last updated ${shown(tag)}; with web service url ${url})`,
  latest: ({ passTypeIdentifier, serialNumber }: PassName, since: string | undefined, url: string): string =>
    `Get pass task (pass type ${passTypeIdentifier}, serial number ${serialNumber}, if-modified-since ${shown(since ?? nothing)}; with web service url ${url})`,
  // Modelled on the others: no such line of a real device is known.
  personalize: ({ passTypeIdentifier, serialNumber }: PassName, url: string): string =>
    `Personalize task (pass type ${passTypeIdentifier}, serial number ${serialNumber}; with web service url ${url})`,
} as const

/** Why a task failed, as a device says it. */
export const taskErrors = {
  status: ({ status }: Answer): string =>
    status === 401 ? 'Authentication failure' : `Unexpected response code ${status}`,
  invalidPass: 'Received invalid pass data',
  malformed: 'Server response was malformed',
  invalidSignature: 'Received invalid signature of the personalization token',
} as const

/** A task that failed. */
export const failed = (task: string, error: string): string => `${task} encountered error: ${error}`

/** What a device holds against a web service whose answers contradict each other. */
export const complaints = {
  tagRemained: (serialNumbers: number, tag: string): string =>
    `Response to 'What changed?' request included ${serialNumbers} serial numbers but the lastUpdated tag (${shown(tag)}) remained the same.`,
  unchanged: (serialNumber: string): string =>
    `Server requested update to serial number '${serialNumber}', but the pass was unchanged.`,
  ignoredDate: (since: string, serialNumber: string): string =>
    `Server ignored the 'if-modified-since' header (${shown(since)}) and returned the full unchanged pass data for serial number '${serialNumber}'.`,
  noLastModified: (serialNumber: string): string =>
    `Server returned the pass data for serial number '${serialNumber}' but did not provide a 'last-modified' header.`,
  notRegistered: (serialNumber: string): string =>
    `Update requested for unregistered serial number ${shown(serialNumber)}`,
} as const

/** A complaint about a web service. */
export const complained = (passTypeIdentifier: string, url: string, complaint: string): string =>
  `Web service error for ${passTypeIdentifier} (${url}): ${complaint}`

/** A line with the time before it, as it is posted. */
export const stamped = (line: string, now: number): string => {
  const [date = '', time = ''] = new Date(now).toISOString().split('T')
  return `[${date} ${time.slice(0, 8)} +0000] ${line}`
}
