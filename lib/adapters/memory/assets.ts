/** Assets in memory. */
import { type Bytes, copyBytes } from '../../core/bytes.ts'
import { type AssetArea, type Assets, AssetTooLargeError } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import { UnavailableError } from '../../ports/errors.ts'
import { promised } from './promised.ts'

/** What the store of assets is given. */
export interface MemoryAssetsOptions {
  readonly clock: Clock
  /** The address that an upload to this place, area and key with a slash between them, is sent to. Without it nothing can be uploaded. */
  readonly uploadUrl?: (place: string) => string
  /** The address that a download from this place is got from. Without it nothing can be downloaded. */
  readonly downloadUrl?: (place: string) => string
}

/** A file as it is sent to who has its address. */
export interface MemoryDownload {
  readonly bytes: Bytes
  readonly contentType: string
  readonly fileName: string
}

/** The store of assets, with the place that uploads arrive at and downloads come from. */
export interface MemoryAssets {
  readonly assets: Assets
  /** The keys of all assets of an area. */
  readonly keysOf: (area: AssetArea) => readonly string[]
  /**
   * Takes what was sent to an upload's address. `refused`: nobody presigned this upload, or for fewer or more bytes, or
   * its time is over.
   */
  readonly receiveUpload: (place: string, bytes: Uint8Array) => Promise<'stored' | 'refused'>
  /** What a download's address gives; undefined if nobody presigned it, or its time is over, or the asset is not there. */
  readonly sendDownload: (place: string) => Promise<MemoryDownload | undefined>
}

interface Stored {
  readonly bytes: Bytes
  readonly contentType: string
}

/** What somebody with an address may do until a time, in milliseconds since 1970. */
type Grant<May> = May & { readonly expiresAt: number }

const noAddress = (option: string, instead: string): UnavailableError =>
  new UnavailableError(
    `there is no address for it: this store lies in memory and was given no \`${option}\`; ${instead}`,
  )

/** Assets in memory, gone with the process. */
export const memoryAssets = ({ clock, uploadUrl, downloadUrl }: MemoryAssetsOptions): MemoryAssets => {
  const stored = new Map<string, Stored>()
  const uploads = new Map<string, Grant<{ readonly bytes: number; readonly contentType: string }>>()
  const downloads = new Map<string, Grant<{ readonly fileName: string }>>()
  const nameOf = (area: AssetArea, key: string): string => `${area}/${key}`
  const after = (seconds: number): number => clock.now() + seconds * 1000
  const isOver = ({ expiresAt }: Grant<object>): boolean => expiresAt <= clock.now()

  const read = (name: string, maxBytes: number): Bytes | undefined => {
    const bytes = stored.get(name)?.bytes
    if (bytes && bytes.length > maxBytes) throw new AssetTooLargeError(bytes.length, maxBytes)
    return bytes && copyBytes(bytes)
  }

  const assets: Assets = {
    put: (area, key, bytes, { contentType }) =>
      promised(() => {
        stored.set(nameOf(area, key), { bytes: copyBytes(bytes), contentType })
      }),
    get: (area, key, { maxBytes }) => promised(() => read(nameOf(area, key), maxBytes)),
    remove: (area, key) =>
      promised(() => {
        stored.delete(nameOf(area, key))
      }),
    removeAll: (area, prefix) =>
      promised(() => {
        const below = nameOf(area, prefix)
        for (const name of stored.keys()) if (name.startsWith(below)) stored.delete(name)
      }),
    presignUpload: (area, key, { bytes, contentType, expiresIn }) =>
      promised(() => {
        if (!uploadUrl) throw noAddress('uploadUrl', 'send the file itself')
        const place = nameOf(area, key)
        uploads.set(place, { bytes, contentType, expiresAt: after(expiresIn) })
        return { method: 'PUT', url: uploadUrl(place), headers: { 'content-type': contentType } }
      }),
    presignDownload: (area, key, { fileName, expiresIn }) =>
      promised(() => {
        if (!downloadUrl) throw noAddress('downloadUrl', 'ask for less at once')
        const place = nameOf(area, key)
        downloads.set(place, { fileName, expiresAt: after(expiresIn) })
        return downloadUrl(place)
      }),
  }

  const receiveUpload: MemoryAssets['receiveUpload'] = (place, bytes) =>
    promised(() => {
      const grant = uploads.get(place)
      if (grant?.bytes !== bytes.length || isOver(grant)) return 'refused'
      stored.set(place, { bytes: copyBytes(bytes), contentType: grant.contentType })
      return 'stored'
    })

  const sendDownload: MemoryAssets['sendDownload'] = (place) =>
    promised(() => {
      const [grant, asset] = [downloads.get(place), stored.get(place)]
      if (!(grant && asset) || isOver(grant)) return undefined
      return { bytes: copyBytes(asset.bytes), contentType: asset.contentType, fileName: grant.fileName }
    })

  const keysOf: MemoryAssets['keysOf'] = (area) =>
    [...stored.keys()].flatMap((name) => (name.startsWith(`${area}/`) ? [name.slice(area.length + 1)] : []))

  return { assets, keysOf, receiveUpload, sendDownload }
}
