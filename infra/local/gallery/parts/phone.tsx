/** A simulated iPhone with the chosen pass, and the watch beside it. */
import type { FC } from 'hono/jsx'
import type { PhoneView } from '../view.ts'

type PassView = NonNullable<PhoneView['pass']>

const Fields: FC<Pick<PassView, 'fields'>> = ({ fields }) => (
  <dl class="aloud">
    {fields.map(({ label, value }) => (
      <>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
)

const sides = ['front', 'back'] as const

const titles = { front: 'Front', back: 'Back' } as const

/** Both sides are on the screen; a choice below it, which needs no script, turns the pass over. */
const Turn: FC<{ readonly kind: PhoneView['kind'] }> = ({ kind }) => (
  <fieldset class="turn">
    <legend class="aloud">Side of the pass on the {kind.title}</legend>
    {sides.map((side) => (
      <label>
        <input type="radio" name={`side-${kind.id}`} value={side} checked={side === 'front'} />
        <span class="turn-title">{titles[side]}</span>
      </label>
    ))}
  </fieldset>
)

const Sides: FC<{ readonly kind: PhoneView['kind']; readonly pass: PassView }> = ({ kind, pass }) => (
  <div class="sides">
    {sides.map((side) => (
      <img
        class={side}
        id={`${kind.id}-${side}`}
        src={pass.pictures[side]}
        alt={side === 'front' ? 'The pass in Wallet' : 'The back of the pass'}
      />
    ))}
    <Fields fields={pass.fields} />
  </div>
)

const LockScreenPart: FC<{ readonly kind: PhoneView['kind']; readonly pass: PassView }> = ({ kind, pass }) => {
  const { lockScreen, pictures } = pass
  const messages = lockScreen?.messages ?? []
  return (
    <div class="lock" id={`${kind.id}-lock`} data-at={String(lockScreen?.at ?? 0)}>
      <div class="aloud" role="status" lang={kind.language}>
        {messages.map((text) => (
          <p>{text}</p>
        ))}
      </div>
      <img class="lock-picture" src={pictures['lock-screen']} alt="" width="375" />
    </div>
  )
}

/** The phone. */
export const Phone: FC<{ readonly phone: PhoneView }> = ({ phone: { kind, pass } }) => (
  <figure class="phone" aria-label={kind.title}>
    <div class="case">
      <section class="screen" tabindex={0} aria-label={`Screen of the ${kind.title}`}>
        {pass ? (
          <>
            <LockScreenPart kind={kind} pass={pass} />
            <Sides kind={kind} pass={pass} />
          </>
        ) : (
          <p class="waiting">This phone does not hold the pass yet.</p>
        )}
      </section>
    </div>
    <figcaption lang={kind.language}>{kind.title}</figcaption>
    {pass ? <Turn kind={kind} /> : null}
  </figure>
)

/** The watch. */
export const Watch: FC<{ readonly picture: string }> = ({ picture }) => (
  <figure class="watch" aria-label="Apple Watch">
    <div class="case">
      {/* It scrolls, as it does on the wrist. */}
      <section class="screen" id="watch" tabindex={0} aria-label="The pass on Apple Watch">
        <img src={picture} alt="The pass on Apple Watch" />
      </section>
    </div>
    <figcaption>Apple Watch</figcaption>
  </figure>
)
