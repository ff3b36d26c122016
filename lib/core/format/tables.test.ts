import { describe, expect, it } from 'vitest'
import { utf8 } from '../bytes.ts'
import { type FieldGroupNotes, fieldGroups, fieldGroupTable } from './field-groups.ts'
import { field } from './fields.ts'
import { type ImageSlot, imageSlots } from './images.ts'
import { canonicalJson, parseExactJson } from './json.ts'
import type { KeyTable } from './kinds.ts'
import { isLocalizable } from './localizable.ts'
import { intendedName } from './misspelling.ts'
import { type PassJson, passTable } from './pass.ts'
import { isUsed, schemeNames } from './schemes.ts'
import { semantics } from './semantics.ts'
import { type StyleName, styleNames } from './styles.ts'
import type { Use } from './use.ts'

const tables: readonly KeyTable[] = [passTable.keys, field.keys, semantics.keys]

const slots: Readonly<Record<string, ImageSlot>> = imageSlots
const groupNotes: Readonly<Record<string, FieldGroupNotes>> = fieldGroupTable

const uses: readonly Use[] = [...tables, slots, groupNotes].flatMap((table) => Object.values<Use>(table))

describe('the tables', () => {
  it('name styles, schemes and groups that there are', () => {
    const styles = uses.flatMap((use) => use.styles ?? [])
    const schemes = uses.flatMap((use) => use.schemes ?? [])
    const groups = Object.values<KeyTable[string]>(field.keys).flatMap((key) => key.groups ?? [])
    expect(styles.filter((name) => !styleNames.includes(name as StyleName))).toEqual([])
    expect(schemes.filter((name) => !schemeNames.some((known) => known === name))).toEqual([])
    expect(groups.filter((name) => !fieldGroups.some((known) => known === name))).toEqual([])
  })

  it('make a type for pass.json', () => {
    const pass: PassJson = {
      formatVersion: 1,
      passTypeIdentifier: 'pass.com.example',
      serialNumber: '1',
      teamIdentifier: 'ABCDE12345',
      organizationName: 'Example',
      description: 'A ticket',
      eventTicket: { additionalInfoFields: [{ key: 'a', value: 1, row: 1 }] },
      preferredStyleSchemes: ['posterEventTicket', 'eventTicket'],
      semantics: { seats: [{ seatRow: '14' }], eventType: 'PKEventTypeMovie' },
    }
    // @ts-expect-error a flight number is a number
    const wrong: PassJson = { ...pass, semantics: { flightNumber: '12' } }
    expect(Object.keys(wrong)).toContain('semantics')
  })
})

describe('what uses a key', () => {
  const orderFood = passTable.keys.orderFoodURL
  it.each<[string, Use, StyleName[], string[], boolean]>([
    ['a key of all styles', {}, ['coupon'], [], true],
    ['a key of a scheme, without it', passTable.keys.sellURL, ['eventTicket'], [], false],
    ['a key of a scheme, with it', passTable.keys.sellURL, ['eventTicket'], ['posterEventTicket', 'eventTicket'], true],
    ['a key of a scheme, in another style', passTable.keys.sellURL, ['coupon'], ['posterEventTicket'], false],
    ['a key of two schemes, with that of the other style', orderFood, ['boardingPass'], ['posterEventTicket'], false],
    ['a key of two schemes, with its own', orderFood, ['boardingPass'], ['semanticBoardingPass'], true],
    ['a picture that a poster needs no scheme for', imageSlots.artwork, ['generic', 'posterGeneric'], [], true],
  ])('%s', (_, use, styles, asked, expected) => {
    expect(isUsed(use, styles, asked)).toBe(expected)
  })
})

describe('texts that Wallet looks up', () => {
  it.each([
    '/semantics/eventName',
    '/semantics/performerNames/0',
    '/semantics/seats/0/seatRow',
    '/storeCard/backFields/0/semantics/venueName',
    '/eventTicket/additionalInfoFields/0/value',
    '/upcomingPassInformation/0/name',
    '/upcomingPassInformation/0/backFields/0/label',
    '/eventLogoText',
  ])('%s is one', (pointer) => {
    expect(isLocalizable(pointer)).toBe(true)
  })

  it.each([
    '/semantics/eventType',
    '/semantics/eventStartDate',
    '/semantics/totalPrice/amount',
    '/semantics/wifiAccess/0/password',
    '/semantics/loungePlaceIDs/0',
    '/semantics/unheardOf',
    '/sellURL',
  ])('%s is none', (pointer) => {
    expect(isLocalizable(pointer)).toBe(false)
  })
})

describe('JSON with large whole numbers', () => {
  it.each([
    '{"a":12345678901234567890,"b":[-9007199254740993,1],"c":"12345678901234567890"}',
    '[9007199254740991,9007199254740992]',
    '{"__proto__":99999999999999999999}',
    '["exactly0is5","\\"exactly1is",12345678901234567890]',
  ])('%s is read and written digit for digit', (text) => {
    expect(canonicalJson(parseExactJson(utf8(text)))).toBe(text)
  })

  it('are kept beside texts that were made to get in their way, in little time', { timeout: 2000 }, () => {
    const texts = Array.from({ length: 50_000 }, (_, index) => `exactly${index}is`).join('')
    expect(parseExactJson(utf8(`["${texts}",12345678901234567890]`))).toEqual([texts, 12_345_678_901_234_567_890n])
  })

  it('keeps numbers with a fraction or an exponent as they are in JavaScript', () => {
    expect(parseExactJson(utf8('[1e20,12345678901234567890.5,1.0]'))).toEqual([1e20, 12_345_678_901_234_567_000, 1])
  })
})

describe('a misspelt name', () => {
  const known = ['organizationName', 'relevantDate', 'barcodes', 'value', 'row', 'nfc']
  it.each([
    ['organisationName', 'organizationName'],
    ['relevantdate', 'relevantDate'],
    ['relevnatDate', 'relevantDate'],
    ['barcodez', 'barcodes'],
    ['vlaue', 'value'],
    ['NFC', 'nfc'],
  ])('%s is taken for %s', (name, intended) => {
    expect(intendedName(name, known)).toBe(intended)
  })

  it.each(['relevantText', 'rows', 'nfs', 'organization', 'x'.repeat(10_000)])('%s is taken for none', (name) => {
    expect(intendedName(name, known)).toBeUndefined()
  })
})
