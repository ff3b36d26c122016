/** All that a pass says, as text: for who cannot see the drawing, and to follow links and copy. */
import { utf8 } from '../../../core/bytes.ts'
import { isRightToLeft } from '../../../core/drawing/shown/direction.ts'
import type { ShownField, ShownPass, TextPiece } from '../../../core/drawing/shown-pass.ts'
import { fieldGroups } from '../../../core/format/field-groups.ts'
import type { PageTexts } from '../texts/page-texts.ts'
import type { PassView } from './view.ts'

/** Bytes of the page that fields may take: a page is to be light, whatever the pass. */
const roomForFields = 24_000

/** Characters of one field: more is read in the pass itself. */
const mostCharacters = 2_000

const markup = /[&<>"']/g

/** What a field adds to the page: `&quot;` is the longest that a character becomes. */
const weightOf = ({ label, pieces }: ShownField): number => {
  const text = [label, ...pieces.flatMap((piece) => [piece.text, piece.href ?? ''])].join('')
  return utf8(text).length + 5 * (text.match(markup)?.length ?? 0) + 60 * (1 + pieces.length)
}

const shorten = (field: ShownField): ShownField => {
  let left = mostCharacters
  const pieces: TextPiece[] = []
  for (const piece of field.pieces) {
    if (left <= 0) break
    const text = piece.text.length > left ? `${piece.text.slice(0, left)}…` : piece.text
    pieces.push({ ...piece, text })
    left -= piece.text.length
  }
  return { ...field, pieces }
}

/** The fields in the order in which a pass is read, as many as there is room for. */
const readableFields = ({ fields }: ShownPass): readonly ShownField[] => {
  let left = roomForFields
  return fieldGroups
    .flatMap((group) => fields[group])
    .map(shorten)
    .filter((field) => {
      left -= weightOf(field)
      return left >= 0
    })
}

const pieceOf = ({ text, href }: TextPiece) =>
  href === undefined ? (
    text
  ) : (
    <a href={href} rel="noopener noreferrer nofollow">
      {text}
    </a>
  )

/** Characters that fit into a half of a phone's screen. */
const mostBeside = 15

const isLong = ({ label, pieces }: ShownField): boolean =>
  label.length > mostBeside || pieces.reduce((length, { text }) => length + text.length, 0) > mostBeside

/** The texts. `dir="auto"`: names and places stand in scripts of their own. */
export const PassTexts = ({ texts, pass }: { texts: PageTexts; pass: PassView }) => {
  const fields = readableFields(pass.shown)
  if (fields.length === 0) return null
  return (
    <section class="card texts" lang={pass.language}>
      <h2 lang={texts.language}>{texts.contents}</h2>
      <dl dir={isRightToLeft(pass.language) ? 'rtl' : 'ltr'}>
        {fields.map((field) => (
          <div class={isLong(field) ? 'long' : undefined}>
            <dt dir="auto">{field.label}</dt>
            <dd dir="auto">{field.pieces.map(pieceOf)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
