/** Node's zlib for archives. */
import { crc32, inflateRawSync } from 'node:zlib'
import { type ArchiveEngine, setArchiveEngine } from '../core/archive/engine.ts'

const smallestChunk = 64
const largestChunk = 1024 * 1024

const inflate: ArchiveEngine['inflate'] = (packed, most) => {
  // Nothing at all is no limit that zlib takes.
  const maxOutputLength = Math.max(1, most)
  const chunkSize = Math.min(Math.max(smallestChunk, most), largestChunk)
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength, chunkSize })
    return bytes.length > most ? 'more' : bytes
  } catch (cause) {
    const isMore = cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    return isMore ? 'more' : undefined
  }
}

/** Lets the core unpack archives with zlib. */
export const useZlib = (): void => setArchiveEngine({ inflate, crc32 })
