/** What a barcode of one dimension can say: the characters, the lengths and the check digits of the symbologies. */
import type { barcodeFormats } from './barcodes.ts'

/** Why a symbology cannot draw a message, as the end of a sentence, and what to do about it. */
export interface MessageFault {
  readonly reason: string
  readonly fix: string
}

type MessageCheck = (message: string) => MessageFault | undefined

const digitsOnly = /^\d+$/

/**
 * The check digit of a GTIN: from the right, digits count three times and once in turn, and the check digit makes a
 * multiple of ten of the sum.
 *
 * @param digits the digits before it
 * @see https://www.gs1.org/services/how-calculate-check-digit-manually
 */
export const gtinCheckDigit = (digits: string): number => {
  let sum = 0
  for (let index = digits.length - 1, weight = 3; index >= 0; index--, weight = 4 - weight) {
    sum += Number(digits[index]) * weight
  }
  return (10 - (sum % 10)) % 10
}

const ean13: MessageCheck = (message) => {
  if (!digitsOnly.test(message) || message.length < 12 || message.length > 13) {
    return { reason: 'is not 13 digits', fix: 'write the 13 digits of the article number' }
  }
  const body = message.slice(0, 12)
  const right = gtinCheckDigit(body)
  if (message.length === 12) return { reason: 'lacks its check digit', fix: `write ${body}${right}` }
  return Number(message[12]) === right
    ? undefined
    : { reason: `ends with the check digit ${message[12]} instead of ${right}`, fix: `write ${body}${right}` }
}

const interleaved: MessageCheck = (message) => {
  if (!digitsOnly.test(message)) return { reason: 'has more than digits', fix: 'write digits only' }
  return message.length % 2 === 0
    ? undefined
    : { reason: `has ${message.length} digits, and digits are drawn in pairs`, fix: `write 0${message}` }
}

const outside = (message: string, allowed: RegExp): string | undefined =>
  [...message].find((char) => !allowed.test(char))

const code39Character = /^[0-9A-Z\-. $/+%]$/

const code39: MessageCheck = (message) => {
  const char = outside(message, code39Character)
  return char === undefined
    ? undefined
    : {
        reason: `has the character ${JSON.stringify(char)}, which Code 39 lacks`,
        fix: 'write capital letters, digits, spaces and - . $ / + % only',
      }
}

const codabarCharacter = /^[0-9\-$:/.+]$/
const codabarGuard = /^[A-D]$/i

const codabar: MessageCheck = (message) => {
  const starts = codabarGuard.test(message.slice(0, 1))
  const ends = message.length > 1 && codabarGuard.test(message.slice(-1))
  if (starts !== ends) {
    return { reason: 'has only one of its start and stop letters', fix: 'write a letter from A to D at both ends' }
  }
  const char = outside(starts ? message.slice(1, -1) : message, codabarCharacter)
  return char === undefined
    ? undefined
    : {
        reason: `has the character ${JSON.stringify(char)}, which Codabar lacks`,
        fix: 'write digits and - $ : / . + only, between letters from A to D if need be',
      }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const asciiCharacter = /^[\u0000-\u007f]$/

const code128: MessageCheck = (message) => {
  const char = outside(message, asciiCharacter)
  return char === undefined
    ? undefined
    : { reason: `has the character ${JSON.stringify(char)}, which Code 128 lacks`, fix: 'write ASCII only' }
}

const checks: { readonly [Name in keyof typeof barcodeFormats]?: MessageCheck } = {
  PKBarcodeFormatEAN13: ean13,
  PKBarcodeFormatI2of5: interleaved,
  PKBarcodeFormatCode39: code39,
  PKBarcodeFormatCodabar: codabar,
  PKBarcodeFormatCode128: code128,
}

/** What keeps a format from drawing a message; undefined if nothing does, and for a format that draws any bytes. */
export const messageFault = (format: string, message: string): MessageFault | undefined =>
  Object.hasOwn(checks, format) ? checks[format as keyof typeof checks]?.(message) : undefined
