/** Viewers whose locale and time zone every runtime can write dates for. */
import type { Viewer } from '../shown-pass.ts'

const orElse = <Value>(make: () => Value, otherwise: Value): Value => {
  try {
    return make()
  } catch (error) {
    if (error instanceof RangeError) return otherwise
    throw error
  }
}

/** The same viewer; in English, and at UTC, if there is no such locale or time zone. */
export const soundViewer = ({ locale, timeZone, now }: Viewer): Viewer => ({
  locale: orElse(() => Intl.getCanonicalLocales(locale)[0] ?? 'en', 'en'),
  timeZone: orElse(() => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone, 'UTC'),
  now,
})
