/** The value of a field as a device writes it: dates, numbers and amounts by their styles, texts in its language. */
import { isCurrency } from '../../format/currencies.ts'
import type { JsonObject } from '../../format/json.ts'
import type { Viewer } from '../shown-pass.ts'
import { withoutLinks } from './attributed.ts'
import { shownDate } from './dates.ts'
import { spelledNumber } from './spelled-numbers.ts'
import { textOf } from './texts.ts'

/** A number in words is written in digits where the words are not known. */
const numberStyles: ReadonlyMap<unknown, Intl.NumberFormatOptions> = new Map<string, Intl.NumberFormatOptions>([
  ['PKNumberStyleDecimal', {}],
  ['PKNumberStylePercent', { style: 'percent', maximumFractionDigits: 2 }],
  ['PKNumberStyleScientific', { notation: 'scientific', maximumFractionDigits: 10 }],
  ['PKNumberStyleSpellOut', {}],
])

const numberFormat = ({ currencyCode, numberStyle }: JsonObject): Intl.NumberFormatOptions | undefined => {
  if (typeof currencyCode === 'string' && isCurrency(currencyCode)) return { style: 'currency', currency: currencyCode }
  return numberStyles.get(numberStyle)
}

const shownNumber = (field: JsonObject, { locale }: Viewer): string | undefined => {
  const { value } = field
  if (typeof value !== 'number' && typeof value !== 'bigint') return
  const spelled = field.numberStyle === 'PKNumberStyleSpellOut' ? spelledNumber(Number(value), locale) : undefined
  if (spelled !== undefined) return spelled
  const format = numberFormat(field)
  return format ? new Intl.NumberFormat(locale, format).format(value) : String(value)
}

/**
 * What a field says. `attributedValue` counts only where there is no value: the lock screen has no links.
 *
 * @see https://developer.apple.com/documentation/walletpasses/passfieldcontent
 */
export const shownValue = (field: JsonObject, lookUp: (text: string) => string, surroundings: Viewer): string =>
  shownDate(field, surroundings) ??
  shownNumber(field, surroundings) ??
  textOf(field.value, lookUp) ??
  withoutLinks(textOf(field.attributedValue, lookUp) ?? '')
