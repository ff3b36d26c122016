/** Serial numbers that are made here. */
import { isSerialNumber, type SerialNumber } from '../../core/format/identifiers.ts'
import type { Random } from '../../ports/random.ts'
import { randomText } from '../random-text.ts'

/** 128 random bits. One that begins or ends with a dash would do, too: all of base64url is allowed everywhere. */
export const newSerialNumber = (random: Random): SerialNumber => {
  const text = randomText(random, 16)
  if (isSerialNumber(text)) return text
  throw new TypeError('random text makes no serial number')
}
