/** What each system shows of a pass. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { type DeviceView, deviceView } from '../../lib/core/preflight/devices.ts'
import { aField, good } from './a-pass.ts'

const viewsOf = (pass: JsonObject, ...files: readonly string[]): ReadonlyMap<string, DeviceView> =>
  new Map(deviceView(pass, new Map(files.map((path) => [path, true]))).map((view) => [view.os, view]))

/** `style`, `style/scheme` or `-`, in the order iOS 9-17, 18, 26, 27, watchOS. */
const looks = (pass: JsonObject, ...files: readonly string[]) =>
  [...viewsOf(pass, ...files).values()].map(({ style = '-', scheme }) => (scheme ? `${style}/${scheme}` : style))

/** The format of the barcode, `-` for none, with a question mark where that is unconfirmed. */
const barcodes = (pass: JsonObject) =>
  [...viewsOf(pass).values()].map(({ barcode }) =>
    barcode ? `${barcode.format.replace('PKBarcodeFormat', '')}${barcode.confirmed ? '' : '?'}` : '-',
  )

const barcode = (name: string) => ({
  format: `PKBarcodeFormat${name}`,
  message: '1',
  messageEncoding: 'iso-8859-1',
})

const withBarcodes = (...names: readonly string[]) => ({ ...good.generic, barcodes: names.map(barcode) })

const poster = {
  ...good.eventTicket,
  preferredStyleSchemes: ['posterEventTicket', 'eventTicket'],
  barcodes: [barcode('QR')],
  nfc: { message: '1', encryptionPublicKey: 'MDkw', requiresAuthentication: false },
  semantics: { eventName: 'A concert', venueName: 'A hall' },
}

const flight = {
  ...good.boardingPass,
  preferredStyleSchemes: ['semanticBoardingPass', 'boardingPass'],
  barcodes: [barcode('Aztec')],
  semantics: {
    airlineCode: 'XX',
    flightNumber: 123,
    departureAirportCode: 'VIE',
    departureLocationTimeZone: 'Europe/Vienna',
    destinationAirportCode: 'OSL',
    originalBoardingDate: '2027-03-01T09:30:00+01:00',
    originalDepartureDate: '2027-03-01T10:00:00+01:00',
    originalArrivalDate: '2027-03-01T12:30:00+01:00',
    passengerName: { givenName: 'Ada' },
  },
}

const posterCard = { ...good.storeCard, posterGeneric: { headerFields: [aField('number')] } }

describe('the look of a pass', () => {
  it('is its style everywhere, for a pass that asks for nothing', () => {
    expect(looks(good.coupon)).toEqual(['coupon', 'coupon', 'coupon', 'coupon', 'coupon'])
  })

  it('is a poster from iOS 18 on, for an event ticket that asks and has all of it', () => {
    const shown = 'eventTicket/posterEventTicket'
    expect(looks(poster, 'artwork@2x.png')).toEqual(['eventTicket', shown, shown, shown, 'eventTicket'])
    expect(looks(poster, 'en.lproj/background.png')).toContain(shown)
  })

  it('says where documents disagree about posters', () => {
    const views = viewsOf(poster, 'artwork.png')
    expect(views.get('iOS 18')?.because).toContain('from iOS 26 on')
    expect(views.get('iOS 26')?.because).not.toContain('from iOS 26 on')
  })

  it('falls back to the plain style with the reason', () => {
    const plain = { ...poster, nfc: undefined } as unknown as JsonObject
    expect(looks(plain, 'artwork.png')).toEqual(Array.from({ length: 5 }, () => 'eventTicket'))
    expect(viewsOf(plain, 'artwork.png').get('iOS 26')?.because).toContain('nfc is missing')
    expect(viewsOf(poster).get('iOS 18')?.because).toContain('neither artwork.png nor background.png')
  })

  it('is semantic from iOS 26 on, for a flight that asks and has all of it', () => {
    const shown = 'boardingPass/semanticBoardingPass'
    expect(looks(flight)).toEqual(['boardingPass', 'boardingPass', shown, shown, 'boardingPass'])
  })

  it('counts semantic tags of fields', () => {
    const { airlineCode, ...semantics } = flight.semantics
    const primaryFields = [aField('from', { semantics: { airlineCode } })]
    const pass = { ...flight, semantics, boardingPass: { ...flight.boardingPass, primaryFields } }
    expect(looks(pass)).toContain('boardingPass/semanticBoardingPass')
  })

  it('stays plain for a train, whatever it asks for', () => {
    const pass = { ...flight, boardingPass: { ...flight.boardingPass, transitType: 'PKTransitTypeTrain' } }
    expect(looks(pass)).not.toContain('boardingPass/semanticBoardingPass')
  })

  it('is a poster on iOS 27, for a pass with one beside its style', () => {
    expect(looks(posterCard)).toEqual(['storeCard', 'storeCard', 'storeCard', 'posterGeneric', 'storeCard'])
  })

  it('is nothing where no system knows the style', () => {
    const { storeCard: _, ...alone } = posterCard
    expect(looks(alone).slice(0, 4)).toEqual(['-', '-', '-', 'posterGeneric'])
    expect(looks({ ...good.coupon, coupon: null })).toEqual(['-', '-', '-', '-', '-'])
    expect(looks({ ...good.coupon, generic: {} })).toEqual(['-', '-', '-', '-', '-'])
  })

  it('ignores styles that are null', () => {
    expect(looks({ ...good.coupon, generic: null })).toEqual(['coupon', 'coupon', 'coupon', 'coupon', 'coupon'])
  })
})

describe('the barcode of a pass', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['none', good.generic, ['-', '-', '-', '-', '-']],
    ['a QR code', withBarcodes('QR'), ['QR', 'QR', 'QR', 'QR', 'QR']],
    ['Code 128 and nothing else', withBarcodes('Code128'), ['Code128', 'Code128', 'Code128', 'Code128', '-']],
    ['EAN-13 before QR', withBarcodes('EAN13', 'QR'), ['QR', 'QR', 'QR', 'EAN13', 'EAN13?']],
    [
      'Code 128 before PDF417',
      withBarcodes('Code128', 'PDF417'),
      ['Code128', 'Code128', 'Code128', 'Code128', 'PDF417'],
    ],
    ['an unknown format before QR', withBarcodes('ITF', 'QR'), ['QR', 'QR', 'QR', 'QR', 'QR']],
    [
      'the old key alone',
      { ...good.generic, barcode: barcode('Aztec') },
      ['Aztec', 'Aztec', 'Aztec', 'Aztec', 'Aztec'],
    ],
    [
      'the old key beside the new one',
      { ...withBarcodes('QR'), barcode: barcode('Aztec') },
      ['QR', 'QR', 'QR', 'QR', 'QR'],
    ],
    ['a new format in the old key', { ...good.generic, barcode: barcode('Code128') }, ['-', '-', '-', '-', '-']],
  ])('of %s', (_, pass, expected) => {
    expect(barcodes(pass)).toEqual(expected)
  })

  it('is left out of poster tickets', () => {
    const views = viewsOf(poster, 'artwork.png')
    expect(views.get('iOS 9-17')?.barcode?.path).toBe('/barcodes/0')
    expect(views.get('iOS 18')?.barcode).toBeUndefined()
    expect(views.get('iOS 18')?.because).toContain('shows no barcode')
  })

  it('is told with its place', () => {
    expect(viewsOf(withBarcodes('EAN13', 'QR')).get('iOS 26')).toEqual({
      os: 'iOS 26',
      style: 'generic',
      barcode: { format: 'PKBarcodeFormatQR', path: '/barcodes/1', confirmed: true },
      because: 'it is the style of the pass; /barcodes/1 is the first barcode that it draws',
    })
  })

  it('survives JSON', () => {
    const views = deviceView(poster, new Map())
    expect(JSON.parse(JSON.stringify(views))).toEqual(views)
  })

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['text for everything', { generic: 'x', barcodes: 'x', preferredStyleSchemes: 'x', semantics: 'x', nfc: 'x' }],
    ['lists of the wrong things', { eventTicket: [1], barcodes: [1, null], preferredStyleSchemes: [1] }],
  ])('is looked for in %s without harm', (_, pass) => {
    expect(deviceView(pass, new Map())).toHaveLength(5)
  })
})
