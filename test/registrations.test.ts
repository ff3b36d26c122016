/** The promises of registrations, tags, marks and pushes, whatever happens in whatever order: thousands of runs in memory. */
import { expect, it, vi } from 'vitest'
import { memoryBackend } from './registrations/memory-backend.ts'
import { type PlayOptions, play } from './registrations/play.ts'
import { wrongDesigns } from './registrations/wrong-designs.ts'

vi.mock('../lib/core/build.ts', async () => {
  const { buildPassOfText } = await import('./registrations/text-pass.ts')
  return { buildPass: buildPassOfText }
})

const size = { phones: 3, passes: 2, chapters: 5, actions: 7 }

const runs = 5000

/** The same run once more, step by step. */
const traceOf = async (options: PlayOptions): Promise<string> => {
  const lines: string[] = []
  await play({ ...options, trace: (line) => lines.push(line) })
  return lines.join('\n')
}

it('every device ends with the newest version of its passes, whatever the order of calls', {
  timeout: 300_000,
}, async () => {
  for (let seed = 0; seed < runs; seed += 1) {
    const options = { seed, size, open: memoryBackend() }
    const broken = await play(options)
    if (broken.length === 0) continue
    expect.fail(`seed ${seed}: ${broken.join('; ')}\n${await traceOf({ ...options, open: memoryBackend() })}`)
  }
})

it('the same seed makes the same run', async () => {
  const options = { seed: 1, size }
  expect(await traceOf({ ...options, open: memoryBackend() })).toBe(
    await traceOf({ ...options, open: memoryBackend() }),
  )
})

/** More runs than any of them takes to be caught. */
const mostRuns = 1000

it.for(wrongDesigns)(
  'a design is caught in which $defect',
  { timeout: 120_000 },
  async ({ theme, plant }, { annotate }) => {
    for (let seed = 0; seed < mostRuns; seed += 1) {
      const design = plant()
      const broken = await play({ seed, size, theme, open: memoryBackend(design) })
      if (broken.length > 0) return void (await annotate(`seed ${seed}: ${broken[0]}`))
    }
    expect.fail(`it was not caught in ${mostRuns} runs`)
  },
)
