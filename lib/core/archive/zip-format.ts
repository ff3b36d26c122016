/**
 * The numbers of the zip format that reader and writer share.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3 and 4.4
 */

/** What each record starts with. */
export const signatures = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  zip64Locator: 0x07064b50,
} as const

/** The fixed part of each record, in bytes; name, extra fields and comment follow it. */
export const recordBytes = { local: 30, central: 46, end: 22, zip64Locator: 20 } as const

/** How a file is kept. The format knows more methods; passes use these two. */
export const methods = { stored: 0, deflated: 8 } as const

/** Bits of the general purpose flag. */
export const flags = {
  encrypted: 1 << 0,
  /** Sizes and CRC stand behind the data, because the writer did not know them before. */
  descriptor: 1 << 3,
  patched: 1 << 5,
  stronglyEncrypted: 1 << 6,
  /** The name is UTF-8. */
  utf8: 1 << 11,
  maskedHeaders: 1 << 13,
} as const

/** In a field of 16 or 32 bits: "see the ZIP64 record". So the largest number that a plain zip can say is one less. */
export const zip64Marks = { short: 0xffff, long: 0xffffffff } as const
