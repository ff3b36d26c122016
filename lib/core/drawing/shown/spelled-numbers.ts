/** Numbers in words: runtimes write numbers in digits alone. */

/** How a language says numbers below a thousand. */
interface Speller {
  /** From zero up to where the rules begin. */
  readonly first: readonly string[]
  /** Twenty to ninety. */
  readonly tens: readonly string[]
  /** Tens with units, 1 to 9 (or more, where a language counts on from them). */
  readonly both: (tens: string, unit: string, value: { readonly tens: number; readonly unit: number }) => string
  /** How many of twenty are said in tens: sixty-fifteen. Default: none. */
  readonly byTwenty?: (value: number) => boolean
  /** Hundreds, with the words for the rest; `''` for none. */
  readonly hundreds: (count: number, rest: string, first: readonly string[]) => string
}

const words = (text: string): readonly string[] => text.split(' ')

const last = /.$/

const portuguese = (teens: string): Speller => ({
  first: words(`zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze ${teens}`),
  tens: words('vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'),
  both: (tens, unit) => `${tens} e ${unit}`,
  hundreds(count, rest) {
    const names = words('cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos')
    if (rest === '') return count === 1 ? 'cem' : (names[count - 1] ?? '')
    return `${names[count - 1]} e ${rest}`
  },
})

const spellers: Readonly<Record<string, Speller>> = {
  en: {
    first: words(
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    ),
    tens: words('twenty thirty forty fifty sixty seventy eighty ninety'),
    both: (tens, unit) => `${tens}-${unit}`,
    hundreds: (count, rest, first) => `${first[count]} hundred ${rest}`.trimEnd(),
  },
  de: {
    first: words(
      'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
    ),
    tens: words('zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'),
    both: (tens, unit, value) => `${value.unit === 1 ? 'ein' : unit}und${tens}`,
    hundreds: (count, rest, first) => `${count === 1 ? 'ein' : first[count]}hundert${rest}`,
  },
  fr: {
    first: words(
      'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
    ),
    tens: words('vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'),
    byTwenty: (value) => value >= 60,
    both: (tens, unit, value) => (value.tens < 80 && value.unit % 10 === 1 ? `${tens}-et-${unit}` : `${tens}-${unit}`),
    hundreds: (count, rest, first) =>
      [...(count === 1 ? [] : [first[count]]), count > 1 && rest === '' ? 'cents' : 'cent', rest].join(' ').trimEnd(),
  },
  es: {
    first: words(
      'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
    ),
    tens: words('veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'),
    both: (tens, unit) => `${tens} y ${unit}`,
    hundreds(count, rest) {
      if (count === 1 && rest === '') return 'cien'
      const names = words(
        'ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
      )
      return `${names[count - 1]} ${rest}`.trimEnd()
    },
  },
  it: {
    first: words(
      'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
    ),
    tens: words('venti trenta quaranta cinquanta sessanta settanta ottanta novanta'),
    both(tens, unit, value) {
      if (value.unit === 3) return `${tens}tré`
      return `${value.unit === 1 || value.unit === 8 ? tens.replace(last, '') : tens}${unit}`
    },
    hundreds: (count, rest, first) => `${count === 1 ? '' : first[count]}cento${rest === 'tre' ? 'tré' : rest}`,
  },
  nl: {
    first: words(
      'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
    ),
    tens: words('twintig dertig veertig vijftig zestig zeventig tachtig negentig'),
    both: (tens, unit) => `${unit}${unit.endsWith('e') ? 'ën' : 'en'}${tens}`,
    hundreds: (count, rest, first) => `${count === 1 ? '' : first[count]}honderd${rest}`,
  },
  pt: portuguese('dezesseis dezessete dezoito dezenove'),
  'pt-PT': portuguese('dezasseis dezassete dezoito dezanove'),
}

const spellTens = (value: number, { first, tens, both, byTwenty }: Speller): string => {
  const known = first[value]
  if (known !== undefined) return known
  const step = byTwenty?.(value) ? 20 : 10
  const whole = value - (value % step)
  const unit = value - whole
  const name = tens[whole / 10 - 2] ?? ''
  if (unit > 0) return both(name, first[unit] ?? '', { tens: whole, unit })
  return name === 'quatre-vingt' ? 'quatre-vingts' : name
}

const beyond = 1000

/**
 * A whole number from 0 to 999 in words, in English, German, French, Spanish, Italian, Dutch and Portuguese; undefined for
 * others.
 *
 * @param locale a tag of BCP 47
 */
export const spelledNumber = (value: number, locale: string): string | undefined => {
  const [language = ''] = locale.split('-')
  const name = Object.hasOwn(spellers, locale) ? locale : language
  const speller = Object.hasOwn(spellers, name) ? spellers[name] : undefined
  if (!(speller && Number.isInteger(value)) || value < 0 || value >= beyond) return undefined
  const rest = value % 100
  if (value < 100) return spellTens(rest, speller)
  return speller.hundreds(Math.floor(value / 100), rest === 0 ? '' : spellTens(rest, speller), speller.first)
}
