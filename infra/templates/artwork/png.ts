/** A small PNG encoder: flat artwork comes out at about half the size that the SVG renderer's own encoder gives. */
import { zlibSync } from 'fflate'
import { crc32 } from '../../../lib/core/archive/crc32.ts'

/** An image: rows of RGBA bytes, colours multiplied by alpha. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

const mark = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const truecolour = { type: 2, channels: 3 } as const
const truecolourWithAlpha = { type: 6, channels: 4 } as const

// PNG filter types. Flat areas compress best unfiltered, gradients as differences; trying three covers our pictures.
const filters = { none: 0, sub: 1, up: 2 } as const

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0

const isOpaque = ({ pixels }: Raster): boolean => {
  for (let index = 3; index < pixels.length; index += 4) if (pixels[index] !== 255) return false
  return true
}

const samples = ({ width, height, pixels }: Raster, channels: number): Uint8Array => {
  const bytes = new Uint8Array(width * height * channels)
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += channels) {
    const alpha = at(pixels, from + 3)
    // A PNG stores colours before they are multiplied by alpha.
    for (let channel = 0; channel < 3; channel++) {
      bytes[to + channel] = alpha === 0 ? 0 : Math.round((at(pixels, from + channel) * 255) / alpha)
    }
    if (channels === 4) bytes[to + 3] = alpha
  }
  return bytes
}

const filtered = (bytes: Uint8Array, stride: number, channels: number, filter: number): Uint8Array => {
  const rows = bytes.length / stride
  const out = new Uint8Array(bytes.length + rows)
  for (let row = 0; row < rows; row++) {
    const start = row * stride
    out[start + row] = filter
    for (let column = 0; column < stride; column++) {
      const left = filter === filters.sub && column >= channels ? at(bytes, start + column - channels) : 0
      const above = filter === filters.up && row > 0 ? at(bytes, start + column - stride) : 0
      out[start + row + 1 + column] = at(bytes, start + column) - left - above
    }
  }
  return out
}

const chunk = (name: string, data: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(data.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(name), 4)
  bytes.set(data, 8)
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)))
  return bytes
}

const header = (width: number, height: number, colourType: number): Uint8Array => {
  const bytes = new Uint8Array(13)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  bytes.set([8, colourType, 0, 0, 0], 8)
  return bytes
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let end = 0
  for (const part of parts) {
    bytes.set(part, end)
    end += part.length
  }
  return bytes
}

/**
 * Encodes an image with 8 bits a channel, without an alpha channel if every pixel is opaque.
 *
 * @see https://www.w3.org/TR/png-3/
 */
export const encodePng = (raster: Raster): Uint8Array => {
  const { type, channels } = isOpaque(raster) ? truecolour : truecolourWithAlpha
  const bytes = samples(raster, channels)
  const rows = Object.values(filters).map((filter) => filtered(bytes, raster.width * channels, channels, filter))
  // The default level already tells which filter suits the picture; the slow one then packs it once.
  const sizes = rows.map((candidate) => zlibSync(candidate).length)
  const best = rows[sizes.indexOf(Math.min(...sizes))] ?? bytes
  return joined([
    mark,
    chunk('IHDR', header(raster.width, raster.height, type)),
    chunk('IDAT', zlibSync(best, { level: 9, mem: 12 })),
    chunk('IEND', new Uint8Array()),
  ])
}
