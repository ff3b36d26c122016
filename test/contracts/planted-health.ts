/** Reminders and vitals with planted defects. */
import { memoryReminders } from '../../lib/adapters/memory/reminders.ts'
import { memoryVitals } from '../../lib/adapters/memory/vitals.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { Reminders } from '../../lib/ports/reminders.ts'
import type { Sight, Vital, Vitals } from '../../lib/ports/vitals.ts'
import { defective, type Planted, planting } from './planted.ts'
import { remindersSentences } from './reminders.ts'
import { type VitalsWorld, vitalsSentences } from './vitals.ts'

const but = defective<Reminders>(memoryReminders)

const withoutZero = but(({ last }) => ({ last: async (subject) => (await last(subject)) || undefined }))

const once = but(({ last, note }) => ({
  note: async (subject, step) => {
    if ((await last(subject)) === undefined) await note(subject, step)
  },
}))

const short = but(({ last, note }) => ({
  last: (subject) => last(subject.slice(0, 8)),
  note: (subject, step) => note(subject.slice(0, 8), step),
}))

const vitals = memoryVitals({ clock: { now: Date.now } })

const seeing =
  (change: (sight: Sight) => Sight, lost: Vitals = []) =>
  (): VitalsWorld => ({
    vitals: vitals.map((vital) => ({ ...vital, look: async () => change(await vital.look()) })),
    lost,
  })

const same = (sight: Sight): Sight => sight

const nameless: Vital = {
  ...{ kind: 'table', name: 'passes' },
  look: () => Promise.reject(new UnavailableError('it failed')),
}

const reminders = planting(remindersSentences)
const promises = planting(vitalsSentences)

const alike = 'what was noted of one subject is not known of another that begins alike'
const last = 'the step that was noted last is known, be it 0'
const lost = 'a part that is not there is an UnavailableError that names it'

/** Reminders and vitals, each with a defect. */
export const plantedHealth: readonly Planted[] = [
  reminders('a step 0 that is none', withoutZero, last),
  reminders('reminders that keep the first step', once, last),
  reminders('subjects that are cut', short, alike),
  promises(
    'times of another day',
    seeing(({ at = 0 }) => ({ at: at - 86_400_000 })),
    'a part that is there is seen, with what time it is there, and no negative number of messages',
  ),
  promises(
    'nobody who says what time it is',
    seeing(() => ({})),
    'somebody says what time it is',
  ),
  promises('a part that is not there and does not say so', seeing(same, vitals.slice(0, 1)), lost),
  promises('a part that is not there and does not say which', seeing(same, [nameless]), lost),
]
