/** XML as text: elements with attributes, everything escaped. */

/** The value of an attribute: numbers with at most two decimals. One that is undefined is left out. */
export type AttributeValue = string | number | undefined

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const special = /[&<>"']/g

/** Text that stands for itself between tags and in attributes. It must hold only characters that XML has. */
export const escaped = (text: string): string => text.replace(special, (char) => escapes[char] ?? '')

/** A number as SVG reads it, with at most two decimals; what is none counts as 0. */
export const decimal = (value: number): string => String(Number.isFinite(value) ? Math.round(value * 100) / 100 + 0 : 0)

const written = ([name, value]: readonly [string, AttributeValue]): string => {
  if (value === undefined) return ''
  return ` ${name}="${typeof value === 'number' ? decimal(value) : escaped(value)}"`
}

/** An element; `content` is XML already. */
export const element = (name: string, attributes: Readonly<Record<string, AttributeValue>>, content = ''): string => {
  const start = `<${name}${Object.entries(attributes).map(written).join('')}`
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`
}
