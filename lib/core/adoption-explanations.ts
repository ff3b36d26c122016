/** What the codes mean that are found in passes of another system, when they are to be taken over. */
import { documented, type Explanation, inferred } from './finding.ts'

type Row = Omit<Explanation, 'code' | 'severity'>

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')
const registrationPage = documented(
  'https://developer.apple.com/documentation/walletpasses/register-a-pass-for-update-notifications',
)

const rows = {
  'adopted-token-invalid': {
    what: 'The authentication token is not one that Wallet could send.',
    why: 'Wallet wants 16 characters or more, and sends them in a header: a token with other characters never arrives.',
    fix: 'give the authenticationToken of the pass as it is on phones: 16 to 256 visible ASCII characters',
    source: passPage,
  },
  'adopted-date-invalid': {
    what: 'The time of the last change is none that a device could hold.',
    why: 'Devices send back the Last-Modified that they were given, which has whole seconds and lies in the past.',
    fix: 'give the Last-Modified that the other system sent with the pass: whole seconds, not in the future',
    source: documented('https://developer.apple.com/documentation/walletpasses/send-an-updated-pass'),
  },
  'adopted-registrations-many': {
    what: 'There are more registrations than are taken at once.',
    why: 'Each is written with its device, and one request has to be done within seconds.',
    fix: 'send the pass several times, each time with some of its registrations: what is missing is added',
    source: inferred,
  },
  'adopted-device-invalid': {
    what: 'A device library identifier is none that fits into an address.',
    why: 'Devices send it as part of an address. Those of Apple are 32 hexadecimal digits.',
    fix: 'give what the device called itself when it registered',
    source: registrationPage,
  },
  'adopted-push-token-invalid': {
    what: 'A push token is not hexadecimal.',
    why: 'Devices send it so, and APNs takes it so; what is stored otherwise wakes nobody.',
    fix: 'give the pushToken of the registration in hexadecimal digits; base64 has to be converted',
    source: registrationPage,
  },
  'adopted-device-twice': {
    what: 'A device is named twice, with different push tokens.',
    why: 'A device has one push token for all passes of a type; the older one wakes nobody any more.',
    fix: 'keep the registration that was made last',
    source: registrationPage,
  },
  'adopted-personalizable': {
    what: 'The template asks the holder of the pass for a name or an address.',
    why: 'Whoever may fill the form is told by a serial number that nobody can guess, and one of another system may be guessed.',
    fix: 'adopt the pass with a template without personalization.json: its holder has filled the form already',
    source: inferred,
  },
} as const satisfies Readonly<Record<string, Row>>

/** The code of a fault of a pass that is to be adopted. */
export type AdoptionFault = keyof typeof rows

/** What a code means. */
export const adoptionExplanation = (code: AdoptionFault): Explanation => ({ code, severity: 'error', ...rows[code] })

/** The explanations. */
export const adoptionExplanations: readonly Explanation[] = Object.entries(rows).map(([code, row]) => ({
  code,
  severity: 'error',
  ...row,
}))
