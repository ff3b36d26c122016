import { describe, expect, it } from 'vitest'
import { utf8 } from '../bytes.ts'
import { isColour } from './colours.ts'
import { dateFault } from './dates.ts'
import { isPassTypeIdentifier, isSerialNumber, isTeamIdentifier } from './identifiers.ts'
import { imageSlotOf } from './images.ts'
import { canonicalJson, parseJson } from './json.ts'
import { fallbacks, isLanguage, localizedPath } from './languages.ts'
import { isLocalizable } from './localizable.ts'
import { pointerTo } from './pointer.ts'

describe('dates', () => {
  it.each([
    '2027-03-01T09:30Z',
    '2027-03-01T09:30:00+01:00',
    '2028-02-29T23:59:59-11:30',
    '2027-03-01T09:30:00.250Z',
    '0099-12-31T00:00Z',
  ])('%s is one', (date) => {
    expect(dateFault(date)).toBeUndefined()
  })

  it.each([
    ['2027-03-01T09:30:00', 'date-zone-missing'],
    ['2027-03-01', 'date-time-missing'],
    ['2027-03-01T09Z', 'date-time-missing'],
    ['2027-02-29T09:30Z', 'date-invalid'],
    ['2027-13-01T09:30Z', 'date-invalid'],
    ['2027-03-01T24:00Z', 'date-invalid'],
    ['2027-03-01T09:30:60Z', 'date-invalid'],
    ['2027-03-01T09:30+25:00', 'date-invalid'],
    ['2027-03-01 09:30Z', 'date-invalid'],
    ['2027-03-01T09:30Z and more', 'date-invalid'],
    ['tomorrow', 'date-invalid'],
    ['', 'date-invalid'],
  ])('%s is refused: %s', (date, code) => {
    expect(dateFault(date)?.code).toBe(code)
  })
})

describe('colours', () => {
  it.each(['rgb(0,0,0)', 'rgb(255, 255, 255)', 'rgb( 1 , 2,3 )'])('%s is one', (colour) => {
    expect(isColour(colour)).toBe(true)
  })
  it.each(['rgb(256,0,0)', '#fff', 'rgb(1,2)', 'rgba(1,2,3,0.5)', 'rgb(-1,0,0)', 'red', 'rgb(1.5,0,0)'])(
    '%s is refused',
    (colour) => {
      expect(isColour(colour)).toBe(false)
    },
  )
})

describe('identifiers', () => {
  it.each(['A', '0001', 'a.b', 'x'.repeat(64), '~_-', 'EX.2027-01'])('%s is a serial number', (serial) => {
    expect(isSerialNumber(serial)).toBe(true)
  })
  it.each(['', '.', '..', '.a', 'a.', 'a b', 'a/b', 'a%2Fb', 'é', 'x'.repeat(65), 12])(
    '%s is no serial number',
    (serial) => {
      expect(isSerialNumber(serial)).toBe(false)
    },
  )
  it('knows pass types and teams', () => {
    expect(['pass.com.example.a-1', 'pass.x'].every(isPassTypeIdentifier)).toBe(true)
    expect(['com.example', 'pass.', 'pass.a b', 'pass.a.'].some(isPassTypeIdentifier)).toBe(false)
    expect(isTeamIdentifier('ABCDE12345')).toBe(true)
    expect(['ABCDE1234', 'abcde12345', 'ABCDE123456'].some(isTeamIdentifier)).toBe(false)
  })
})

describe('images', () => {
  it.each([
    ['icon.png', { slot: 'icon', scale: 1 }],
    ['strip@2x.png', { slot: 'strip', scale: 2 }],
    ['personalizationLogo@3x.png', { slot: 'personalizationLogo', scale: 3 }],
  ])('%s belongs to a slot', (name, slot) => {
    expect(imageSlotOf(name)).toEqual(slot)
  })
  it.each(['Icon.png', 'icon@4x.png', 'icon.jpg', 'photo.png', 'toString.png', 'en.lproj/icon.png'])(
    '%s belongs to none',
    (name) => {
      expect(imageSlotOf(name)).toBeUndefined()
    },
  )
})

describe('languages', () => {
  it('are two or three letters with a script or region', () => {
    expect(['en', 'pt-BR', 'zh-Hans', 'zh-Hant-TW', 'es-419', 'fil'].every(isLanguage)).toBe(true)
    expect(['', 'e', 'english', 'en_US', 'en-', 'en-USA'].some(isLanguage)).toBe(false)
  })
  it('fall back from the special to the general to the default', () => {
    expect(fallbacks('zh-Hant-TW', 'en')).toEqual(['zh-Hant-TW', 'zh-Hant', 'zh', 'en'])
    expect(fallbacks('en-GB', 'en')).toEqual(['en-GB', 'en'])
  })
  it('are read from a path', () => {
    expect(localizedPath('es.lproj/logo.png')).toEqual({ language: 'es', name: 'logo.png' })
    expect(localizedPath('a/es.lproj/logo.png')).toBeUndefined()
  })
  it('apply to labels, values and tags, not to barcodes, dates and user info', () => {
    expect(
      ['/description', '/generic/backFields/0/label', '/generic/backFields/0/value', '/semantics/eventName'].every(
        isLocalizable,
      ),
    ).toBe(true)
    expect(
      ['/barcodes/0/message', '/expirationDate', '/userInfo/x', '/unknown', '/serialNumber'].some(isLocalizable),
    ).toBe(false)
  })
})

describe('canonical JSON', () => {
  it('sorts keys by code unit at every depth and leaves arrays alone', () => {
    expect(canonicalJson({ b: [{ z: 1, a: 2 }, 3], A: null, é: '"', aa: 1.5e300 })).toBe(
      '{"A":null,"aa":1.5e+300,"b":[{"a":2,"z":1},3],"é":"\\""}',
    )
  })
  it('is read with or without a byte order mark, and from UTF-8 only', () => {
    expect(parseJson(utf8('\ufeff{"a":1}'))).toEqual({ a: 1 })
    expect(() => parseJson(new Uint8Array([0x22, 0xe9, 0x22]))).toThrowError('not UTF-8')
  })
})

describe('JSON pointers', () => {
  it('escape ~ and /', () => {
    expect(pointerTo(pointerTo('/a', 0), 'b/c~d')).toBe('/a/0/b~1c~0d')
  })
})
