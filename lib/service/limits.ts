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
  /** A drawing as SVG, which holds the images of the pass as base64 and is encoded so once more: see `passBytes`. */
  drawingBytes: 4_300_000,
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
  /**
   * An event that changes a pass: characters of its id and of its source, sources whose sequences one record remembers, how
   * long its id is remembered, in seconds (as long as a queue may keep it), and what is kept of the faults of one that
   * is put aside: how many, and characters. With a body of `jsonBytes`, that fits into an item of DynamoDB.
   */
  event: {
    idCharacters: 255,
    sourceCharacters: 256,
    sources: 20,
    idempotencySeconds: 14 * 24 * 60 * 60,
    fault: { most: 50, characters: 10_000, reasonCharacters: 2000 },
  },
  /**
   * A rollout: what its filter may hold (bytes of its values as canonical JSON, versions), and what is kept of its failures
   * (how many, characters of one message), so that all of it fits into an item of DynamoDB.
   */
  rollout: { filterBytes: 4 * kibibyte, filterVersions: 100, failures: 100, messageCharacters: 300 },
  /**
   * A file of rows: its size, that of a row, how many rows and columns, the columns' names (characters), the file's key
   * (bytes); rows of one stretch, and its time, in milliseconds; what a result says of a row at most, in characters, and
   * the size of the part of it that a stretch makes; how long a row is remembered, how long results lie in the store, and
   * how long they may be got by one address, in seconds.
   */
  import: {
    bytes: 32 * mebibyte,
    rowBytes: 256 * kibibyte,
    rows: 100_000,
    columns: 500,
    columnCharacters: 200,
    keyBytes: 512,
    stretch: { rows: 1000, milliseconds: 20_000 },
    messageCharacters: 300,
    partBytes: 2 * mebibyte,
    idempotencySeconds: 14 * 24 * 60 * 60,
    resultSeconds: 7 * 24 * 60 * 60,
    downloadSeconds: 900,
  },
  /** What is taken over of another system at once: registrations, and characters of a token (Apple wants 16 or more). */
  adoption: { registrations: 1000, tokenCharacters: { least: 16, most: 256 } },
  /** How long links work, in milliseconds; and how many sealed ones are made at once. */
  link: { afterPass: 30 * day, default: 400 * day, least: 60 * 1000, most: 3650 * day, sealedAtOnce: 100 },
} as const
