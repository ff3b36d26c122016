/** The identifiers of a pass, as types that only hold valid ones. */

/** A pass type identifier: reverse DNS, beginning with `pass.`. */
export type PassTypeIdentifier = string & { readonly PassTypeIdentifier: unique symbol }

/** A team identifier: ten capital letters and digits. */
export type TeamIdentifier = string & { readonly TeamIdentifier: unique symbol }

/** A serial number that is safe in a URL path and in a file name: see {@link isSerialNumber}. */
export type SerialNumber = string & { readonly SerialNumber: unique symbol }

/** What a device calls itself towards a web service: text that is safe in a URL path. */
export type DeviceLibraryIdentifier = string & { readonly DeviceLibraryIdentifier: unique symbol }

/** What a pass type identifier looks like. */
export const passTypePattern = /^pass\.[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/
/** What a team identifier looks like. */
export const teamPattern = /^[A-Z0-9]{10}$/
/** What a serial number that we issue looks like: see {@link isSerialNumber}. */
export const serialNumberPattern = /^[A-Za-z0-9_~-](?:[A-Za-z0-9._~-]{0,62}[A-Za-z0-9_~-])?$/

const templateName = '[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?'

/** What the name of a template looks like: lowercase letters, digits and inner hyphens, at most 64. */
export const templateNamePattern = new RegExp(`^${templateName}$`)

/** What the text that names a template looks like: `name`, or `name@3` for one version. */
export const templateReferencePattern = new RegExp(`^${templateName}(?:@[1-9][0-9]{0,8})?$`)

/** Whether text is a pass type identifier. */
export const isPassTypeIdentifier = (text: unknown): text is PassTypeIdentifier =>
  typeof text === 'string' && passTypePattern.test(text)

/** Whether text is a team identifier. */
export const isTeamIdentifier = (text: unknown): text is TeamIdentifier =>
  typeof text === 'string' && teamPattern.test(text)

/**
 * Whether text is a serial number that we issue: 1 to 64 of `[A-Za-z0-9_~-]`, with dots inside. Apple allows any
 * text, but the serial number becomes part of URLs that gateways decode before we see them.
 */
export const isSerialNumber = (text: unknown): text is SerialNumber =>
  typeof text === 'string' && serialNumberPattern.test(text)

/** What a device library identifier looks like: see {@link isDeviceLibraryIdentifier}. */
export const deviceLibraryPattern = /^[A-Za-z0-9_~-](?:[A-Za-z0-9._~-]{0,126}[A-Za-z0-9_~-])?$/

/** Whether text may be a device library identifier: 1 to 128 of `[A-Za-z0-9_~-]`, with dots inside. Apple's have 32 hexadecimal digits. */
export const isDeviceLibraryIdentifier = (text: unknown): text is DeviceLibraryIdentifier =>
  typeof text === 'string' && deviceLibraryPattern.test(text)

// Tokens of APNs have 32 bytes so far; Apple asks everybody not to rely on that.
const pushTokenPattern = /^(?:[0-9a-f]{2}){4,128}$/

/** Whether text may be a push token: 4 to 128 bytes in lowercase hexadecimal. */
export const isPushToken = (text: unknown): text is string => typeof text === 'string' && pushTokenPattern.test(text)
