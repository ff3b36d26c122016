/** The button that fetches a pass: a neutral drawing of our own, or the badge that a deployment was given. */

/** What a button leads to, and how it looks. */
interface WalletButtonProps {
  readonly href: string
  readonly label: string
  readonly mediaType: string
  /** The address of the badge. Default: the drawing. */
  readonly badge?: string | undefined
}

/** Cards that stand in a pocket. Decoration: the words say what the button does. */
const Drawing = () => (
  <svg viewBox="0 0 28 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75">
    <path d="M5 7V3.5A1.5 1.5 0 0 1 6.5 2h15A1.5 1.5 0 0 1 23 3.5V7" />
    <path d="M3 9.5V17a2 2 0 0 0 2 2h18a2 2 0 0 0 2-2V9.5a2 2 0 0 0-2-2h-4.5c-1 3-2.5 4-4.5 4s-3.5-1-4.5-4H5a2 2 0 0 0-2 2Z" />
  </svg>
)

/** The button. */
export const WalletButton = ({ href, label, mediaType, badge }: WalletButtonProps) =>
  badge === undefined ? (
    <a class="button add" href={href} type={mediaType}>
      <Drawing />
      <span>{label}</span>
    </a>
  ) : (
    <a class="badge" href={href} type={mediaType}>
      <img src={badge} alt={label} />
    </a>
  )
