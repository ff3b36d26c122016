/** The value of a field as a device writes it: dates, numbers and amounts by their styles, texts in its language. */
import { isCurrency } from '../../core/format/currencies.ts'
import type { JsonObject } from '../../core/format/json.ts'
import { type Surroundings, shownDate } from './dates.ts'
import { textOf } from './texts.ts'

/** Runtimes cannot spell numbers out: a spelled-out number is written in digits. */
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

const shownNumber = (field: JsonObject, { locale }: Surroundings): string | undefined => {
  const { value } = field
  if (typeof value !== 'number' && typeof value !== 'bigint') return
  const format = numberFormat(field)
  return format ? new Intl.NumberFormat(locale, format).format(value) : String(value)
}

const tags = /<[^<>]*>/g

/**
 * What a field says. `attributedValue` counts only where there is no value: the lock screen has no links.
 *
 * @see https://developer.apple.com/documentation/walletpasses/passfieldcontent
 */
export const shownValue = (field: JsonObject, lookUp: (text: string) => string, surroundings: Surroundings): string =>
  shownDate(field, surroundings) ??
  shownNumber(field, surroundings) ??
  textOf(field.value, lookUp) ??
  textOf(field.attributedValue, lookUp)?.replace(tags, '') ??
  ''
