/** Copies step by step, and notes how far it is. */
import type { Copy, CopyStep, Counts } from '../../service/restore/copy.ts'
import type { Pace } from '../../service/restore/pace.ts'
import type { Progress } from './progress-file.ts'

/** How it goes on. */
export interface CopyRun {
  readonly copy: Copy
  /** What is copied, in this order. */
  readonly steps: readonly CopyStep[]
  readonly pace: Pace
  /** Is told how far it is, after each part. */
  readonly note: (progress: Progress) => Promise<void>
}

/** Items of one part. */
const partSize = 100

const sum = (some: Counts, others: Counts): Counts => {
  const total: Record<string, number> = { ...some }
  for (const [name, count] of Object.entries(others)) total[name] = (total[name] ?? 0) + count
  return total
}

/** Copies from where it was to the end. Returns all that came of it. */
export const runCopy = async ({ copy, steps, pace, note }: CopyRun, from: Progress): Promise<Counts> => {
  let { counts } = from
  for (const step of steps.slice(Math.max(0, steps.indexOf(from.step)))) {
    let cursor = step === from.step ? from.cursor : undefined
    do {
      const part = await copy.part(step, { limit: partSize, ...(cursor === undefined ? {} : { cursor }) })
      counts = sum(counts, part.counts)
      cursor = part.next
      await pace(partSize)
      if (cursor !== undefined) await note({ ...from, step, cursor, counts })
    } while (cursor !== undefined)
    const next = steps[steps.indexOf(step) + 1]
    const { cursor: _, ...rest } = from
    if (next) await note({ ...rest, step: next, counts })
  }
  return counts
}
