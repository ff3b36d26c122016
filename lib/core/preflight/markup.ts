/** Markup in texts of a pass: links are all that Wallet knows of HTML. */

/** What HTML calls the things that people put into texts: whatever else stands between < and > is most likely meant as it stands. */
const tagNames = new Set(
  'a abbr b big blockquote br center code div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s script small span strike strong style sub sup table tbody td th thead tr tt u ul'.split(
    ' ',
  ),
)

const tag = /<(\/?)([A-Za-z][A-Za-z0-9]{0,15})(\s[^<>]{0,2000})?\/?>/g
const entity = /&(?:amp|nbsp|lt|gt|quot|#\d{1,6});/

const quoteLength = 40

const quote = (text: string): string => (text.length > quoteLength ? `${text.slice(0, quoteLength)}…` : text)

const href = /^\s+href\s*=\s*(?:"([^"]*)"|'([^']*)')\s*$/i
const scheme = /^\s*([A-Za-z][A-Za-z0-9+.-]*):/

/** Schemes that run code or read files: no device follows them from a pass. */
const unsafeSchemes: readonly string[] = ['javascript', 'data', 'file', 'vbscript', 'blob', 'about']

const linkFault = (attributes: string): string | undefined => {
  const parts = href.exec(attributes)
  if (!parts) return 'a link is not written as <a href="…">'
  const target = parts[1] ?? parts[2] ?? ''
  if (target.trim() === '') return 'a link has an empty href'
  const name = scheme.exec(target)?.[1]
  if (name === undefined) return `the link to ${quote(target)} has no scheme such as https:`
  return unsafeSchemes.includes(name.toLowerCase()) ? `the link to ${name}: is not followed` : undefined
}

interface Tag {
  readonly whole: string
  readonly name: string
  readonly closes: boolean
  readonly attributes: string
}

const tagsIn = (text: string): readonly Tag[] =>
  Array.from(text.matchAll(tag), ([whole, slash, name = '', attributes = '']) => ({
    whole,
    name: name.toLowerCase(),
    closes: slash === '/',
    attributes,
  })).filter(({ name }) => tagNames.has(name))

/** The first piece of HTML in a plain text: a tag, or a character reference; undefined if there is none. */
export const markupIn = (text: string): string | undefined => {
  if (text.includes('<')) {
    const [first] = tagsIn(text)
    if (first) return quote(first.whole)
  }
  return text.includes('&') ? entity.exec(text)?.[0] : undefined
}

const tagFault = ({ whole, name, closes, attributes }: Tag, isOpen: boolean): string | undefined => {
  if (name !== 'a') return `${quote(whole)} is no link`
  if (closes) return isOpen ? undefined : 'a link ends that never began'
  return isOpen ? 'a link begins within a link' : linkFault(attributes)
}

/** What is wrong with the markup of an attributed value; undefined if it has links alone, or no markup. */
export const attributedFault = (text: string): string | undefined => {
  let isOpen = false
  for (const each of tagsIn(text)) {
    const fault = tagFault(each, isOpen)
    if (fault) return fault
    isOpen = !each.closes
  }
  return isOpen ? 'a link is never closed' : undefined
}
