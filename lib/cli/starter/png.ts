/** A small PNG encoder, for the pictures that a new template starts with. */
import { deflateSync } from 'node:zlib'
import { crc32 } from '../../core/archive/crc32.ts'
import { utf8 } from '../../core/bytes.ts'

/** The colour of a point: red, green, blue and opacity, each from 0 to 255. */
export type Pixel = readonly [red: number, green: number, blue: number, opacity: number]

const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const eightBits = 8
const colourWithOpacity = 6
const unfiltered = 0

const chunk = (name: string, data: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(data.length + 12)
  bytes.writeUInt32BE(data.length, 0)
  bytes.set(utf8(name), 4)
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8)
  return bytes
}

const header = (side: number): Buffer => {
  const bytes = Buffer.alloc(13)
  bytes.writeUInt32BE(side, 0)
  bytes.writeUInt32BE(side, 4)
  bytes[8] = eightBits
  bytes[9] = colourWithOpacity
  return bytes
}

/**
 * A square picture as a PNG file.
 *
 * @param side in pixels
 * @param pixelAt the colour at a column and a row
 * @see https://www.w3.org/TR/png-3/
 */
export const squarePng = (side: number, pixelAt: (column: number, row: number) => Pixel): Uint8Array => {
  const rows: number[] = []
  for (let row = 0; row < side; row++) {
    rows.push(unfiltered)
    for (let column = 0; column < side; column++) rows.push(...pixelAt(column, row))
  }
  const data = deflateSync(Uint8Array.from(rows), { level: 9 })
  return new Uint8Array(
    Buffer.concat([mark, chunk('IHDR', header(side)), chunk('IDAT', data), chunk('IEND', new Uint8Array())]),
  )
}
