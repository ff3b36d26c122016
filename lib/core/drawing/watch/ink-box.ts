/** Where an image is not white space. */
import { decode, toRGBA8 } from '@cantoo/pdf-lib/upng'
import type { Box } from '../scene.ts'
import type { ShownImage } from '../shown-pass.ts'

/** More than any footer has: what is larger is not unpacked. */
const most = { bytes: 65_536, pixels: 1_000_000 }

const pixelsOf = ({ png, width, height }: ShownImage): Uint8Array | undefined => {
  if (png.length > most.bytes || width * height > most.pixels) return undefined
  try {
    const rgba = toRGBA8(decode(png.slice().buffer))[0]
    return rgba?.byteLength === width * height * 4 ? new Uint8Array(rgba) : undefined
  } catch {
    return undefined
  }
}

// What nobody sees, or sees on white only.
const faint = 12
const nearlyWhite = 250

type Look = (pixels: Uint8Array, at: number) => boolean

const isOpaque: Look = (pixels, at) => (pixels[at + 3] ?? 0) >= faint

const isDark: Look = (pixels, at) => Math.min(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0) < nearlyWhite

const every = (pixels: Uint8Array, look: Look): boolean => {
  for (let at = 0; at < pixels.length; at += 4) if (!look(pixels, at)) return false
  return true
}

/**
 * The part of an image, in pixels, around which all is transparent, or white if nothing of the image is transparent; all of
 * it for one that is nothing else, or that cannot be read.
 */
export const inkBox = (image: ShownImage): Box => {
  const { width, height } = image
  const whole = { x: 0, y: 0, width, height }
  const pixels = pixelsOf(image)
  if (!pixels) return whole
  const isInk = every(pixels, isOpaque) ? isDark : isOpaque
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let index = 0; index < width * height; index++) {
    if (!isInk(pixels, index * 4)) continue
    const x = index % width
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, Math.floor(index / width))
    bottom = Math.floor(index / width)
  }
  return right < 0 ? whole : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}
