import { describe, expect, it } from 'vitest'
import { isPassTypeIdentifier, isSerialNumber } from '../../core/format/identifiers.ts'
import type { JsonObject } from '../../core/format/json.ts'
import type { PassRecord } from '../../ports/records.ts'
import { changedImages, changedValues } from './changed-names.ts'

const aRecord = (values: JsonObject, images: PassRecord['images'] = {}): PassRecord => {
  const [passTypeIdentifier, serialNumber] = ['pass.com.example', 'A1']
  if (!(isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber))) throw new Error('no pass')
  return {
    ...{ passTypeIdentifier, serialNumber, values, images },
    ...{ template: { name: 'flight', version: 2 }, voided: false, revision: 1, version: 1, contentHash: 'ab' },
    ...{ lastModified: 1_700_000_000, token: { keyId: '1', issue: 'i' }, hasRandomSerial: true },
    ...{ createdAt: 1_700_000_000_000, updatedAt: 1_700_000_000_001, writeId: 'w' },
  }
}

const changed = (before: JsonObject, after: JsonObject) => changedValues(aRecord(before), aRecord(after))

const image = (sha256: string) => ({ sha256, bytes: 3, key: `uploads/${sha256}` })

describe('the names of what changed', () => {
  it('are those of values that are new, gone or different, sorted', () => {
    expect(changed({ gate: 'A1', row: 2, name: 'Ada' }, { zone: 'C', gate: 'B12', name: 'Ada' })).toEqual([
      'gate',
      'row',
      'zone',
    ])
  })

  it('are those at the top level', () => {
    expect(changed({ seat: { row: 1, letter: 'A' } }, { seat: { row: 2, letter: 'A' } })).toEqual(['seat'])
  })

  it('are none of what is written in another order', () => {
    expect(changed({ seat: { row: 1, letter: 'A' } }, { seat: { letter: 'A', row: 1 } })).toEqual([])
  })

  it('tell a value that is null from one that is not there', () => {
    expect(changed({}, { meal: null })).toEqual(['meal'])
  })

  it('may be any', () => {
    const before: JsonObject = JSON.parse('{"__proto__":1,"toString":1}')
    const after: JsonObject = JSON.parse('{"__proto__":2}')
    expect(changed(before, after)).toEqual(['__proto__', 'toString'])
  })

  it('are 20 at most, and 100 characters of each', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`v${index + 10}`, index]))
    const names = changed({}, { ...many, ['😀'.repeat(200)]: 1, ['a'.repeat(200)]: 1 })
    expect(names.slice(0, 2)).toEqual(['a'.repeat(100), 'v10'])
    expect(names).toHaveLength(20)
    expect(changed({}, { ['😀'.repeat(200)]: 1 })).toEqual(['😀'.repeat(100)])
  })

  it('are those of images whose bytes are others, wherever they are kept', () => {
    const before = aRecord({}, { 'thumbnail.png': image('a'), 'strip.png': image('b') })
    const after = aRecord({}, { 'thumbnail.png': image('c'), 'strip.png': { ...image('b'), key: 'elsewhere' } })
    expect(changedImages(before, after)).toEqual(['thumbnail.png'])
  })
})
