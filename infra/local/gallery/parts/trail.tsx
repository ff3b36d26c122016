/** What happened to the chosen pass: the way of its last change, and its timeline. */
import type { FC } from 'hono/jsx'
import { stepText } from '../../../../lib/service/timeline/step-text.ts'
import type { ShownStep } from '../record.ts'
import type { ChosenPass } from '../view.ts'

const afterText = (milliseconds: number | undefined): string => {
  if (milliseconds === undefined) return 'not yet'
  return milliseconds < 1000 ? `after ${milliseconds} ms` : `after ${(milliseconds / 1000).toFixed(1)} s`
}

/** The way of the last change, station by station. */
export const Journey: FC<Pick<ChosenPass, 'journey'>> = ({ journey }) => (
  <ol class="journey" id="journey" aria-label="The way of the last change">
    {(journey ?? []).map(({ title, after }, index) => (
      <li class={after === undefined ? 'open' : 'reached'}>
        <span>{title}</span>
        <small>{index === 0 ? 'by the API' : afterText(after)}</small>
      </li>
    ))}
  </ol>
)

const Step: FC<{ readonly step: ShownStep }> = ({ step: { at, kind, device, detail } }) => {
  const moment = new Date(at).toISOString()
  return (
    <li>
      <time datetime={moment}>{moment.slice(11, 23)}</time>
      <strong>{kind}</strong>
      <span class="step-text">
        {stepText(kind, detail)}
        {device === '' ? null : <small> device {device.slice(0, 8)}…</small>}
      </span>
    </li>
  )
}

/** The timeline. */
export const Trail: FC<Pick<ChosenPass, 'timeline'>> = ({ timeline: { sentence, steps } }) => (
  <section class="panel trail" id="trail" aria-labelledby="trail-title">
    <h2 id="trail-title">Timeline</h2>
    {sentence === '' ? null : <p class="why">{sentence}</p>}
    {steps.length === 0 ? <p>Nothing has happened yet.</p> : null}
    <ol tabindex={0} aria-label="Steps, newest first; times are UTC">
      {steps.map((step) => (
        <Step step={step} />
      ))}
    </ol>
  </section>
)
