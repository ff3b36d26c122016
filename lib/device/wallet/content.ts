/** What is in a pass that the device holds, as far as the device acts on it. */
import type { Bytes } from '../../core/bytes.ts'
import { isObject, type JsonObject } from '../../core/format/json.ts'
import { localizedPath } from '../../core/format/languages.ts'
import { readPersonalization } from '../../core/preflight/personalization.ts'
import { packagedPass } from '../../core/reading/packaged-pass.ts'
import type { PassName } from '../web-service/calls.ts'

/** Where a pass is kept up to date, and what opens it there. */
export interface PassService {
  readonly webServiceURL: string
  readonly authenticationToken: string
}

/** A pass, opened. */
export interface PassContent {
  readonly name: PassName
  /** `pass.json`. */
  readonly pass: JsonObject
  /** All files of the package by path. */
  readonly files: ReadonlyMap<string, Bytes>
  /** Absent if the pass names no web service, or no token. */
  readonly service?: PassService
  /** What its form asks for; absent if the pass has no form that would come up. */
  readonly form?: readonly string[]
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const serviceOf = ({ webServiceURL, authenticationToken }: JsonObject): PassService | undefined =>
  isText(webServiceURL) && isText(authenticationToken) ? { webServiceURL, authenticationToken } : undefined

const logo = /^personalizationLogo(?:@[23]x)?\.png$/

const hasLogo = (files: ReadonlyMap<string, Bytes>): boolean =>
  Array.from(files.keys()).some((path) => logo.test(localizedPath(path)?.name ?? path))

/**
 * The fields of the form. It comes up only for a store card with `nfc`, a logo, and a service that takes the answers.
 *
 * @see https://developer.apple.com/documentation/walletpasses/personalize
 */
const formOf = (pass: JsonObject, files: ReadonlyMap<string, Bytes>): readonly string[] | undefined => {
  const fields = readPersonalization(files)?.json?.requiredPersonalizationFields
  if (!(Array.isArray(fields) && isObject(pass.nfc) && isObject(pass.storeCard) && hasLogo(files))) return undefined
  return serviceOf(pass) && fields.filter(isText)
}

/**
 * Opens a pass; undefined if nothing says which pass it is.
 *
 * @throws ArchiveError if nothing can be read
 */
export const openContent = async (pkpass: Bytes): Promise<PassContent | undefined> => {
  const opened = await packagedPass(pkpass)
  if (!opened) return undefined
  const { pass, files } = opened
  const { passTypeIdentifier, serialNumber } = pass
  if (!(isText(passTypeIdentifier) && isText(serialNumber))) return undefined
  const [service, form] = [serviceOf(pass), formOf(pass, files)]
  return {
    name: { passTypeIdentifier, serialNumber },
    pass,
    files,
    ...(service ? { service } : {}),
    ...(form ? { form } : {}),
  }
}
