/** Text as UTF-16, for files in encodings that their reader has to find out. */
import type { Bytes } from '../../../lib/core/bytes.ts'

/** A text as UTF-16 of one byte order, without a byte order mark of its own. */
export const toUtf16 = (text: string, littleEndian: boolean): Bytes => {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < text.length; index++) view.setUint16(index * 2, text.charCodeAt(index), littleEndian)
  return bytes
}
