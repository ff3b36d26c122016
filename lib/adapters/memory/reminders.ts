/** Reminders in memory. */
import type { Reminders } from '../../ports/reminders.ts'
import { promised } from './promised.ts'

/** Reminders in memory: nothing was told of anything at first. */
export const memoryReminders = (): Reminders => {
  const steps = new Map<string, number>()
  return {
    last: (subject) => promised(() => steps.get(subject)),
    note: (subject, step) =>
      promised(() => {
        steps.set(subject, step)
      }),
  }
}
