/** Log lines as devices send them. */
import type { PassTypeIdentifier } from '../../lib/core/format/identifiers.ts'

export const type = 'pass.com.example.card' as PassTypeIdentifier
export const phone = '0123456789abcdef0123456789abcdef'
export const watch = 'fedcba9876543210fedcba9876543210'
export const url = 'https://passes.example.com/wallet'
export const at = '[2026-11-21 12:34:56 +0100]'

const of = (device: string, serial: string) => `for device ${device}, pass type ${type}, serial number ${serial}`
export const registerLine = (device: string, serial: string, complaint = 'Authentication failure') =>
  `${at} Register task (${of(device, serial)}; with web service url ${url}) encountered error: ${complaint}`
export const listLine = (device: string, complaint = 'Unexpected response code 401', tag = '(null)') =>
  `${at} Get serial #s task (for device ${device}, pass type ${type}, last updated ${tag}; with web service url ${url}) encountered error: ${complaint}`
export const fetchLine = (serial: string, complaint = 'The request timed out.', since = '(null)') =>
  `${at} Get pass task (pass type ${type}, serial number ${serial}, if-modified-since ${since}; with web service url ${url}) encountered error: ${complaint}`
export const serviceLine = (complaint: string) => `${at} Web service error for ${type} (${url}): ${complaint}`

export const fetchTask = `Get pass task (pass type ${type}, serial number A-1, if-modified-since (null); with web service url ${url})`
