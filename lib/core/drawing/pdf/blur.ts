/** A blurred picture: PDF knows no blur, so the pixels are. */

/** Red, green and blue, row by row. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** Three times the mean of a window comes close to a bell curve. */
const rounds = 3

/** The mean of a window of `radius` around each value; beyond the ends, the last value goes on. */
const averageLine = (values: Float32Array, radius: number): Float32Array => {
  const length = values.length
  const at = (index: number): number => values[Math.min(Math.max(index, 0), length - 1)] ?? 0
  const averaged = new Float32Array(length)
  let sum = 0
  for (let index = -radius; index <= radius; index++) sum += at(index)
  for (let index = 0; index < length; index++) {
    averaged[index] = sum / (2 * radius + 1)
    sum += at(index + radius + 1) - at(index - radius)
  }
  return averaged
}

const averaged = (values: Float32Array, radius: number): Float32Array => {
  let line = values
  for (let round = 0; round < rounds; round++) line = averageLine(line, radius)
  return line
}

/** One line of one colour: where it begins, and how far apart its values are. */
const blurLine = (pixels: Uint8Array, start: number, step: number, length: number, radius: number): void => {
  const line = Float32Array.from({ length }, (_, index) => pixels[start + index * step] ?? 0)
  for (const [index, value] of averaged(line, radius).entries()) pixels[start + index * step] = Math.round(value)
}

/**
 * A blurred copy.
 *
 * @param deviation the standard deviation of the blur, in pixels
 */
export const blurred = ({ width, height, pixels }: Raster, deviation: number): Raster => {
  const copy = pixels.slice()
  // Three windows of 2r + 1 have the variance r(r + 1).
  const radius = Math.max(1, Math.round(Math.sqrt(deviation ** 2 + 0.25) - 0.5))
  for (let colour = 0; colour < 3; colour++) {
    for (let y = 0; y < height; y++) blurLine(copy, y * width * 3 + colour, 3, width, radius)
    for (let x = 0; x < width; x++) blurLine(copy, x * 3 + colour, width * 3, height, radius)
  }
  return { width, height, pixels: copy }
}
