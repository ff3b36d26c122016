import { describe, expect, it } from 'vitest'
import { faultOf, pngStub } from '../../../test/builders/template.ts'
import { utf8 } from '../bytes.ts'
import { readyPass } from '../template/ready.ts'
import { assertInstallable, preflight } from './preflight.ts'

const good = {
  formatVersion: 1,
  passTypeIdentifier: 'pass.com.example.card',
  serialNumber: 'A-1',
  teamIdentifier: 'ABCDE12345',
  organizationName: 'Example',
  description: 'A card',
  storeCard: { primaryFields: [{ key: 'balance', value: 12.5, currencyCode: 'EUR', changeMessage: 'Now %@' }] },
}

const icons = ['icon.png', 'icon@2x.png', 'icon@3x.png']

const aPass = (changes: object = {}, files: readonly string[] = icons) =>
  readyPass([
    ['pass.json', utf8(JSON.stringify({ ...good, ...changes }))],
    ...files.map((path) => [path, pngStub()] as const),
  ])

const storeCard = (field: object) => ({ storeCard: { primaryFields: [{ key: 'a', value: 'b', ...field }] } })

const told = (changes: object, files?: readonly string[]) =>
  preflight(aPass(changes, files)).map(({ severity, code, path }) => `${severity} ${code} ${path}`)

describe('preflight', () => {
  it('has nothing to say of a good pass', () => {
    expect(told({})).toEqual([])
  })

  it('keeps keys that it does not know', () => {
    expect(told({ somethingNew: { a: 1 }, ...storeCard({ newKey: true }) })).toEqual([])
  })

  it.each<[string, object, string[]]>([
    ['a missing description', { description: undefined }, ['error key-missing /description']],
    ['a format version as text', { formatVersion: '1' }, ['error type-wrong /formatVersion']],
    ['another format version', { formatVersion: 2 }, ['error number-out-of-range /formatVersion']],
    ['a serial number that is a number', { serialNumber: 12 }, ['error type-wrong /serialNumber']],
    ['an empty serial number', { serialNumber: '' }, ['error text-invalid /serialNumber']],
    ['a pass type without pass.', { passTypeIdentifier: 'com.example' }, ['error text-invalid /passTypeIdentifier']],
    ['a team of nine letters', { teamIdentifier: 'ABCDE1234' }, ['error text-invalid /teamIdentifier']],
    ['no style', { storeCard: undefined }, ['error style-count ']],
    ['two styles', { coupon: {} }, ['error style-count ']],
    [
      'a boarding pass without transit type',
      { storeCard: undefined, boardingPass: {} },
      ['error key-missing /boardingPass/transitType'],
    ],
    [
      'an unknown transit type',
      { storeCard: undefined, boardingPass: { transitType: 'PKTransitTypeCar' } },
      ['error name-unknown /boardingPass/transitType'],
    ],
    [
      'a transit type on a card',
      { storeCard: { transitType: 'PKTransitTypeAir' } },
      ['warning transit-type-misplaced /storeCard/transitType'],
    ],
    ['a date without a zone', { expirationDate: '2027-01-01T10:00:00' }, ['error date-zone-missing /expirationDate']],
    [
      'a date without a time',
      { relevantDates: [{ date: '2027-01-01' }] },
      ['error date-time-missing /relevantDates/0/date'],
    ],
    ['a boolean as a number', { voided: 1 }, ['error type-wrong /voided']],
    ['a distance as text', { maxDistance: '100' }, ['warning type-wrong /maxDistance']],
    ['a hexadecimal colour', { backgroundColor: '#fff' }, ['warning colour-invalid /backgroundColor']],
    ['an object for barcodes', { barcodes: { format: 'PKBarcodeFormatQR' } }, ['error type-wrong /barcodes']],
    [
      'an unknown barcode format',
      { barcodes: [{ format: 'PKBarcodeFormatITF', message: '1', messageEncoding: 'iso-8859-1' }] },
      ['error name-unknown /barcodes/0/format'],
    ],
    [
      'a barcode message as a number',
      { barcodes: [{ format: 'PKBarcodeFormatQR', message: 1, messageEncoding: 'iso-8859-1' }] },
      ['error type-wrong /barcodes/0/message'],
    ],
    [
      'a latitude out of range',
      { locations: [{ latitude: 91, longitude: 0 }] },
      ['error number-out-of-range /locations/0/latitude'],
    ],
    [
      'a field without a value',
      storeCard({ value: undefined }),
      ['error key-missing /storeCard/primaryFields/0/value'],
    ],
    [
      'a field value of the wrong type',
      storeCard({ value: true }),
      ['error type-wrong /storeCard/primaryFields/0/value'],
    ],
    ['a field that is no object', { storeCard: { backFields: ['x'] } }, ['error type-wrong /storeCard/backFields/0']],
    [
      'an unknown alignment',
      storeCard({ textAlignment: 'left' }),
      ['warning name-unknown /storeCard/primaryFields/0/textAlignment'],
    ],
    [
      'a change message without %@',
      storeCard({ changeMessage: 'It changed' }),
      ['warning change-message-placeholder /storeCard/primaryFields/0/changeMessage'],
    ],
    [
      'a web service without a token',
      { webServiceURL: 'https://example.com' },
      ['error web-service-incomplete /authenticationToken'],
    ],
    [
      'a token of fifteen characters',
      { webServiceURL: 'https://example.com', authenticationToken: 'x'.repeat(15) },
      ['error text-invalid /authenticationToken'],
    ],
    [
      'an address that is none',
      { webServiceURL: 'example', authenticationToken: 'x'.repeat(16) },
      ['error text-invalid /webServiceURL'],
    ],
  ])('finds %s', (_, changes, expected) => {
    expect(told(changes)).toEqual(expected)
  })

  it('finds two fields with the same key, in whatever group', () => {
    const fields = {
      headerFields: [{ key: 'a', value: 1 }],
      backFields: [
        { key: 'b', value: 1 },
        { key: 'a', value: 2 },
      ],
    }
    expect(told({ storeCard: fields })).toEqual(['error field-key-duplicate /storeCard/backFields/1/key'])
  })

  it('finds a missing icon, and warns of a missing scale', () => {
    expect(told({}, ['logo.png'])).toEqual(['error icon-missing icon.png'])
    expect(told({}, ['icon@2x.png'])).toEqual(['warning icon-scale-missing icon@3x.png'])
  })

  it('tells all faults at once, each with a remedy', () => {
    const findings = preflight(aPass({ description: 1, voided: 'no', expirationDate: 'soon' }, []))
    expect(findings.map(({ code }) => code).toSorted()).toEqual([
      'date-invalid',
      'icon-missing',
      'type-wrong',
      'type-wrong',
    ])
    expect(findings.every(({ fix, message }) => fix !== '' && message !== '')).toBe(true)
  })

  it('refuses a pass with errors and lets one with warnings through', () => {
    expect(faultOf(() => assertInstallable(aPass({ formatVersion: 2 })))).toMatchObject({
      code: 'pass/refused',
      paths: ['/formatVersion'],
    })
    expect(assertInstallable(aPass({ labelColor: 'red' }))).toHaveLength(1)
  })
})

describe('readyPass', () => {
  it.each([
    ['no pass.json', []],
    ['a pass.json that is not JSON', [['pass.json', utf8('{"a":1,}')] as const]],
    ['a pass.json that is an array', [['pass.json', utf8('[]')] as const]],
  ])('refuses %s', (_, files) => {
    expect(faultOf(() => readyPass(files))?.code).toBe('pass/invalid-json')
  })

  it('leaves an old manifest and signature out, but only those', () => {
    const files = ['manifest.json', 'signature', 'en.lproj/manifest.json', 'signature.png', 'logo.png']
    expect([...aPass({}, files).own.keys()].toSorted()).toEqual([
      'en.lproj/manifest.json',
      'logo.png',
      'pass.json',
      'signature.png',
    ])
  })
})
