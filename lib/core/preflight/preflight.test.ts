import { describe, expect, it } from 'vitest'
import { aTemplate, faultOf, pngStub } from '../../../test/builders/template.ts'
import { utf8 } from '../bytes.ts'
import { compileTemplate } from '../template/compile.ts'
import { FilledPass } from '../template/filled-pass.ts'
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

const webService = (webServiceURL: string) => ({ webServiceURL, authenticationToken: 'x'.repeat(16) })

const storeCard = (field: object) => ({ storeCard: { primaryFields: [{ key: 'a', value: 'b', ...field }] } })

const told = (changes: object, files?: readonly string[]) =>
  preflight(aPass(changes, files)).map(({ severity, code, path }) => `${severity} ${code} ${path}`)

describe('preflight', () => {
  it('has nothing to say of a good pass', () => {
    expect(told({})).toEqual([])
  })

  it('takes no long time for an address that was made to take long', { timeout: 2000 }, () => {
    const address = `https://example.com/${'/'.repeat(200_000)}a`
    expect(told(webService(address))).toEqual([])
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
    ['a date without a time', { expirationDate: '2027-01-01' }, ['error date-time-missing /expirationDate']],
    ['a boolean as a number', { voided: 1 }, ['warning type-wrong /voided']],
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
    ['a web service without https', webService('http://example.com/wallet'), ['error web-service-url /webServiceURL']],
    ['a web service over ftp', webService('ftp://example.com'), ['error web-service-url /webServiceURL']],
    [
      'a new format in the old key for barcodes',
      { barcode: { format: 'PKBarcodeFormatCode128', message: '1', messageEncoding: 'iso-8859-1' } },
      ['error barcode-legacy-format /barcode/format'],
    ],
  ])('finds %s', (_, changes, expected) => {
    expect(told(changes)).toEqual(expected)
  })

  it.each([
    ['https://example.com/wallet', []],
    ['http://localhost:8080', ['info web-service-loopback /webServiceURL']],
    ['http://127.0.0.1:3000/wallet', ['info web-service-loopback /webServiceURL']],
    ['http://[::1]:80', ['info web-service-loopback /webServiceURL']],
  ])('takes %s for a web service', (url, expected) => {
    expect(told(webService(url))).toEqual(expected)
  })

  it('finds files that are called PNG and are none: icons are errors, other images warnings', () => {
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff])
    const files = new Map<string, Uint8Array>([
      ['pass.json', utf8(JSON.stringify(good))],
      ...icons.map((path) => [path, pngStub()] as const),
      ['icon@2x.png', jpeg],
      ['es.lproj/strip.png', jpeg],
      ['logo.png', jpeg],
      ['readme.txt', jpeg],
    ])
    expect(preflight(readyPass(files)).map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual([
      'warning image-unreadable es.lproj/strip.png',
      'error icon-unreadable icon@2x.png',
      'warning image-unreadable logo.png',
    ])
  })

  it('finds images that are none among the files that all passes of a template share', async () => {
    const files = { 'icon@2x.png': new Uint8Array([1]), 'logo.png': new Uint8Array([2]) }
    const template = await compileTemplate(aTemplate({ files }))
    for (const serialNumber of ['S-1', 'S-2']) {
      expect(preflight(template.fill({ serialNumber, name: 'Ada' })).map(({ code }) => code)).toEqual([
        'icon-unreadable',
        'image-unreadable',
      ])
    }
  })

  it('finds two fields with the same key, in whatever group', () => {
    const fields = {
      headerFields: [{ key: 'a', value: 1 }],
      backFields: [
        { key: 'b', value: 1 },
        { key: 'a', value: 2 },
      ],
    }
    expect(told({ storeCard: fields })).toEqual(['warning field-key-repeated /storeCard/backFields/1/key'])
  })

  it('finds a missing icon, and warns of a missing scale', () => {
    expect(told({}, ['logo.png'])).toEqual(['error icon-missing icon.png'])
    expect(told({}, ['icon@2x.png'])).toEqual([
      'warning icon-scale-missing icon.png',
      'warning icon-scale-missing icon@3x.png',
    ])
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
    expect(assertInstallable(aPass({ labelColor: '#f00' }))).toHaveLength(1)
  })
})

describe('preflight of a filled template', () => {
  const values = { name: { type: 'string' }, colour: { type: 'string' } }
  const sample = { colour: 'rgb(1, 2, 3)' }
  const codes = (filled: FilledPass) => preflight(filled).map(({ code, path }) => `${code} ${path}`)

  it('finds what a value breaks, though the sample breaks nothing', async () => {
    const template = await compileTemplate(aTemplate({ pass: { backgroundColor: '${colour}' }, values, sample }))
    expect(codes(template.fill({ serialNumber: 'S-1', name: 'Ada', colour: 'rgb(1, 2, 3)' }))).toEqual([])
    expect(codes(template.fill({ serialNumber: 'S-2', name: 'Ada', colour: '#f00' }))).toEqual([
      'colour-invalid /backgroundColor',
    ])
  })

  it('checks a void pass as it is, not as the template has it', async () => {
    const filled = { serialNumber: 'S-1', name: 'Ada', colour: '#f00' }
    const template = await compileTemplate(aTemplate({ pass: { voided: '${colour}' }, values, sample }))
    expect(codes(template.fill(filled))).toEqual(['type-wrong /voided'])
    expect(codes(template.fill(filled, { voided: true }))).toEqual([])
    const faulty = await compileTemplate(aTemplate({ pass: { backgroundColor: '${colour}' }, values, sample }))
    expect(codes(faulty.fill(filled, { voided: true }))).toEqual(['colour-invalid /backgroundColor'])
  })

  it('finds in every pass what all passes of the template have in common', async () => {
    const pass = { labelColor: '#f00', backgroundColor: '${colour}' }
    const template = await compileTemplate(aTemplate({ pass, values, sample }))
    for (const serialNumber of ['S-1', 'S-2']) {
      expect(codes(template.fill({ serialNumber, name: 'Ada', colour: 'rgb(1, 2, 3)' }))).toEqual([
        'colour-invalid /labelColor',
      ])
    }
  })

  it('finds the same whether it knows the sample or not', async () => {
    const fields = [
      { key: 'a', value: '${name}', textAlignment: '${colour}' },
      { key: 'b', value: 1 },
    ]
    const list = { $if: "name == ''", else: fields, then: [{ key: 'c', label: 1 }, ...fields] }
    const changes = { generic: { primaryFields: list, backFields: fields } }
    const template = await compileTemplate(
      aTemplate({ pass: changes, values, sample: { colour: 'PKTextAlignmentLeft' } }),
    )
    for (const [name, colour] of [
      ['Ada', 'PKTextAlignmentLeft'],
      ['', 'PKTextAlignmentLeft'],
      ['', 'left'],
    ]) {
      const filled = template.fill({ serialNumber: 'S-1', name, colour })
      const { pass: json, shared, own } = filled
      expect(codes(filled)).toEqual(codes(new FilledPass({ pass: json, shared, own })))
    }
  })
})

describe('readyPass', () => {
  it.each([
    ['no pass.json', []],
    ['a pass.json that is not JSON', [['pass.json', utf8('{"a":1,}')] as const]],
    ['a pass.json that is an array', [['pass.json', utf8('[]')] as const]],
    ['a pass.json with a byte order mark', [['pass.json', utf8('\ufeff{}')] as const]],
    ['a pass.json with a name twice in one object', [['pass.json', utf8('{"a":{"b":1,"b":2}}')] as const]],
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

  it.each(['wallet.pem', 'keys/AuthKey.p8', 'OLD.PKPASS', 'a.zip', '../icon.png', '/etc/x.png', 'a\\b.png'])(
    'refuses the file %s by its name',
    (path) => {
      const fault = faultOf(() => aPass({}, [...icons, path]))
      expect(fault?.code).toBe('pass/file-refused')
      expect(fault?.message).toContain(JSON.stringify(path))
    },
  )

  it('never repeats what stands in a broken pass.json', () => {
    const fault = faultOf(() => readyPass([['pass.json', utf8('{"name": "Ada Lovelace" "seat": "14C"}')]]))
    expect(fault?.message).toBe('pass.json is not valid JSON: line 1, column 25: expected , or }')
  })
})
