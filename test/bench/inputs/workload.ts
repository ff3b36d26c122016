/** A kind of pass that the benchmark makes. */
import type { JsonObject } from '../../../lib/core/format/json.ts'
import type { WorkloadFacts } from '../worker/setup.ts'
import { type NoiseSize, noisePng } from './noise-png.ts'

/** One kind of pass. */
export interface Workload extends WorkloadFacts {
  readonly name: 'small' | 'large'
  /** The style object: its groups of fields. Fresh fields stand in it without their value. */
  readonly groups: Readonly<Record<string, readonly JsonObject[]>>
  /** Keys of `pass.json` that are its own, besides identity, style and barcode. */
  readonly keys: JsonObject
  /** The images, by path. */
  readonly images: ReadonlyMap<string, NoiseSize>
}

const scales = [
  ['', 1],
  ['@2x', 2],
  ['@3x', 3],
] as const

/** An image in all scales; the size is the one in points. */
export const inAllScales = (path: string, { width, height, bits }: NoiseSize): [string, NoiseSize][] =>
  scales.map(([suffix, scale]) => [`${path}${suffix}.png`, { width: width * scale, height: height * scale, bits }])

/** The images of a workload as files. */
export const imageFiles = ({ images }: Workload): [string, Uint8Array][] =>
  [...images].map(([path, size], index) => [path, noisePng(size, index + 1)])
