/** Reads what people hand in as a certificate or a key: PEM text, PEM bytes or DER bytes, and names what else it is. */
import { toBase64 } from '../base64.ts'
import { type Bytes, copyBytes } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { type DerKind, derKinds, kindOfDer } from './der-kind.ts'

/** What is being read, for messages and for choosing the right block of a file that holds several. */
export interface PemSubject {
  /** What a message calls it: `certificate`, `intermediate certificate`, `private key`. */
  readonly name: string
  readonly code: 'signer/certificate-unreadable' | 'signer/key-unreadable' | 'signer/revocation-list-unreadable'
  readonly accepts: readonly DerKind[]
}

/** A block of a file, as DER. */
export interface PemBlock {
  readonly kind: DerKind
  readonly der: Bytes
}

interface RawBlock {
  readonly label: string
  readonly headers: string
  readonly der: Bytes
}

const begin = '-----BEGIN '
const dashes = '-----'
const blank = /\s+/g
const base64Text = /^[A-Za-z0-9+/]*={0,2}$/
const headerLines = /^\s*(?:[A-Za-z0-9-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\s*\n/
const pathStart = /^(?:~|\.{0,2}[\\/]|[A-Za-z]:[\\/]|file:)/
const pathEnd = /\.(?:pem|cer|crt|der|key|p8|p12|pfx|txt)$/i
const longestPath = 1024
const escapedLineBreaks = '\\n'

const unreadable = (subject: PemSubject, what: string, remedy: string): SignerError =>
  new SignerError(subject.code, `The ${subject.name} cannot be read: ${what}. ${remedy}`)

const decodeBase64 = (text: string, subject: PemSubject): Bytes => {
  const compact = text.replace(blank, '')
  if (compact.includes(escapedLineBreaks)) {
    const remedy = 'Put real line breaks in, for example with printf %b.'
    throw unreadable(subject, 'it holds the two characters \\n where its line breaks should be', remedy)
  }
  if (!base64Text.test(compact) || compact.length % 4 === 1) {
    throw unreadable(subject, 'the text between its BEGIN and END lines is no base64', 'Fetch an undamaged copy.')
  }
  return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0))
}

const readBlock = (text: string, start: number, subject: PemSubject): { block: RawBlock; next: number } => {
  const labelStart = start + begin.length
  const labelEnd = text.indexOf(dashes, labelStart)
  const label = text.slice(labelStart, Math.max(labelStart, labelEnd))
  const bodyStart = labelEnd + dashes.length
  const endLine = `-----END ${label}${dashes}`
  const bodyEnd = text.indexOf(endLine, bodyStart)
  if (labelEnd < 0 || bodyEnd < 0) {
    throw unreadable(subject, 'its text is cut short: the END line is missing', 'Copy the whole file.')
  }
  const body = text.slice(bodyStart, bodyEnd)
  const headers = headerLines.exec(body)?.[0] ?? ''
  // A key in OpenSSL's old encryption is cipher text: nothing to decode.
  const der = headers ? new Uint8Array(0) : decodeBase64(body, subject)
  return { block: { label, headers, der }, next: bodyEnd + endLine.length }
}

const explainNoPem = (text: string, subject: PemSubject): SignerError => {
  const content = text.trim()
  if (content === '') return unreadable(subject, 'it is empty', "Give the file's contents.")
  const oneLine = !content.includes('\n') && content.length <= longestPath
  if (oneLine && (pathStart.test(content) || pathEnd.test(content))) {
    return unreadable(subject, 'this looks like a file path', "Give the file's contents.")
  }
  if (base64Text.test(content.replace(blank, ''))) {
    return unreadable(subject, 'it is base64 without BEGIN and END lines', 'Give the whole PEM file, or DER bytes.')
  }
  return unreadable(subject, 'it is neither PEM nor DER', 'Give the contents of a .pem, .cer or .key file.')
}

const readText = (text: string, subject: PemSubject): readonly RawBlock[] => {
  const blocks: RawBlock[] = []
  for (let start = text.indexOf(begin); start >= 0; ) {
    const { block, next } = readBlock(text, start, subject)
    blocks.push(block)
    start = text.indexOf(begin, next)
  }
  if (blocks.length === 0) throw explainNoPem(text, subject)
  return blocks
}

const legacyEncrypted = (subject: PemSubject): SignerError =>
  unreadable(
    subject,
    'it is encrypted in the old format of OpenSSL ("Proc-Type: 4,ENCRYPTED"), which is weak',
    'Convert it: `openssl pkcs8 -topk8 -in old.pem -out key.pem`, and keep the passphrase.',
  )

const explainOther = (blocks: readonly RawBlock[], known: readonly PemBlock[], subject: PemSubject): SignerError => {
  const encrypted = blocks.some((block) => block.headers)
  if (encrypted && subject.code === 'signer/key-unreadable') return legacyEncrypted(subject)
  const other = known[0]?.kind ?? (encrypted ? 'encrypted-pkcs8' : undefined)
  if (other) return unreadable(subject, `it is ${derKinds[other].name}`, derKinds[other].advice)
  const label = blocks[0]?.label ? ` ("${blocks[0].label.slice(0, 40)}")` : ''
  return unreadable(subject, `its content${label} is damaged, or of a kind that is not known here`, 'Fetch a new copy.')
}

const withKinds = (blocks: readonly RawBlock[]): readonly PemBlock[] =>
  blocks.flatMap(({ der }) => {
    const kind = kindOfDer(der)
    return kind ? [{ kind, der }] : []
  })

const pickBlock = (blocks: readonly RawBlock[], subject: PemSubject): PemBlock => {
  const known = withKinds(blocks)
  const wanted = known.find((block) => subject.accepts.includes(block.kind))
  if (!wanted) throw explainOther(blocks, known, subject)
  return wanted
}

/** The blocks whose content is known; an encrypted one in OpenSSL's old format is refused, wherever it stands. */
const knownBlocks = (blocks: readonly RawBlock[], subject: PemSubject): readonly PemBlock[] => {
  if (blocks.some(({ headers }) => headers.includes('ENCRYPTED'))) throw legacyEncrypted(subject)
  const known = withKinds(blocks)
  if (known.length === 0) throw explainOther(blocks, known, subject)
  return known
}

const isPem = (bytes: Uint8Array): boolean => new TextDecoder('latin1').decode(bytes).includes(begin)

const readRaw = (input: string | Uint8Array, subject: PemSubject): readonly RawBlock[] => {
  if (typeof input === 'string') return readText(input, subject)
  if (isPem(input)) return readText(new TextDecoder().decode(input), subject)
  const der = copyBytes(input)
  if (!kindOfDer(der)) throw explainNoPem(new TextDecoder().decode(input), subject)
  return [{ label: '', headers: '', der }]
}

/**
 * Reads one certificate or key. Text before a PEM block (bag attributes, comments), CRLF and a byte order mark are
 * fine. A file may hold several blocks, also certificates beside a key: **the first one that fits is used**.
 *
 * @throws SignerError with the subject's code: not PEM or DER, a path instead of contents, a .p12, a request, a public
 *   key, a key in OpenSSL's old encryption. The message never quotes the input.
 */
export const readPem = (input: string | Uint8Array, subject: PemSubject): PemBlock =>
  pickBlock(readRaw(input, subject), subject)

/**
 * Reads everything in a file that is a certificate, a key or the like, in its order: at least one.
 *
 * @throws SignerError with the subject's code: not PEM or DER, damaged, a key in OpenSSL's old encryption
 */
export const readBlocks = (input: string | Uint8Array, subject: PemSubject): readonly PemBlock[] =>
  knownBlocks(readRaw(input, subject), subject)

/** Writes DER as a PEM block: lines of 64 characters, a line break at the end (RFC 7468). */
export const writePem = (label: string, der: Uint8Array): string => {
  const lines = toBase64(der).match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
