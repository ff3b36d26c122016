/** The record of the chosen pass: what may happen to it at a click, and all of its values in a form. */
import type { FC } from 'hono/jsx'
import type { FormField } from '../form-fields.ts'
import { galleryBase } from '../gallery-base.ts'
import type { ChosenPass } from '../view.ts'

/** So many fields are shown at once. */
const shownAtOnce = 4

const idOf = (name: string): string => `value-${name.replaceAll(':', '-')}`

interface ControlProps {
  readonly field: FormField
  readonly attributes: Readonly<Record<string, string | boolean>>
}

const Choice: FC<ControlProps> = ({ field: { text, options, control, required }, attributes }) => {
  const all = control === 'truth' ? ['true', 'false'] : [...(required ? [] : ['']), ...options]
  const now = control === 'truth' && text === '' ? 'false' : text
  return (
    <select {...attributes}>
      {all.map((option) => (
        <option value={option} selected={option === now}>
          {option}
        </option>
      ))}
    </select>
  )
}

const Control: FC<ControlProps> = (props) => {
  const { field, attributes } = props
  switch (field.control) {
    case 'choice':
    case 'truth':
      return <Choice {...props} />
    case 'lines':
      return (
        <textarea {...attributes} rows={3}>
          {field.text}
        </textarea>
      )
    case 'number':
      return <input {...attributes} inputmode="decimal" value={field.text} />
    case 'text':
      return <input {...attributes} value={field.text} />
  }
}

const Field: FC<{ readonly field: FormField; readonly faults: ChosenPass['faults'] }> = ({ field, faults }) => {
  const id = idOf(field.name)
  const own = faults.filter(({ value }) => value === field.value)
  const described = [...(field.hint ? [`${id}-hint`] : []), ...(own.length > 0 ? [`${id}-fault`] : [])].join(' ')
  const attributes = {
    ...{ id, name: field.name, autocomplete: 'off', spellcheck: false },
    ...(field.language === undefined ? {} : { lang: field.language }),
    ...(described === '' ? {} : { 'aria-describedby': described }),
    ...(own.length > 0 ? { 'aria-invalid': 'true' } : {}),
  }
  return (
    <div class="field">
      <label for={id}>{field.label}</label>
      <Control field={field} attributes={attributes} />
      {field.hint === '' ? null : (
        <small id={`${id}-hint`} class="hint">
          {field.hint}
        </small>
      )}
      {own.length === 0 ? null : (
        <p id={`${id}-fault`} class="fault">
          {own.map(({ message }) => message).join(' ')}
        </p>
      )}
    </div>
  )
}

const Faults: FC<Pick<ChosenPass, 'faults' | 'fields'>> = ({ faults, fields }) => {
  if (faults.length === 0) return null
  const others = faults.filter(({ value }) => !fields.some((field) => field.value === value))
  return (
    <div class="faults" role="alert">
      <strong>Nothing was changed: the API refused it.</strong>
      {others.map(({ message }) => (
        <p>{message}</p>
      ))}
    </div>
  )
}

const Ideas: FC<Pick<ChosenPass, 'tour'>> = ({ tour }) => (
  <div class="ideas">
    {tour.ideas.map(({ title }, index) => (
      <button type="submit" name="idea" value={String(index)} formnovalidate>
        {title}
      </button>
    ))}
  </div>
)

/** The form. */
export const RecordForm: FC<{ readonly chosen: ChosenPass; readonly secret: string }> = ({ chosen, secret }) => {
  const { pass, tour, record, fields, faults } = chosen
  if (!record) {
    return (
      <section class="panel record" id="record">
        <h2>The record</h2>
        <p>This sample pass was erased. Start with --fresh to have it again.</p>
      </section>
    )
  }
  const [first, rest] = [fields.slice(0, shownAtOnce), fields.slice(shownAtOnce)]
  const isFaulty = rest.some(({ value }) => faults.some((fault) => fault.value === value))
  return (
    <section class="panel record" id="record" aria-labelledby="record-title">
      <h2 id="record-title">The record</h2>
      <p class="facts">
        {record.template} · revision {record.revision} · version {record.version}
        {record.voided ? <strong class="voided"> · void</strong> : null}
      </p>
      <form method="post" action={`${galleryBase}/passes/${encodeURIComponent(pass.template)}`} data-live>
        <input type="hidden" name="secret" value={secret} />
        {/* Return in a field is this, and not the first idea. */}
        <button type="submit" hidden tabindex={-1} />
        <Ideas tour={tour} />
        <Faults faults={faults} fields={fields} />
        {first.map((field) => (
          <Field field={field} faults={faults} />
        ))}
        {rest.length === 0 ? null : (
          <details open={isFaulty}>
            <summary>{rest.length} more values</summary>
            {rest.map((field) => (
              <Field field={field} faults={faults} />
            ))}
          </details>
        )}
        <div class="buttons">
          <button type="submit" class="primary">
            Change the record
          </button>
          <button type="submit" name="act" value={record.voided ? 'reinstate' : 'void'} formnovalidate>
            {record.voided ? 'Reinstate it' : 'Void it'}
          </button>
        </div>
      </form>
    </section>
  )
}
