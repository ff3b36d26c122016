/** The promises of registrations, tags, marks and pushes, whatever happens in whatever order. */
import { it, vi } from 'vitest'
import { memoryBackend } from './registrations/memory-backend.ts'
import { play } from './registrations/play.ts'
import { wrongDesigns } from './registrations/wrong-designs.ts'

vi.mock('../lib/core/build.ts', async () => {
  const { buildPassOfText } = await import('./registrations/text-pass.ts')
  return { buildPass: buildPassOfText }
})

const size = { phones: 3, passes: 2, chapters: 5, actions: 7 }

it('keeps its promises', async () => {
  const t = Date.now()
  let picks = 0
  const n = Number(process.env.SEEDS ?? 100)
  const from = Number(process.env.FROM ?? 0)
  let found = 0
  for (let seed = from; seed < from + n; seed += 1) {
    const lines: string[] = []
    const broken = await play({
      seed,
      open: memoryBackend(),
      size,
      trace: (line) => {
        picks += 1
        lines.push(line)
      },
    })
    if (broken.length > 0 || process.env.SHOW) {
      console.log(seed, broken, lines.length)
      if (process.env.TRACE) console.log(lines.join('\n'))
      if (++found > 3 && !process.env.SHOW) break
    }
  }
  console.log(Date.now() - t, 'ms', picks, process.cpuUsage())
}, 600_000)

if (process.env.WRONG)
  it.each(wrongDesigns)(
    '$defect',
    async ({ plant, defect }) => {
  let found = 0
      for (let seed = 0; seed < 1000; seed += 1) {
        const broken = await play({ seed, open: (w) => memoryBackend(plant())(w), size, ...(process.env.THEME ? { theme: process.env.THEME as never } : {}) })
        if (broken.length > 0) {
          console.log(seed, '----', defect, '----', broken.slice(0, 2))
          return
        }
      }
      console.log('!!!!', found, defect)
    },
    600_000,
  )
