/** Fronts in a browser with the typefaces of its system, which are not those that the texts were measured with. */
import { chromium } from 'playwright-core'
import { expect, it } from 'vitest'
import { drawFront } from '../../lib/core/drawing/front/draw-front.ts'
import { textsIn } from '../../lib/core/drawing/plain-shapes.ts'
import { toSvg } from '../../lib/core/drawing/svg/to-svg.ts'
import { aShownPass, type LookName, looks } from '../builders/shown-pass.ts'
import { needs, program } from '../setup/programs.ts'

const scripts = { latin: 'Wide MIXED text, ', arabic: 'نص طويل للتجربة ', hebrew: 'טקסט ארוך לניסיון ' } as const

const ofLength = (script: keyof typeof scripts, length: number): string =>
  scripts[script].repeat(Math.ceil(length / scripts[script].length)).slice(0, length)

/** How far letters may reach beyond their advance, in points: slanted strokes, marks. */
const overhang = 1.5

const fills = [
  ['latin', 5],
  ['latin', 50],
  ['arabic', 50],
  ['hebrew', 500],
] as const

const scenes = (Object.keys(looks) as readonly LookName[]).flatMap((look) =>
  fills.map(([script, length]) =>
    drawFront(aShownPass({ look, text: () => ofLength(script, length), rightToLeft: script !== 'latin' })),
  ),
)

it('in Chromium every text of every look stays in its box', needs('chromium'), async () => {
  const texts = scenes.flatMap(({ shapes }) => textsIn(shapes))
  const browser = await chromium.launch({ executablePath: program('chromium'), args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.setContent(scenes.map(toSvg).join(''))
    const drawn = await page.locator('text').evaluateAll((elements) =>
      elements.map((element) => {
        const { x, width } = (element as SVGTextElement).getBBox()
        return { x, width }
      }),
    )
    expect(drawn).toHaveLength(texts.length)
    const outside = texts.filter(({ box }, index) => {
      const { x = 0, width = 0 } = drawn[index] ?? {}
      return x < box.x - overhang || x + width > box.x + box.width + overhang
    })
    expect(outside.map(({ text }) => text)).toEqual([])
  } finally {
    await browser.close()
  }
})
