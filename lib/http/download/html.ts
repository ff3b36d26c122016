/** HTML in which every text that is put in is text. */

/** Markup that may stand in a page as it is. */
export interface Html {
  readonly markup: string
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const special = /[&<>"']/g

const escaped = (text: string): string => text.replace(special, (mark) => entities[mark] ?? '')

/** Markup with texts in it: they are escaped, for contents and for values of attributes in double quotes. */
export const html = (parts: TemplateStringsArray, ...inserts: readonly (string | Html)[]): Html => {
  const texts = inserts.map((insert) => (typeof insert === 'string' ? escaped(insert) : insert.markup))
  return { markup: parts.map((part, index) => part + (texts[index] ?? '')).join('') }
}
