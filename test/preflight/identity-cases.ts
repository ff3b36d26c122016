/** The examples for the rules on identity, style and types. */
import { aField, good } from './a-pass.ts'
import type { RuleCase } from './case.ts'
import { rows } from './rows.ts'

const boardingPass = { base: good.boardingPass }

const place = { latitude: 48.2, longitude: 16.4 }
const nfc = {
  message: 'M-1',
  encryptionPublicKey: 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADsgPpvDDhKDl1VXbhmBnFiYqr5FHuFkcaTcVOEqjLhAM=',
}

const required = [
  'formatVersion',
  'passTypeIdentifier',
  'serialNumber',
  'teamIdentifier',
  'organizationName',
  'description',
]

const identityRows: readonly RuleCase[] = [
  ...rows(
    27,
    'key-missing',
    'error',
    required.map((key) => ({ says: `no ${key}`, broken: { [key]: undefined }, path: `/${key}` })),
  ),
  ...rows(27, 'key-missing', 'error', [
    { says: 'a description that is null', broken: { description: null }, path: '/description' },
  ]),
  ...rows(28, 'type-wrong', 'error', [
    { says: 'a format version as text', broken: { formatVersion: '1' }, path: '/formatVersion' },
  ]),
  ...rows(28, 'number-out-of-range', 'error', [
    { says: 'format version 2', broken: { formatVersion: 2 }, path: '/formatVersion' },
  ]),
  ...rows(33, 'text-invalid', 'error', [
    {
      says: 'a pass type identifier without pass.',
      broken: { passTypeIdentifier: 'com.example.card' },
      path: '/passTypeIdentifier',
    },
    {
      says: 'a pass type identifier that is only pass.',
      broken: { passTypeIdentifier: 'pass.' },
      path: '/passTypeIdentifier',
    },
    { says: 'an empty serial number', broken: { serialNumber: '' }, path: '/serialNumber' },
    { says: 'a team of nine letters', broken: { teamIdentifier: 'ABCDE1234' }, path: '/teamIdentifier' },
  ]),
  ...rows(33, 'type-wrong', 'error', [
    { says: 'a serial number that is a number', broken: { serialNumber: 12 }, path: '/serialNumber' },
  ]),
  ...rows(0, 'serial-number-url', 'warning', [
    { says: 'a serial number with a slash', broken: { serialNumber: 'A/1' }, path: '/serialNumber' },
    {
      says: 'a serial number with a space',
      broken: { serialNumber: 'A 1' },
      twin: { serialNumber: 'A_1' },
      path: '/serialNumber',
    },
    {
      says: 'a serial number of two dots',
      broken: { serialNumber: '..' },
      twin: { serialNumber: 'v1.2' },
      path: '/serialNumber',
    },
    {
      says: 'a serial number of 65 characters',
      broken: { serialNumber: 'a'.repeat(65) },
      twin: { serialNumber: 'a'.repeat(64) },
      path: '/serialNumber',
    },
  ]),
  ...rows(0, 'serial-number-url', 'info', [
    {
      says: 'a serial number with a slash, made by others',
      broken: { serialNumber: 'A/1' },
      path: '/serialNumber',
      options: { profile: 'lenient' },
    },
  ]),
  ...rows(0, 'name-blank', 'warning', [
    { says: 'an empty name of the organization', broken: { organizationName: '' }, path: '/organizationName' },
    { says: 'a description of spaces', broken: { description: '  ' }, path: '/description' },
  ]),
]

const storeCardFields = good.storeCard.storeCard
const posterFields = { headerFields: [aField('number')] }

const styleCases: readonly RuleCase[] = [
  ...rows(29, 'style-count', 'error', [
    { says: 'no style', broken: { storeCard: undefined }, twin: { storeCard: undefined, accessCard: {} }, path: '' },
    { says: 'only styles that are null', broken: { storeCard: null, coupon: null }, path: '' },
    { says: 'two styles', broken: { coupon: {} }, twin: { coupon: null }, path: '' },
    {
      says: 'two styles and a poster',
      broken: { coupon: {}, posterGeneric: posterFields },
      twin: { posterGeneric: posterFields },
      path: '',
    },
  ]),
  ...rows(29, 'style-poster-alone', 'warning', [
    {
      says: 'a poster without a style for older systems',
      broken: { storeCard: undefined, posterGeneric: posterFields },
      twin: { storeCard: storeCardFields, posterGeneric: posterFields },
      path: '/posterGeneric',
    },
  ]),
  ...rows(30, 'key-missing', 'error', [
    {
      says: 'a boarding pass without transit type',
      broken: { boardingPass: {} },
      twin: { boardingPass: { transitType: 'PKTransitTypeBus' } },
      path: '/boardingPass/transitType',
      options: boardingPass,
    },
  ]),
  ...rows(30, 'name-unknown', 'error', [
    {
      says: 'an unknown transit type',
      broken: { boardingPass: { transitType: 'PKTransitTypeCar' } },
      twin: { boardingPass: { transitType: 'PKTransitTypeTrain' } },
      path: '/boardingPass/transitType',
      options: boardingPass,
    },
  ]),
  ...rows(31, 'transit-type-misplaced', 'warning', [
    {
      says: 'a transit type on a store card',
      broken: { storeCard: { ...storeCardFields, transitType: 'PKTransitTypeAir' } },
      path: '/storeCard/transitType',
    },
  ]),
]

const typeCases: readonly RuleCase[] = [
  ...rows(32, 'type-wrong', 'error', [
    { says: 'voided as a number', broken: { voided: 2 }, twin: { voided: false }, path: '/voided' },
    { says: 'voided as text', broken: { voided: 'false' }, twin: { voided: false }, path: '/voided' },
    {
      says: 'one location in place of a list',
      broken: { locations: place },
      twin: { locations: [place] },
      path: '/locations',
    },
    { says: 'a list in place of a style', broken: { storeCard: [] }, path: '/storeCard' },
    {
      says: 'a list in place of nfc',
      broken: { nfc: [nfc] },
      twin: { nfc },
      path: '/nfc',
    },
  ]),
  ...rows(32, 'type-wrong', 'warning', [
    { says: 'voided as 0', broken: { voided: 0 }, twin: { voided: false }, path: '/voided' },
    { says: 'a distance as text', broken: { maxDistance: '100' }, twin: { maxDistance: 100 }, path: '/maxDistance' },
    {
      says: 'sharing prohibited by text',
      broken: { sharingProhibited: 'true' },
      twin: { sharingProhibited: true },
      path: '/sharingProhibited',
    },
  ]),
]

/** The examples. */
export const identityCases: readonly RuleCase[] = [...identityRows, ...styleCases, ...typeCases]
