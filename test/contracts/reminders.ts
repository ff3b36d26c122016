/** The contract of Reminders. */
import { expect } from 'vitest'
import type { Reminders } from '../../lib/ports/reminders.ts'
import { contract, type Sentence } from './contract.ts'
import { unique } from './samples.ts'

/** What Reminders promise. */
export const remindersSentences: readonly Sentence<Reminders>[] = [
  {
    sentence: 'of a subject that nothing was noted of, no step is known',
    check: async (reminders) => {
      await reminders.note(unique(), 7)
      expect(await reminders.last(unique())).toBeUndefined()
    },
  },
  {
    sentence: 'the step that was noted last is known, be it 0',
    check: async (reminders) => {
      const subject = `certificate/pass.com.example/${unique()}`
      for (const step of [60, 30, 0]) {
        await reminders.note(subject, step)
        expect(await reminders.last(subject)).toBe(step)
      }
    },
  },
  {
    sentence: 'what was noted of one subject is not known of another that begins alike',
    check: async (reminders) => {
      const subject = unique()
      await reminders.note(subject, 30)
      await reminders.note(`${subject}0`, 7)
      expect([await reminders.last(subject), await reminders.last(`${subject}0`)]).toEqual([30, 7])
    },
  },
]

/** Registers the contract of Reminders. */
export const remindersContract = contract('reminders', remindersSentences)
