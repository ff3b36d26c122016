import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../format/json.ts'
import { passTable } from '../format/pass.ts'
import { personalizationTable } from '../format/personalization.ts'
import { shapeFindings } from './shape.ts'

const good = {
  formatVersion: 1,
  passTypeIdentifier: 'pass.com.example.card',
  serialNumber: 'A-1',
  teamIdentifier: 'ABCDE12345',
  organizationName: 'Example',
  description: 'A card',
  storeCard: { primaryFields: [{ key: 'balance', value: 12.5, currencyCode: 'EUR' }] },
}

const told = (pass: object): string[] =>
  shapeFindings(passTable, { ...good, ...pass }).map(({ severity, code, path }) => `${severity} ${code} ${path}`)

const storeCard = (field: object) => ({ storeCard: { primaryFields: [{ key: 'a', value: 'b', ...field }] } })

const barcode = { format: 'PKBarcodeFormatQR', message: '1', messageEncoding: 'iso-8859-1' }

const field0 = '/storeCard/primaryFields/0'

describe('the shape of pass.json', () => {
  it('is good in a good pass', () => {
    expect(told({})).toEqual([])
  })

  it.each<[string, object, string]>([
    ['a missing description', { description: undefined }, 'error key-missing /description'],
    ['a format version as text', { formatVersion: '1' }, 'error type-wrong /formatVersion'],
    ['another format version', { formatVersion: 2 }, 'error number-out-of-range /formatVersion'],
    ['a serial number that is a number', { serialNumber: 12 }, 'error type-wrong /serialNumber'],
    ['an empty serial number', { serialNumber: '' }, 'error text-invalid /serialNumber'],
    ['a pass type without pass.', { passTypeIdentifier: 'com.example' }, 'error text-invalid /passTypeIdentifier'],
    ['a team of nine letters', { teamIdentifier: 'ABCDE1234' }, 'error text-invalid /teamIdentifier'],
    ['no transit type', { boardingPass: {} }, 'error key-missing /boardingPass/transitType'],
    [
      'an unknown transit type',
      { boardingPass: { transitType: 'PKTransitTypeCar' } },
      'error name-unknown /boardingPass/transitType',
    ],
    ['a date without a zone', { expirationDate: '2027-01-01T10:00:00' }, 'error date-zone-missing /expirationDate'],
    ['an empty date', { expirationDate: '' }, 'error date-invalid /expirationDate'],
    [
      'a date without a time',
      { relevantDates: [{ date: '2027-01-01' }] },
      'error date-time-missing /relevantDates/0/date',
    ],
    ['a date that is a number', { relevantDate: 1_800_000_000 }, 'error type-wrong /relevantDate'],
    ['a boolean as text', { voided: 'true' }, 'error type-wrong /voided'],
    ['a boolean as 1', { voided: 1 }, 'warning type-wrong /voided'],
    ['a cosmetic boolean as text', { suppressStripShine: 'false' }, 'warning type-wrong /suppressStripShine'],
    ['a distance as text', { maxDistance: '100' }, 'warning type-wrong /maxDistance'],
    ['a distance of nothing', { maxDistance: 0 }, 'warning number-out-of-range /maxDistance'],
    ['a hexadecimal colour', { backgroundColor: '#fff' }, 'warning colour-invalid /backgroundColor'],
    ['the name of a colour', { backgroundColor: 'Black' }, 'error colour-unreadable /backgroundColor'],
    ['an object for barcodes', { barcodes: { ...barcode } }, 'error type-wrong /barcodes'],
    [
      'an unknown barcode format',
      { barcodes: [{ ...barcode, format: 'PKBarcodeFormatITF' }] },
      'error name-unknown /barcodes/0/format',
    ],
    [
      'a barcode message as a number',
      { barcodes: [{ ...barcode, message: 1 }] },
      'error type-wrong /barcodes/0/message',
    ],
    [
      'a barcode without an encoding',
      { barcode: { ...barcode, messageEncoding: undefined } },
      'error key-missing /barcode/messageEncoding',
    ],
    [
      'a latitude out of range',
      { locations: [{ latitude: 91, longitude: 0 }] },
      'error number-out-of-range /locations/0/latitude',
    ],
    [
      'a longitude as text',
      { locations: [{ latitude: 1, longitude: '2' }] },
      'error type-wrong /locations/0/longitude',
    ],
    ['a beacon without a UUID', { beacons: [{ proximityUUID: 'x' }] }, 'error text-invalid /beacons/0/proximityUUID'],
    ['a field without a value', storeCard({ value: undefined }), `error key-missing ${field0}/value`],
    ['a field value of the wrong type', storeCard({ value: true }), `error type-wrong ${field0}/value`],
    ['a field that is no object', { storeCard: { backFields: ['x'] } }, 'error type-wrong /storeCard/backFields/0'],
    ['an unknown alignment', storeCard({ textAlignment: 'left' }), `warning name-unknown ${field0}/textAlignment`],
    ['a third row', storeCard({ row: 2 }), `warning number-out-of-range ${field0}/row`],
    [
      'an identifier of an app as text',
      { associatedStoreIdentifiers: ['1'] },
      'warning type-wrong /associatedStoreIdentifiers/0',
    ],
    [
      'a token of fifteen characters',
      { authenticationToken: 'x'.repeat(15) },
      'error text-invalid /authenticationToken',
    ],
    ['an address that is none', { webServiceURL: 'example' }, 'error text-invalid /webServiceURL'],
    ['an empty address', { webServiceURL: '' }, 'warning value-blank /webServiceURL'],
    ['an NFC dictionary without a key', { nfc: { message: 'x' } }, 'error key-missing /nfc/encryptionPublicKey'],
    ['a flight number as text', { semantics: { flightNumber: '12' } }, 'warning type-wrong /semantics/flightNumber'],
    [
      'an amount as a number',
      storeCard({ semantics: { balance: { amount: 1 } } }),
      `warning type-wrong ${field0}/semantics/balance/amount`,
    ],
    [
      'a semantic date without a zone',
      { semantics: { eventStartDate: '2027-01-01T10:00' } },
      'warning date-zone-missing /semantics/eventStartDate',
    ],
    [
      'a semantic place without a longitude',
      { semantics: { venueLocation: { latitude: 1 } } },
      'warning key-missing /semantics/venueLocation/longitude',
    ],
    ['a link of the event guide that is none', { sellURL: 'shop' }, 'warning text-invalid /sellURL'],
    [
      'an action without a type',
      { featuredActions: [{ identifier: 'a' }] },
      'warning key-missing /featuredActions/0/type',
    ],
    [
      'an upcoming event that is no event',
      { upcomingPassInformation: [{ identifier: '1', name: 'A', type: 'film' }] },
      'warning name-unknown /upcomingPassInformation/0/type',
    ],
    [
      'a field without a key in an upcoming event, which is no graver than the event',
      { upcomingPassInformation: [{ identifier: '1', name: 'A', type: 'event', backFields: [{ value: 1 }] }] },
      'warning key-missing /upcomingPassInformation/0/backFields/0/key',
    ],
    ['null for a key that may be missing', { logoText: null }, 'warning value-null /logoText'],
    ['null for a key of a field that may be missing', storeCard({ label: null }), `warning value-null ${field0}/label`],
    ['null for a key that must be there', { description: null }, 'error key-missing /description'],
    ['null in place of a field', { storeCard: { backFields: [null] } }, 'error type-wrong /storeCard/backFields/0'],
  ])('is told of %s, in one finding', (_, pass, expected) => {
    expect(told(pass)).toEqual([expected])
  })

  it.each<[string, object]>([
    ['an empty value', storeCard({ value: '' })],
    ['a date with fractions', { expirationDate: '2027-03-01T09:30:00.250Z' }],
    ['a number that only a big integer keeps', storeCard({ value: 12_345_678_901_234_567_890n })],
    ['null among the data of an app', { userInfo: null }],
    ['a barcode format of the newest system', { barcodes: [{ ...barcode, format: 'PKBarcodeFormatEAN13' }] }],
    ['keys that are known nowhere', { somethingNew: { a: 1 }, ...storeCard({ newKey: true }) }],
    ['keys that only some tools know', { stripColor: 'rgb(1, 2, 3)', semantics: { airplay: [] } }],
  ])('may have %s', (_, pass) => {
    expect(told(pass)).toEqual([])
  })

  it.each<[string, object, string]>([
    ['organisationName', { organisationName: 'Example' }, '/organisationName'],
    ['relevantdate', { relevantdate: '2027-03-01T09:30Z' }, '/relevantdate'],
    ['primaryField', { storeCard: { primaryField: [] } }, '/storeCard/primaryField'],
    ['changemessage', storeCard({ changemessage: '%@' }), `${field0}/changemessage`],
    ['altTxt', { barcodes: [{ ...barcode, altTxt: '1' }] }, '/barcodes/0/altTxt'],
  ])('is told of %s, which looks like a key that Wallet knows', (_, pass, path) => {
    expect(told(pass)).toEqual([`warning key-unknown ${path}`])
  })

  it('never repeats a long text', () => {
    const [finding] = shapeFindings(passTable, { ...good, ...storeCard({ textAlignment: 'x'.repeat(10_000) }) })
    expect(finding?.message.length).toBeLessThan(200)
  })

  it('finds an error behind any number of warnings, and tells at most a thousand of each', () => {
    const backFields = Array.from({ length: 2_000 }, (_, key) => ({ key: `k${key}`, value: 1, label: null }))
    const findings = shapeFindings(passTable, { ...good, storeCard: { backFields: [...backFields, 1] } })
    expect(findings.filter(({ code }) => code === 'value-null')).toHaveLength(1_000)
    expect(findings.at(-1)?.path).toBe('/storeCard/backFields/2000')
    const errors = shapeFindings(passTable, { ...good, locations: Array.from({ length: 100_000 }, () => 1) })
    expect(errors).toHaveLength(1_000)
  })

  it('looks at a hundred thousand unknown keys in one go', () => {
    const unknown: JsonObject = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`unknownKey${n}`, n]))
    const start = Date.now()
    expect(told(unknown)).toEqual([])
    expect(Date.now() - start).toBeLessThan(5_000)
  })
})

describe('the shape of personalization.json', () => {
  it.each<[object, string[]]>([
    [{ requiredPersonalizationFields: ['PKPassPersonalizationFieldName'], description: 'Join' }, []],
    [{ description: 'Join' }, ['error key-missing /requiredPersonalizationFields']],
    [
      { requiredPersonalizationFields: ['Name'], description: 'Join' },
      ['error name-unknown /requiredPersonalizationFields/0'],
    ],
  ])('of %j has %j', (json, expected) => {
    const findings = shapeFindings(personalizationTable, json as JsonObject)
    expect(findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual(expected)
  })
})
