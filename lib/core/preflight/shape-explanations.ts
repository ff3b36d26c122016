/** What the codes mean that the tables of the format bring up. The severity is the gravest: cosmetic keys only warn. */
import { deviceLog, documented, type Explanation, inferred } from '../finding.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')

const datePage = documented('https://www.w3.org/TR/NOTE-datetime')

const dateFix = 'write the date as 2027-03-01T09:30:00+01:00: with hours, minutes and time zone'

/** The explanations. */
export const shapeExplanations: readonly Explanation[] = [
  {
    code: 'key-missing',
    severity: 'error',
    what: 'A key that must be there is missing, or is null.',
    why: 'Wallet refuses a pass without the keys that identify it, and ignores a field, barcode or place without its own.',
    fix: 'give the key',
    source: passPage,
  },
  {
    code: 'key-unknown',
    severity: 'warning',
    what: 'A key is none that Wallet knows, and looks like one that it knows.',
    why: 'Wallet ignores keys that it does not know without a word: a misspelt one does nothing.',
    fix: 'write the key as Wallet knows it; keys of your own belong into userInfo',
    source: inferred,
  },
  {
    code: 'value-null',
    severity: 'warning',
    what: 'A key that may be left out has null.',
    why: 'No source says that Wallet takes null for nothing, and none that it refuses it.',
    fix: 'leave the key out',
    source: inferred,
  },
  {
    code: 'value-blank',
    severity: 'warning',
    what: 'The key of a field, or the address or token of the web service, is an empty text.',
    why: 'Without address and token the pass is never updated; without a key Wallet cannot tell which field has changed.',
    fix: 'give it; a pass without a web service has neither address nor token',
    source: inferred,
  },
  {
    code: 'type-wrong',
    severity: 'error',
    what: 'A value is of another type than Wallet wants: a number as text, an object in place of an array.',
    why: 'Wallet refuses the pass, or drops the value without a word, depending on the key.',
    fix: 'write the value in its type: numbers and true or false without quotes, lists in square brackets',
    source: passPage,
  },
  {
    code: 'text-invalid',
    severity: 'error',
    what: 'A text does not have the form that Wallet wants: an identifier, an address, a token.',
    why: 'Wallet refuses the pass, or the feature that the text belongs to.',
    fix: 'write the text in the form that the finding names',
    source: passPage,
  },
  {
    code: 'name-unknown',
    severity: 'error',
    what: 'A text is none of the names that Wallet knows at its place.',
    why: 'Wallet cannot draw a barcode or a boarding pass of a kind that it does not know; unknown names of looks are ignored.',
    fix: 'write one of the names that the finding lists, letter by letter',
    source: passPage,
  },
  {
    code: 'number-out-of-range',
    severity: 'error',
    what: 'A number is not one that Wallet takes at its place.',
    why: 'Wallet refuses the pass or ignores what the number belongs to.',
    fix: 'write a number within the bounds that the finding names',
    source: passPage,
  },
  {
    code: 'date-invalid',
    severity: 'error',
    what: 'A date is no date, or one that does not exist.',
    why: 'Devices log "Unable to parse" and refuse the pass.',
    fix: dateFix,
    source: deviceLog,
  },
  {
    code: 'date-time-missing',
    severity: 'error',
    what: 'A date has no hours and minutes.',
    why: 'Devices log "Unable to parse" and refuse the pass.',
    fix: dateFix,
    source: deviceLog,
  },
  {
    code: 'date-zone-missing',
    severity: 'error',
    what: 'A date has no time zone.',
    why: 'Devices log "Unable to parse" and refuse the pass: without a zone the moment is not known.',
    fix: dateFix,
    source: datePage,
  },
  {
    code: 'colour-unreadable',
    severity: 'error',
    what: 'A colour is in no form of a colour at all, for example a name.',
    why: 'Devices log "Unable to parse color string" and refuse the pass.',
    fix: 'write rgb(r, g, b) with whole numbers from 0 to 255',
    source: deviceLog,
  },
  {
    code: 'colour-invalid',
    severity: 'warning',
    what: 'A colour is not written as rgb(r, g, b).',
    why: 'It is the only form that is documented; what Wallet makes of others is not known.',
    fix: 'write rgb(r, g, b) with whole numbers from 0 to 255',
    source: passPage,
  },
]
