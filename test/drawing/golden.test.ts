/** Small pictures of each style, front, back and watch, compared pixel by pixel: the same drawing is the same everywhere. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodePictures } from '../../lib/adapters/pictures/node-pictures.ts'
import { goldenDrawings, goldenFolder, goldenWidth } from './golden-samples.ts'

const pictures = nodePictures()

describe('the picture', () => {
  it.each([...goldenDrawings.keys()])('%s is the one that was looked at', async (name) => {
    const draw = goldenDrawings.get(name)
    const drawn = await pictures.png((await draw?.()) ?? '', goldenWidth)
    const golden = new Uint8Array(await readFile(join(goldenFolder, `${name}.png`)))
    const isSame = Buffer.from(drawn).equals(golden)
    expect(isSame, 'draw all anew with `npx tsx test/drawing/write-golden.ts` and look at them').toBe(true)
  })
})

it('no picture is left over', async () => {
  const files = await readdir(goldenFolder)
  expect(files.toSorted()).toEqual([...goldenDrawings.keys()].map((name) => `${name}.png`).toSorted())
})
