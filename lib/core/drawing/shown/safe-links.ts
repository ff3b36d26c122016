/** Addresses that are safe to follow from a pass. */

const schemes: ReadonlySet<string> = new Set(['https:', 'http:', 'mailto:', 'tel:'])

const longest = 2000

/**
 * An address as a link may have it: `https:`, `http:`, `mailto:` or `tel:`, in its normal form, without a user's name that
 * could pass for the host. Undefined for all others.
 */
export const safeLink = (address: string): string | undefined => {
  const trimmed = address.trim()
  if (trimmed.length > longest || !URL.canParse(trimmed)) return undefined
  const { protocol, username, password, href } = new URL(trimmed)
  return schemes.has(protocol) && username === '' && password === '' && href.length <= longest ? href : undefined
}
