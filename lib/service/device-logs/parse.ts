/** What a log line of a device says. */
import {
  type DeviceLibraryIdentifier,
  isDeviceLibraryIdentifier,
  isPassTypeIdentifier,
  isSerialNumber,
  type PassTypeIdentifier,
  type SerialNumber,
} from '../../core/format/identifiers.ts'
import { limits } from '../limits.ts'
import { causeOf, type DeviceLogCause, type DeviceTask } from './causes.ts'
import { cleanText } from './clean-text.ts'

/** What could be made out of a line. What it lacks, or what no pass of ours could have, is absent. */
export interface DeviceLogLine {
  readonly cause: DeviceLogCause
  readonly level: 'error' | 'warning'
  readonly task?: DeviceTask
  readonly deviceLibraryIdentifier?: DeviceLibraryIdentifier
  readonly passTypeIdentifier?: PassTypeIdentifier
  readonly serialNumber?: SerialNumber
  /** The complaint, short, without anything that identifies a device or opens a pass. */
  readonly message?: string
}

/** How a line names what the device was doing. The first that fits is it. */
const tasks: readonly (readonly [DeviceTask, RegExp])[] = [
  ['unregister', /\bunregister(?:ing|ation)?\b/i],
  ['personalize', /\bpersonali[sz]/i],
  ['list', /\bget serial|\bserial #|\bserial numbers? task|what changed/i],
  ['fetch', /\bget pass\b|\bpass task\b/i],
  ['register', /\bregister(?:ing)?\b|\bregistration task\b/i],
]

// Each begins with a literal and takes a bounded number of characters, so that no line takes long.
const opening = `[\\s"'‘“:=]{1,4}`
const closing = `(?=["'’”,;:)\\s]|$)`
const places = {
  device: new RegExp(`\\bdevice(?: library)?(?: identifier| id)?${opening}([A-Za-z0-9._~-]{1,128})${closing}`, 'i'),
  passType: new RegExp(`(?:^|[\\s"'‘“(])(pass\\.[A-Za-z0-9.-]{1,250}[A-Za-z0-9])${closing}`),
  serialNumber: new RegExp(`\\bserial number${opening}([A-Za-z0-9._~-]{1,64})${closing}`, 'i'),
}

const complaintStart =
  /\bencountered (?:an? )?(?:error|warning)\b[:.]? ?|\bweb service (?:error|warning) for [^ ]{1,300} /i
const addressAtStart = /^\([^)]{0,1000}\)?:? ?/
const warning = /\bwarning\b/i
const details = /\(.*/s
const dotsAtEnd = /\.+$/

interface Halves {
  readonly head: string
  readonly complaint: string
}

/** What the device was doing, and what it complains of. A line of another shape is all complaint. */
const halvesOf = (line: string): Halves => {
  const start = complaintStart.exec(line)
  if (!start) return { head: line, complaint: line }
  const end = start.index + start[0].length
  return { head: line.slice(0, end), complaint: line.slice(end).replace(addressAtStart, '') }
}

/** The words before the parenthesis say it, or else the complaint does; an address between them says nothing. */
const taskIn = ({ head, complaint }: Halves): DeviceTask | undefined => {
  const said = (text: string) => tasks.find(([, words]) => words.test(text))?.[0]
  return said(head.replace(details, '')) ?? said(complaint)
}

const inPlace = <Value extends string>(
  place: RegExp,
  line: string,
  isValid: (text: string) => text is Value,
): Value | undefined => {
  const text = place.exec(line)?.[1]?.replace(dotsAtEnd, '')
  return text !== undefined && isValid(text) ? text : undefined
}

/** Reads a line, whatever it is: never throws, and in a time that grows with its length only. */
export const parseDeviceLog = (text: string): DeviceLogLine => {
  const line = text.slice(0, limits.wallet.logLineCharacters)
  const halves = halvesOf(line)
  const { head, complaint } = halves
  const task = taskIn(halves)
  const device = inPlace(places.device, line, isDeviceLibraryIdentifier)
  const passTypeIdentifier = inPlace(places.passType, line, isPassTypeIdentifier)
  const serialNumber = inPlace(places.serialNumber, line, isSerialNumber)
  const message = cleanText(complaint, device)
  return {
    cause: causeOf(complaint, task),
    level: warning.test(head) ? 'warning' : 'error',
    ...(task === undefined ? {} : { task }),
    ...(device === undefined ? {} : { deviceLibraryIdentifier: device }),
    ...(passTypeIdentifier === undefined ? {} : { passTypeIdentifier }),
    ...(serialNumber === undefined ? {} : { serialNumber }),
    ...(message === '' ? {} : { message }),
  }
}
