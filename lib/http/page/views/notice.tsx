/** What is to be known of a pass before anybody relies on it. */
import type { ShownPass } from '../../../core/drawing/shown-pass.ts'
import type { PageTexts } from '../texts/page-texts.ts'

/** That a pass is no longer good, if it is not. */
export const Notice = ({ texts, shown }: { texts: PageTexts; shown: ShownPass }) => {
  const sentence = shown.voided ? texts.voided : texts.expired
  return shown.voided || shown.isExpired ? <p class="notice">{sentence}</p> : null
}
