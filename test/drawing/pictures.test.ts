/** Pictures, as the adapter makes them of drawings. */
import { decode, toRGBA8 } from '@cantoo/pdf-lib/upng'
import { describe, expect, it } from 'vitest'
import { nodePictures } from '../../lib/adapters/pictures/node-pictures.ts'
import { makePictures, type PictureFiles } from '../../lib/adapters/pictures/pictures.ts'
import type { Pictures } from '../../lib/ports/pictures.ts'

const pictures = nodePictures()

const svgOf = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="Inter, sans-serif">${content}</svg>`

const square = svgOf('<rect width="20" height="20" fill="#ff0000"/>')

const word = (text: string): string => svgOf(`<text x="2" y="16" font-size="16">${text}</text>`)

const pixelsOf = (png: Uint8Array) => {
  const picture = decode(new Uint8Array(png).buffer)
  const pixels = new Uint8Array(toRGBA8(picture)[0] ?? new ArrayBuffer(0))
  const at = (x: number, y: number) => [
    ...pixels.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 4),
  ]
  const ink = pixels.reduce((sum, value, index) => sum + (index % 4 === 3 ? value : 0), 0)
  return { width: picture.width, height: picture.height, at, ink }
}

describe('a picture', () => {
  it('is as wide as asked, and as high as the drawing is then', async () => {
    const { width, height, at } = pixelsOf(await pictures.png(square, 80))
    expect([width, height, at(10, 10), at(70, 10)]).toEqual([80, 40, [255, 0, 0, 255], [0, 0, 0, 0]])
  })

  it('is the same, byte for byte, however many are drawn at once', async () => {
    const [one, ...others] = await Promise.all(Array.from({ length: 5 }, () => pictures.png(word('Ab1'), 120)))
    for (const other of others) expect(Buffer.from(other).equals(one ?? new Uint8Array())).toBe(true)
  })

  it.each([
    ['Latin', 'Ab'],
    ['Hebrew', 'שם'],
    ['Arabic', 'مر'],
  ])('has letters for %s, not the box of those that are missing', async (_, text) => {
    const [drawn, missing] = [
      pixelsOf(await pictures.png(word(text), 120)),
      pixelsOf(await pictures.png(word('東'), 120)),
    ]
    expect(drawn.ink).toBeGreaterThan(1000)
    expect(drawn.ink).not.toBe(missing.ink)
  })

  it('takes the letters that ours do not have from a typeface that is given', async () => {
    // The renderer starts once in a process: from here on, only the typefaces differ.
    await pictures.png(square, 8)
    const [latin] = await pictures.fonts()
    const none = new Uint8Array(0)
    const without: PictureFiles = {
      renderer: () => WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])),
      typeface: () => Promise.resolve(none),
    }
    const drawnWith = async (one: Pictures) => pixelsOf(await one.png(word('Ab'), 120)).ink
    expect(await drawnWith(makePictures(without))).toBe(0)
    const withLatin = makePictures(without, { moreTypefaces: [latin?.bytes ?? none] })
    expect(await drawnWith(withLatin)).toBe(await drawnWith(pictures))
    expect((await withLatin.fonts()).slice(-2).map(({ weight }) => weight)).toEqual(['regular', 'semibold'])
  })

  it.each([0, -1, 1.5, 4097, Number.NaN])('of %d pixels is refused', async (width) => {
    await expect(pictures.png(square, width)).rejects.toThrow('a picture is 1 to 4096 pixels wide')
  })
})

describe('where the files are not', () => {
  const missing = () => Promise.reject(new Error('ENOENT'))

  it('there are no pictures and no fonts, for now', async () => {
    const nowhere = makePictures({ renderer: missing, typeface: missing })
    const unavailable = { code: 'service/unavailable', cause: { message: 'ENOENT' } }
    await expect(nowhere.png(square, 40)).rejects.toMatchObject(unavailable)
    await expect(nowhere.fonts()).rejects.toMatchObject(unavailable)
  })

  it('the next picture looks for them again', async () => {
    let times = 0
    const late = makePictures({
      renderer: missing,
      typeface: () => (times++ === 0 ? missing() : Promise.resolve(new Uint8Array(1))),
    })
    await expect(late.fonts()).rejects.toThrow()
    expect((await late.fonts()).map(({ weight }) => weight)).toEqual([
      ...['regular', 'semibold', 'regular', 'semibold', 'regular', 'semibold'],
    ])
  })
})
