/**
 * Draws the sample passes over and over, and prints how long each took: a process of its own, so that nothing else has
 * warmed it up. Arguments: the folder of the templates, and how often.
 */
import { join } from 'node:path'
import { nodePictures } from '../../../lib/adapters/pictures/node-pictures.ts'
import { readFolder } from '../../../lib/cli/read-path.ts'
import { drawPass } from '../../../lib/core/drawing/draw-pass.ts'
import { toPdf } from '../../../lib/core/drawing/pdf/to-pdf.ts'
import { showPass } from '../../../lib/core/drawing/show-pass.ts'
import type { PassSource } from '../../../lib/core/drawing/shown-pass.ts'
import { toSvg } from '../../../lib/core/drawing/svg/to-svg.ts'
import { compileTemplate } from '../../../lib/core/template/compile.ts'
import { median } from '../statistics.ts'

const names = ['boarding-pass', 'coupon', 'event-ticket', 'membership', 'store-card']

const [folder = '', times = '1'] = process.argv.slice(2)

const pictures = nodePictures()
const viewer = { locale: 'en', timeZone: 'UTC', now: Date.parse('2027-01-01T00:00:00Z') }

const sourceOf = async (name: string): Promise<PassSource> => {
  const template = await compileTemplate(await readFolder(join(folder, name)))
  const { pass, shared, own } = template.fill(template.settings.sample)
  return { pass, files: new Map([...shared, ...own]) }
}

const front = (source: PassSource): string => toSvg(drawPass(showPass(source, viewer), { view: 'front' }))

const drawings: Readonly<Record<string, (source: PassSource) => Promise<{ readonly length: number }>>> = {
  preview: (source) => Promise.resolve(front(source)),
  picture: async (source) => pictures.png(front(source), 640),
  document: async (source) => {
    const shown = showPass(source, viewer)
    const scenes = [drawPass(shown, { view: 'front' }), drawPass(shown, { view: 'back' })]
    return await toPdf(scenes, await pictures.fonts())
  },
}

const medianOf = async (draw: () => Promise<{ readonly length: number }>): Promise<number> => {
  const took: number[] = []
  for (let time = 0; time < Number(times); time++) {
    const begun = performance.now()
    if ((await draw()).length < 1000) throw new Error('nothing was drawn')
    took.push(performance.now() - begun)
  }
  // The first half warms up.
  return median(took.slice(Math.floor(took.length / 2)))
}

const sources = await Promise.all(names.map(sourceOf))
const results: { drawing: string; milliseconds: number }[] = []
for (const [drawing, draw] of Object.entries(drawings)) {
  const medians: number[] = []
  for (const source of sources) medians.push(await medianOf(() => draw(source)))
  results.push({ drawing, milliseconds: Math.max(...medians) })
}
process.stdout.write(JSON.stringify(results))
