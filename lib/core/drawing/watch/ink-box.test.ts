import { zlibSync } from 'fflate/browser'
import { describe, expect, it } from 'vitest'
import { pngChunk, pngOf } from '../../../../test/builders/png.ts'
import { copyBytes } from '../../bytes.ts'
import { inkBox } from './ink-box.ts'

type Pixel = readonly [red: number, green: number, blue: number, alpha: number]

const pixels: Readonly<Record<string, Pixel>> = {
  ' ': [0, 0, 0, 0],
  w: [255, 255, 255, 255],
  b: [20, 20, 90, 255],
}

/** An image of 8 bits a sample, with a letter of `pixels` for each pixel. */
const image = (...rows: readonly string[]) => {
  const width = rows[0]?.length ?? 0
  const data = rows.flatMap((row) => [0, ...Array.from(row).flatMap((letter) => pixels[letter] ?? [])])
  const header = [0, 0, 0, width, 0, 0, 0, rows.length, 8, 6, 0, 0, 0]
  const png = pngOf(pngChunk('IHDR', header), pngChunk('IDAT', zlibSync(Uint8Array.from(data))), pngChunk('IEND', []))
  return { png: copyBytes(png), width, height: rows.length, scale: 1 as const }
}

describe('inkBox', () => {
  it('leaves out what is transparent', () => {
    expect(inkBox(image('     ', '  bw ', '     '))).toEqual({ x: 2, y: 1, width: 2, height: 1 })
  })

  it('leaves out what is white if nothing is transparent', () => {
    expect(inkBox(image('wwwww', 'wwbww', 'wbwww'))).toEqual({ x: 1, y: 1, width: 2, height: 2 })
  })

  it('takes all of an image that is nothing but white', () => {
    expect(inkBox(image('www', 'www'))).toEqual({ x: 0, y: 0, width: 3, height: 2 })
  })

  it('takes all of an image whose pixels cannot be read', () => {
    const broken = { ...image('bw'), png: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }
    expect(inkBox(broken)).toEqual({ x: 0, y: 0, width: 2, height: 1 })
  })
})
