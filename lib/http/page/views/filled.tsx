/** Texts with something put in, and dates. */
import type { Child } from 'hono/jsx'
import { shownDate } from '../../../core/drawing/shown/dates.ts'
import type { Json } from '../../../core/format/json.ts'

/** A text with `{name}` in it, and what stands there instead. */
export const Filled = ({ text, name, children }: { text: string; name: string; children?: Child }) => {
  const [before, after = ''] = text.split(`{${name}}`)
  return (
    <>
      {before}
      {children}
      {after}
    </>
  )
}

/** A sentence with a day in it, in words. @param at milliseconds since 1970 @param date the same day as `pass.json` writes it */
export const Until = ({ text, at, date, locale }: { text: string; at: number; date?: Json; locale: string }) => {
  const moment = new Date(at).toISOString()
  const day = { value: date ?? moment, dateStyle: 'PKDateStyleLong', ignoresTimeZone: true }
  return (
    <Filled text={text} name="date">
      <time datetime={moment}>{shownDate(day, { locale, timeZone: 'UTC', now: at })}</time>
    </Filled>
  )
}
