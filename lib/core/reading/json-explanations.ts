/** What can be wrong with the text of a JSON file, before anybody looks at what it says. */
import { documented, type Explanation, inferred } from '../finding.ts'

const json = documented('https://developer.apple.com/documentation/foundation/jsonserialization')
const rfc = documented('https://www.rfc-editor.org/rfc/rfc8259')

/** One row for each code of a JSON fault. What Apple's own parser bears with is no error in a pass that others made. */
export const jsonExplanations = [
  {
    code: 'json-invalid',
    severity: 'error',
    what: 'A JSON file of the package cannot be parsed.',
    why: 'Wallet refuses a pass whose pass.json or manifest.json is no valid JSON.',
    fix: 'write the file with a JSON library, not by joining texts, and sign the pass again',
    source: json,
  },
  {
    code: 'json-encoding',
    severity: 'error',
    what: 'A JSON file holds bytes that are no characters of its encoding.',
    why: "Apple's parser refuses a text that it cannot decode; usually the file was saved as Latin-1 or cut within a character.",
    fix: 'save the file as UTF-8 and sign the pass again',
    source: json,
  },
  {
    code: 'json-byte-order-mark',
    severity: { strict: 'error', lenient: 'warning' },
    what: 'A JSON file begins with a byte order mark.',
    why: "Apple's parser skips it, but JSON on the network must not have one (RFC 8259, section 8.1), and other readers fail.",
    fix: 'save the file as UTF-8 without a byte order mark and sign the pass again',
    source: rfc,
  },
  {
    code: 'json-utf-16',
    severity: { strict: 'error', lenient: 'warning' },
    what: 'A JSON file is written in UTF-16.',
    why: "Apple's parser detects UTF-16, but JSON that is exchanged must be UTF-8 (RFC 8259, section 8.1), and other readers fail.",
    fix: 'save the file as UTF-8 and sign the pass again',
    source: rfc,
  },
  {
    code: 'json-comment',
    severity: 'error',
    what: 'A JSON file has a comment.',
    why: "JSON knows no comments, and Apple's parser refuses a text that has one.",
    fix: 'remove the comment and sign the pass again',
    source: json,
  },
  {
    code: 'json-trailing-comma',
    severity: { strict: 'error', lenient: 'warning' },
    what: 'A JSON file has a comma after the last item of an object or an array.',
    why: "Apple's parser bears with it, but it is no JSON, and other readers refuse the pass.",
    fix: 'remove the comma and sign the pass again',
    source: rfc,
  },
  {
    code: 'json-duplicate-name',
    severity: { strict: 'error', lenient: 'warning' },
    what: 'An object of a JSON file has the same name twice.',
    why: "Apple's parser keeps the first of the two, most others the last: what is shown depends on who reads it.",
    fix: 'keep one of them and sign the pass again',
    source: inferred,
  },
  {
    code: 'json-control-character',
    severity: 'error',
    what: 'A text of a JSON file has a line break or another control character in it that is not escaped.',
    why: "JSON wants control characters escaped, and Apple's parser refuses a text where they are not.",
    fix: 'write it as an escape, a line break as \\n, and sign the pass again',
    source: json,
  },
  {
    code: 'json-escape',
    severity: 'error',
    what: 'A text of a JSON file has a backslash with something behind it that is no escape, or half of a surrogate pair.',
    why: "Apple's parser refuses escapes that JSON does not know.",
    fix: 'write the character itself, or one of the escapes that JSON knows, and sign the pass again',
    source: json,
  },
  {
    code: 'json-number',
    severity: 'error',
    what: 'A JSON file has a number in a form that JSON does not know (01, +1, .5, 1., NaN), or one that is too large.',
    why: "Apple's parser refuses such a text.",
    fix: 'write the number in digits, without leading zeros or a plus sign, and sign the pass again',
    source: json,
  },
  {
    code: 'json-too-deep',
    severity: 'error',
    what: 'Arrays and objects of a JSON file are nested more than 100 deep.',
    why: 'No key of a pass nests deeper than a few levels, and parsers have their limits. The file was not read.',
    fix: 'nest less, and sign the pass again',
    source: inferred,
  },
  {
    code: 'json-too-large',
    severity: 'error',
    what: 'A JSON file has more than 8 MiB.',
    why: 'Texts of a pass are a few kilobytes; the file was not read.',
    fix: 'leave out what Wallet does not show, and sign the pass again',
    source: inferred,
  },
] as const satisfies readonly Explanation[]

/** The code of something that is wrong with a JSON text. */
export type JsonFaultCode = (typeof jsonExplanations)[number]['code']
