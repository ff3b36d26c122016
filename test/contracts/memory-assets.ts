/** The store of assets in memory, with its addresses for uploads and downloads. */
import { memoryAssets } from '../../lib/adapters/memory/assets.ts'
import { systemClock } from '../../lib/adapters/system.ts'
import type { AssetsWorld } from './assets.ts'

const scheme = 'memory:'
const addressOf = (key: string): string => scheme + key
const keyOf = (address: string): string => address.slice(scheme.length)

/** An empty store. */
export const assetsInMemory = (): AssetsWorld => {
  const { assets, receiveUpload, sendDownload } = memoryAssets({
    clock: systemClock,
    uploadUrl: addressOf,
    downloadUrl: addressOf,
  })
  return {
    assets,
    send: async ({ url }, bytes) => (await receiveUpload(keyOf(url), bytes)) === 'stored',
    receive: async (url) => {
      const file = await sendDownload(keyOf(url))
      if (!file) return undefined
      const { bytes, contentType, fileName } = file
      return { bytes, contentType, disposition: `attachment; filename="${fileName}"` }
    },
  }
}
