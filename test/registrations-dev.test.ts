import { it, vi } from 'vitest'
import { memoryBackend } from './registrations/memory-backend.ts'
import { play } from './registrations/play.ts'
import { wrongDesigns } from './registrations/wrong-designs.ts'
vi.mock('../lib/core/build.ts', async () => {
  const { buildPassOfText } = await import('./registrations/text-pass.ts')
  return { buildPass: buildPassOfText }
})
const size = { phones: 3, passes: 2, chapters: 5, actions: 7 }
const theme = process.env.THEME ? { theme: process.env.THEME as never } : {}
it('keeps its promises', async () => {
  const t = Date.now()
  let picks = 0
  const n = Number(process.env.SEEDS ?? 100)
  const from = Number(process.env.FROM ?? 0)
  let found = 0
  const bad: number[] = []
  for (let seed = from; seed < from + n; seed += 1) {
    const lines: string[] = []
    const broken = await play({ seed, open: memoryBackend(), size, ...theme, trace: (line) => {picks += 1; if (process.env.TRACE) lines.push(line)} })
    if (broken.length > 0 || process.env.SHOW) {
      bad.push(seed)
      if (found < 4) console.log(seed, broken, lines.length)
      if (process.env.TRACE) console.log(lines.join('\n'))
      ++found
    }
  }
  console.log(Date.now() - t, 'ms', picks, process.cpuUsage(), found, bad.slice(0, 20).join())
}, 600_000)
if (process.env.WRONG) it.each(wrongDesigns)('$defect', async ({ plant, defect }) => {
  const N = Number(process.env.WRONG)
  const found: number[] = []
  for (let seed = 0; seed < N; seed += 1) {
    const broken = await play({ seed, open: (w) => memoryBackend(plant())(w), size, ...theme })
    if (broken.length > 0) {
      found.push(seed)
      if (found.length === 1) console.log('   ', broken.slice(0, 2))
    }
  }
  console.log('----', found.length, defect, found.slice(0,5).join())
}, 600_000)
