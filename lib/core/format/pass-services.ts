/** The keys of `pass.json` that tie it to apps, to its web service, to readers and to machines. */
import { anything, boolean, list, number, optional, required, structure, text } from './kinds.ts'
import { semantics } from './semantics.ts'

const cosmetic = { severity: 'warning' } as const

const nfcPage = { url: 'https://developer.apple.com/documentation/walletpasses/pass/nfc' }

const nfc = structure({
  message: required(text({ mayBeBlank: true, minLength: 1, wants: 'is not empty' }), {
    what: 'What the pass says to a reader, at most 64 bytes.',
    since: 9,
    ...nfcPage,
  }),
  encryptionPublicKey: required(text(), {
    what: 'The public key of the readers: Base64 of an X.509 SubjectPublicKeyInfo with a P-256 key.',
    since: 9,
    ...nfcPage,
  }),
  requiresAuthentication: optional(boolean, {
    what: 'Whether the holder must authenticate at a reader.',
    since: 13.1,
    ...nfcPage,
  }),
})

/** The keys. */
export const serviceKeys = {
  associatedStoreIdentifiers: optional(list(number()), {
    what: 'The App Store identifiers of the apps that belong to the pass; the first that fits the device is offered.',
    ...cosmetic,
  }),
  appLaunchURL: optional(text(), { what: 'What the app is given when it is opened.', since: 7, ...cosmetic }),
  auxiliaryStoreIdentifiers: optional(list(number()), {
    what: 'The App Store identifiers of more apps, for the event guide.',
    since: 18,
    styles: ['eventTicket'],
    schemes: ['posterEventTicket'],
    ...cosmetic,
  }),
  userInfo: optional(anything, { what: 'Anything for your own app; never shown.', since: 7 }),
  webServiceURL: optional(text({ url: true, mayBeBlank: true, wants: 'is an https address' }), {
    what: 'Where a device asks for updates.',
  }),
  authenticationToken: optional(text({ minLength: 16, mayBeBlank: true, wants: 'has at least 16 characters' }), {
    what: 'The secret that a device shows to the web service.',
  }),
  nfc: optional(nfc, { what: 'What the pass says to readers.', since: 9, ...nfcPage }),
  semantics: optional(semantics, {
    what: 'What the pass says to machines about itself.',
    since: 12,
    ...cosmetic,
    url: 'https://developer.apple.com/documentation/walletpasses/semantictags',
  }),
}
