/** Draws the golden pictures anew: `npx tsx test/drawing/write-golden.ts`. Look at what has changed before you keep it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodePictures } from '../../lib/adapters/pictures/node-pictures.ts'
import { goldenDrawings, goldenFolder, goldenWidth } from './golden-samples.ts'

const pictures = nodePictures()
await mkdir(goldenFolder, { recursive: true })
for (const [name, draw] of goldenDrawings) {
  await writeFile(join(goldenFolder, `${name}.png`), await pictures.png(await draw(), goldenWidth))
}
