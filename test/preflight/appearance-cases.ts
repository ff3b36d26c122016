/** The examples for the rules on colours, the app, NFC and validity. */
import { good } from './a-pass.ts'
import type { RuleCase } from './case.ts'
import { rows } from './rows.ts'

const now = new Date('2027-01-15T12:00:00Z')
const eventTicket = { base: good.eventTicket }

const nfcKey = 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADsgPpvDDhKDl1VXbhmBnFiYqr5FHuFkcaTcVOEqjLhAM='
const nfc = (changes: object = {}) => ({ nfc: { message: 'M-1', encryptionPublicKey: nfcKey, ...changes } })

const colours = (backgroundColor: string, foregroundColor: string) => ({ backgroundColor, foregroundColor })

const colourCases: readonly RuleCase[] = [
  ...[
    'rgb(256, 0, 0)',
    'rgb(1, 2)',
    'rgb(1, 2, 3',
    'rgba(1, 2, 3, 0.5)',
    '#fff',
    'FF8800',
    'rgb(255-255-255)',
    'rgb(10%, 20%, 30%)',
  ].flatMap((colour) =>
    rows(43, 'colour-invalid', 'warning', [
      {
        says: `${colour} as a colour`,
        broken: { backgroundColor: colour },
        twin: { backgroundColor: 'rgb(255,255, 255 )' },
        path: '/backgroundColor',
      },
    ]),
  ),
  ...['Black', 'red', '255, 255, 255', 'hsl(0, 0%, 0%)'].flatMap((colour) =>
    rows(43, 'colour-unreadable', 'error', [
      {
        says: `${colour} as a colour`,
        broken: { labelColor: colour },
        twin: { labelColor: 'rgb(0, 0, 0)' },
        path: '/labelColor',
      },
    ]),
  ),
  ...rows(0, 'contrast-low', 'warning', [
    {
      says: 'grey values on a grey card',
      broken: colours('rgb(120, 120, 120)', 'rgb(160, 160, 160)'),
      twin: colours('rgb(60, 60, 60)', 'rgb(255, 255, 255)'),
      path: '/foregroundColor',
    },
    {
      says: 'labels in the colour of the card',
      broken: { backgroundColor: 'rgb(60, 60, 60)', labelColor: 'rgb(60, 60, 60)' },
      twin: { labelColor: 'rgb(60, 60, 60)' },
      path: '/labelColor',
    },
    {
      says: 'white values on a white card, both in hexadecimal',
      broken: colours('#fff', '#FEFEFE'),
      twin: colours('#fff', '#000000'),
      path: '/foregroundColor',
    },
    {
      says: 'grey values on a grey ticket that has no picture',
      broken: colours('rgb(120, 120, 120)', 'rgb(160, 160, 160)'),
      twin: colours('rgb(120, 120, 120)', 'rgb(160, 160, 160)'),
      path: '/foregroundColor',
      options: eventTicket,
      twinOptions: { ...eventTicket, files: { 'background@2x.png': '' } },
    },
  ]),
  ...rows(44, 'key-unused', 'warning', [
    {
      says: 'a group of store cards',
      broken: { groupingIdentifier: 'trip-1' },
      path: '/groupingIdentifier',
    },
    {
      says: 'a group of generic passes, which event tickets may make',
      broken: { groupingIdentifier: 'trip-1' },
      twin: { groupingIdentifier: 'trip-1' },
      path: '/groupingIdentifier',
      options: { base: good.generic },
      twinOptions: eventTicket,
    },
  ]),
  ...rows(45, 'app-launch-url-alone', 'warning', [
    {
      says: 'a launch URL without an app',
      broken: { appLaunchURL: 'example://card' },
      twin: { appLaunchURL: 'example://card', associatedStoreIdentifiers: [375380948] },
      path: '/appLaunchURL',
    },
    {
      says: 'a launch URL and an empty list of apps',
      broken: { appLaunchURL: 'example://card', associatedStoreIdentifiers: [] },
      twin: { appLaunchURL: '', associatedStoreIdentifiers: [] },
      path: '/appLaunchURL',
    },
  ]),
  ...rows(45, 'type-wrong', 'warning', [
    {
      says: 'an app as text',
      broken: { associatedStoreIdentifiers: ['375380948'] },
      twin: { associatedStoreIdentifiers: [375380948] },
      path: '/associatedStoreIdentifiers/0',
    },
  ]),
]

const nfcCases: readonly RuleCase[] = [
  ...rows(46, 'key-missing', 'error', [
    { says: 'nfc without a message', broken: nfc({ message: undefined }), twin: nfc(), path: '/nfc/message' },
    {
      says: 'nfc without a key',
      broken: nfc({ encryptionPublicKey: undefined }),
      twin: nfc(),
      path: '/nfc/encryptionPublicKey',
    },
  ]),
  ...rows(46, 'value-blank', 'warning', [
    { says: 'an empty message', broken: nfc({ message: '' }), twin: nfc(), path: '/nfc/message' },
  ]),
  ...rows(46, 'nfc-message-long', 'error', [
    {
      says: 'a message of 33 letters that make 66 bytes',
      broken: nfc({ message: 'é'.repeat(33) }),
      twin: nfc({ message: 'é'.repeat(32) }),
      path: '/nfc/message',
    },
  ]),
  ...rows(46, 'nfc-key-invalid', 'error', [
    {
      says: 'a key with the lines of a PEM file',
      broken: nfc({ encryptionPublicKey: `-----BEGIN PUBLIC KEY-----\n${nfcKey}\n-----END PUBLIC KEY-----` }),
      twin: nfc(),
      path: '/nfc/encryptionPublicKey',
    },
    {
      says: 'a key that is only a point',
      broken: nfc({ encryptionPublicKey: 'A7ID6bww4Sg5dVV24ZgZxYmKq+RR7hZHGk3FThKoy4QD' }),
      twin: nfc(),
      path: '/nfc/encryptionPublicKey',
    },
    { says: 'an empty key', broken: nfc({ encryptionPublicKey: '' }), twin: nfc(), path: '/nfc/encryptionPublicKey' },
  ]),
  ...rows(0, 'nfc-key-wrapped', 'warning', [
    {
      says: 'a key on two lines',
      broken: nfc({ encryptionPublicKey: `${nfcKey.slice(0, 64)}\n${nfcKey.slice(64)}` }),
      twin: nfc(),
      path: '/nfc/encryptionPublicKey',
    },
  ]),
  ...rows(47, 'nfc-sharing', 'warning', [
    {
      says: 'authentication that sharing gets around',
      broken: nfc({ requiresAuthentication: true }),
      twin: { ...nfc({ requiresAuthentication: true }), sharingProhibited: true },
      path: '/nfc/requiresAuthentication',
    },
  ]),
]

const validityCases: readonly RuleCase[] = [
  ...rows(48, 'pass-expired', 'warning', [
    {
      says: 'a pass that has expired',
      broken: { expirationDate: '2027-01-15T12:59:59+01:00' },
      twin: { expirationDate: '2027-01-15T13:00:00+01:00' },
      path: '/expirationDate',
      options: { now },
    },
    {
      says: 'a pass that has expired, looked at when time does not matter',
      broken: { expirationDate: '2020-01-01T00:00:00Z' },
      twin: { expirationDate: '2020-01-01T00:00:00Z' },
      path: '/expirationDate',
      options: { now },
      twinOptions: {},
    },
  ]),
  ...rows(48, 'pass-voided', 'warning', [
    { says: 'a void pass', broken: { voided: true }, twin: { voided: false }, path: '/voided', options: { now } },
  ]),
]

/** The examples. */
export const appearanceCases: readonly RuleCase[] = [...colourCases, ...nfcCases, ...validityCases]
