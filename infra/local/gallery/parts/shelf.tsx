/** The shelf: all sample passes, drawn as they are now. */
import type { FC } from 'hono/jsx'
import type { ShelfPass } from '../view.ts'

const ShelfItem: FC<{ readonly item: ShelfPass }> = ({ item: { pass, tour, picture, isChosen } }) => (
  <li>
    <a href={`/?pass=${encodeURIComponent(pass.template)}`} {...(isChosen ? { 'aria-current': 'page' } : {})}>
      {picture === undefined ? <span class="erased">erased</span> : <img src={picture} alt="" width="320" />}
      <span class="caption">{tour.title}</span>
    </a>
  </li>
)

/** The shelf. */
export const Shelf: FC<{ readonly items: readonly ShelfPass[] }> = ({ items }) => (
  <nav class="shelf" aria-label="Sample passes" id="shelf">
    <ul class="shelf-list">
      {items.map((item) => (
        <ShelfItem item={item} />
      ))}
    </ul>
  </nav>
)
