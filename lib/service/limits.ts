/** How much a request may ask for: one table, so that every limit is seen beside the others. Sizes in bytes. */

const kibibyte = 1024
const mebibyte = 1024 * kibibyte
const day = 24 * 60 * 60 * 1000

/** The limits of the service and its HTTP faces. */
export const limits = {
  /**
   * A signed pass. A Lambda function answers with at most 6 MB of JSON, in which bytes are base64: a third longer.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
   */
  passBytes: 4_300_000,
  /** A body of JSON. */
  jsonBytes: 256 * kibibyte,
  /** The values of one record as canonical JSON: a DynamoDB item has at most 400 KB. */
  valuesBytes: 128 * kibibyte,
  /** One image of a record. */
  imageBytes: mebibyte,
  /** Images of one record. */
  imagesOfRecord: 16,
  /** An archive that is sent through a function; a request too is limited to 6 MB of base64. */
  directArchiveBytes: 4_000_000,
  /** An archive that is uploaded: what the reader of archives takes, and well within the memory of a function. */
  uploadArchiveBytes: 32 * mebibyte,
  /** How long an upload may take to arrive, in seconds. */
  uploadSeconds: 900,
  /** How long a bundle may be got that is too large for an answer, in seconds. */
  bundleSeconds: 900,
  /** Findings that one answer tells of, and the characters that they may have together: see `passBytes` for why. */
  findings: { most: 100, characters: 200_000 },
  /** What one answer quotes of a package besides: characters of one text, and of all lists together. */
  inspection: { text: 300, characters: 600_000 },
  /** `template.json`, which answers hold whole. */
  templateSettingsBytes: mebibyte,
  /** Items of one page. */
  pageItems: { default: 50, most: 200 },
  /** Characters of an idempotency key. */
  idempotencyKeyCharacters: 255,
  /** How long a request with an idempotency key is remembered, in seconds. */
  idempotencySeconds: 24 * 60 * 60,
  /** What Wallet sends: bytes of bodies, characters of a tag, of a line that it logs and of an answer, lines that are taken at once. */
  wallet: {
    registrationBytes: 4 * kibibyte,
    personalizationBytes: 16 * kibibyte,
    logBytes: 64 * kibibyte,
    tagCharacters: 200,
    logLines: 100,
    logLineCharacters: 2000,
    answerCharacters: 256,
  },
  /** What is taken over of another system at once: registrations, and characters of a token (Apple wants 16 or more). */
  adoption: { registrations: 1000, tokenCharacters: { least: 16, most: 256 } },
  /** How long links work, in milliseconds. */
  link: { afterPass: 30 * day, default: 400 * day, least: 60 * 1000, most: 3650 * day },
} as const
