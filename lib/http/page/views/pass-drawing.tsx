/** A pass drawn: its front, its back, and what a watch shows; one at a time where the browser can switch. */
import type { PageTexts } from '../texts/page-texts.ts'

interface PassDrawingProps {
  readonly texts: PageTexts
  readonly folder: string
  /** The language of the drawings. */
  readonly locale: string
}

/** In points: how most drawings are. Room is kept free for them, so that nothing jumps when they come. */
export const cardRoom = { width: 343, height: 503 } as const

const roomOf = { front: cardRoom, back: cardRoom, watch: { width: 162, height: 197 } } as const

const sides = ['front', 'back', 'watch'] as const

/** The address of a drawing. @param locale the language that it is drawn in */
export const drawingAt = (folder: string, side: (typeof sides)[number], locale: string): string =>
  `${folder}${side}.svg?lang=${locale}`

/** The drawings. Those that do not show are not fetched. */
export const PassDrawing = ({ texts, folder, locale }: PassDrawingProps) => (
  <section class="pass">
    <fieldset class="sides" aria-label={texts.views}>
      {sides.map((side) => (
        <label>
          <input type="radio" name="side" id={`side-${side}`} checked={side === 'front'} />
          {texts[side]}
        </label>
      ))}
    </fieldset>
    {sides.map((side) => (
      <figure class={side}>
        <img
          src={drawingAt(folder, side, locale)}
          alt={texts[`${side}Picture`]}
          {...roomOf[side]}
          loading={side === 'front' ? 'eager' : 'lazy'}
          fetchpriority={side === 'front' ? 'high' : 'auto'}
        />
      </figure>
    ))}
  </section>
)
