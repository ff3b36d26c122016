/** Bar coded boarding passes: the mandatory items of IATA Resolution 792, format M with one leg, 60 characters. */

/** What stands in the bar code. */
export interface BoardingPass {
  readonly givenName: string
  readonly familyName: string
  readonly pnr: string
  /** IATA code */
  readonly from: string
  /** IATA code */
  readonly to: string
  /** The airline's designator, two characters. */
  readonly carrier: string
  readonly flightNumber: number
  /** 1 to 366 */
  readonly dayOfYear: number
  /** One letter: J business, Y economy. */
  readonly compartment: string
  /** `14C` */
  readonly seat: string
  readonly sequence: number
}

// Letters that do not come apart into a base letter and marks, or that machine readable documents spell otherwise.
const spellings: Readonly<Record<string, string>> = {
  Å: 'AA',
  Ä: 'AE',
  Æ: 'AE',
  Ð: 'D',
  Đ: 'D',
  Ł: 'L',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  ẞ: 'SS',
  Þ: 'TH',
  Ü: 'UE',
}

const marks = /\p{M}/gu
const dashes = /[-\u2010-\u2015 ]+/g
const unspellable = /[^A-Z ]/g

/**
 * A name in the letters A to Z and spaces, as airlines and passports spell it: "Łukasz Wiśniewski-Ødegård" is
 * "LUKASZ WISNIEWSKI OEDEGAARD". Apostrophes and full stops go, hyphens become spaces.
 *
 * @see https://www.icao.int/publications/doc-series/doc-9303 part 3, section 6
 */
export const transliterate = (name: string): string =>
  [...name.normalize('NFC').toUpperCase()]
    .map((letter) => spellings[letter] ?? letter.normalize('NFD').replace(marks, ''))
    .join('')
    .replace(dashes, ' ')
    .replace(unspellable, '')
    .trim()

const nameLength = 20

const nameItem = (familyName: string, givenName: string): string => {
  // A long family name is cut so that the slash and an initial still stand.
  const family = transliterate(familyName).slice(0, nameLength - 2)
  return `${family}/${transliterate(givenName)}`.slice(0, nameLength).trim().padEnd(nameLength)
}

const digits = (number: number, length: number): string => String(number).padStart(length, '0')

/**
 * The message of the bar code. It has no conditional items: their size is 00.
 *
 * @see https://www.iata.org/en/programs/passenger/common-use/ Resolution 792
 */
export const bcbp = (pass: BoardingPass): string =>
  [
    'M1',
    nameItem(pass.familyName, pass.givenName),
    'E',
    pass.pnr.padEnd(7),
    pass.from,
    pass.to,
    pass.carrier.padEnd(3),
    `${digits(pass.flightNumber, 4)} `,
    digits(pass.dayOfYear, 3),
    pass.compartment,
    pass.seat.padStart(4, '0'),
    `${digits(pass.sequence, 4)} `,
    '1',
    '00',
  ].join('')
