/** Assets in memory. */
import { type Bytes, copyBytes } from '../../core/bytes.ts'
import { type AssetArea, type Assets, AssetTooLargeError } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import { UnavailableError } from '../../ports/errors.ts'
import { promised } from './promised.ts'

/** What the store of assets is given. */
export interface MemoryAssetsOptions {
  readonly clock: Clock
  /** The address that an upload with this key is sent to. Without it nothing can be uploaded. */
  readonly uploadUrl?: (key: string) => string
}

/** The store of assets, with the place that uploads arrive at. */
export interface MemoryAssets {
  readonly assets: Assets
  /**
   * Takes what was sent to an upload's address. `refused`: nobody presigned this upload, or for fewer or more bytes, or
   * its time is over.
   */
  readonly receiveUpload: (key: string, bytes: Uint8Array) => Promise<'stored' | 'refused'>
}

interface Grant {
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

const noAddress =
  'there is nowhere to upload to: this store lies in memory and was given no `uploadUrl`; send the file itself'

/** Assets in memory, gone with the process. */
export const memoryAssets = ({ clock, uploadUrl }: MemoryAssetsOptions): MemoryAssets => {
  const stored = new Map<string, Bytes>()
  const grants = new Map<string, Grant>()
  const nameOf = (area: AssetArea, key: string): string => `${area}/${key}`

  const read = (name: string, maxBytes: number): Bytes | undefined => {
    const bytes = stored.get(name)
    if (bytes && bytes.length > maxBytes) throw new AssetTooLargeError(bytes.length, maxBytes)
    return bytes && copyBytes(bytes)
  }

  const assets: Assets = {
    put: (area, key, bytes) =>
      promised(() => {
        stored.set(nameOf(area, key), copyBytes(bytes))
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
    presignUpload: (key, { bytes, contentType, expiresIn }) =>
      promised(() => {
        if (!uploadUrl) throw new UnavailableError(noAddress)
        grants.set(key, { bytes, expiresAt: clock.now() + expiresIn * 1000 })
        return { method: 'PUT', url: uploadUrl(key), headers: { 'content-type': contentType } }
      }),
  }

  const receiveUpload: MemoryAssets['receiveUpload'] = (key, bytes) =>
    promised(() => {
      const grant = grants.get(key)
      if (grant?.bytes !== bytes.length || grant.expiresAt <= clock.now()) return 'refused'
      stored.set(nameOf('uploads', key), copyBytes(bytes))
      return 'stored'
    })

  return { assets, receiveUpload }
}
