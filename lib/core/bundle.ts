/** Puts several finished passes into one file, which is downloaded and added as a whole. */
import { storeFiles } from './archive/store.ts'
import { unzip } from './archive/unzip.ts'
import { type Bytes, copyBytes } from './bytes.ts'
import { ArchiveError, BundleError } from './errors.ts'
import { bundleLimits, passEnding } from './format/bundles.ts'
import { isObject, parseJson } from './format/json.ts'
import { manifestName, shownName, signatureName } from './format/package-path.ts'

/** A finished pass for a bundle. */
export interface BundledPass {
  /** What the file is to be called in the bundle, with or without `.pkpass`. Default: its serial number. */
  readonly name?: string
  /** The `.pkpass`. */
  readonly bytes: Uint8Array
}

const required = ['pass.json', manifestName, signatureName] as const

const notAPass = (place: number, why: string, cause?: unknown): BundleError =>
  new BundleError('bundle/not-a-pass', `Pass ${place} of the bundle is no finished .pkpass: ${why}.`, { cause })

const unpack = async (bytes: Bytes, place: number): Promise<ReadonlyMap<string, Bytes>> => {
  try {
    return await unzip(bytes)
  } catch (cause) {
    if (!(cause instanceof ArchiveError)) throw cause
    throw notAPass(place, `it cannot be unpacked (${cause.code})`, cause)
  }
}

const serialNumberOf = (json: Bytes | undefined): string => {
  try {
    const pass = json && parseJson(json)
    return isObject(pass) && typeof pass.serialNumber === 'string' ? pass.serialNumber : ''
  } catch {
    return ''
  }
}

const notInNames = /[^A-Za-z0-9._~-]+/g
const leadingDots = /^\.+/
const ending = /\.pkpass$/i
const longestName = 64

/** A plain name without its ending: ASCII, no folders, nothing hidden, short. */
const plainName = (name: string): string =>
  name.replace(ending, '').replace(notInNames, '_').replace(leadingDots, '').slice(0, longestName)

/** Names that are the same to a file system that does not tell capital letters apart are told apart by a number. */
const freeName = (name: string, taken: ReadonlyMap<string, Bytes>): string => {
  const used = new Set(Array.from(taken.keys(), (each) => each.toLowerCase()))
  for (let number = 1; ; number++) {
    const candidate = `${name}${number === 1 ? '' : `-${number}`}${passEnding}`
    if (!used.has(candidate.toLowerCase())) return candidate
  }
}

const checkCount = (count: number): void => {
  if (count > 0 && count <= bundleLimits.passes) return
  const message =
    count === 0 ? 'A bundle needs at least one pass.' : `A bundle of ${count} passes is more than Wallet takes.`
  throw new BundleError('bundle/pass-count', `${message} Give 1 to ${bundleLimits.passes}.`)
}

/**
 * Bundles finished passes as a `.pkpasses`: an archive of 1 to 10 of them, of at most 150 MB. That each is a pass is only
 * checked by what is in it; what Wallet would say of it is for `inspect`. The same passes give the same bytes.
 *
 * @throws BundleError `bundle/pass-count`, `bundle/too-large`, `bundle/not-a-pass`
 * @see https://developer.apple.com/documentation/walletpasses/distributing-and-updating-a-pass
 * @example
 * ```ts
 * const pkpasses = await buildBundle([{ bytes: outward }, { bytes: homeward }])
 * ```
 */
export const buildBundle = async (passes: readonly BundledPass[]): Promise<Bytes> => {
  checkCount(passes.length)
  const files = new Map<string, Bytes>()
  for (const [index, { name, bytes }] of passes.entries()) {
    const copy = copyBytes(bytes)
    const content = await unpack(copy, index + 1)
    const missing = required.find((path) => !content.has(path))
    if (missing) throw notAPass(index + 1, `${shownName(missing)} is missing at its root`)
    const plain = plainName(name ?? serialNumberOf(content.get('pass.json'))) || 'pass'
    files.set(freeName(plain, files), copy)
  }
  const bundle = storeFiles(files)
  if (bundle.length <= bundleLimits.bytes) return bundle
  const message = `A bundle of ${bundle.length} bytes is more than Wallet takes (${bundleLimits.bytes}). Give fewer passes.`
  throw new BundleError('bundle/too-large', message)
}
