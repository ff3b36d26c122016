/** Looks into drawings: whether they are well-formed XML, and hold nothing but what we write. */

const elements: ReadonlySet<string> = new Set(
  'svg title defs clipPath filter feGaussianBlur g rect path text image linearGradient stop'.split(' '),
)

const tag = /<(\/?)([A-Za-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>/g
const attribute = / ([a-zA-Z:-]+)="([^"<]*)"/g
const noReference = /&(?!amp;|lt;|gt;|quot;|#39;)/
// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML does not have
const noXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/u
const noNumber = /NaN|Infinity|undefined/

const attributeFault = (name: string, value: string): string | undefined => {
  if (name.startsWith('on') || name === 'style') return `there is an attribute ${name}`
  if (name.endsWith('href') && !value.startsWith('data:image/png;base64,')) return `${name} leads to ${value}`
  return noNumber.test(value) ? `${name} is ${value}` : undefined
}

/** Follows the tags of a document, one after the other. */
class Outline {
  readonly #open: string[] = []
  #hasEnded = false

  get isWhole(): boolean {
    return this.#hasEnded
  }

  take(name: string, attributes: string, kind: 'start' | 'end' | 'empty'): string | undefined {
    if (this.#hasEnded) return 'something stands behind the end'
    if (!elements.has(name)) return `there is an element ${name}`
    for (const [, key = '', value = ''] of attributes.matchAll(attribute)) {
      const fault = attributeFault(key, value)
      if (fault) return fault
    }
    if (kind === 'start') this.#open.push(name)
    if (kind === 'end' && this.#open.pop() !== name) return `${name} ends where it was not open`
    this.#hasEnded = this.#open.length === 0
    return undefined
  }
}

/** What is wrong with a drawing of ours; undefined if it is well-formed and has nothing but what we write. */
export const svgFault = (svg: string): string | undefined => {
  if (noXml.test(svg)) return 'there is a character that XML does not have'
  if (noReference.test(svg)) return 'there is an entity'
  const outline = new Outline()
  let at = 0
  for (const { index, 0: whole, 1: end, 2: name = '', 3: attributes = '', 4: empty } of svg.matchAll(tag)) {
    if (svg.slice(at, index).includes('<')) return 'there is a tag that is none'
    at = index + whole.length
    const kind = end ? 'end' : 'start'
    const fault = outline.take(name, attributes, empty ? 'empty' : kind)
    if (fault) return fault
  }
  return outline.isWhole && at === svg.length ? undefined : 'it breaks off'
}
