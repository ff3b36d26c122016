import { describe, expect, it } from 'vitest'
import { anIdentity, aRing } from '../../../test/builders/keys.ts'
import { tombstoneOf, tombstonesOf } from './tombstone.ts'

const pass = anIdentity()
const ofKey1 = '1.6a431380a3388410ed9e38ddb8adbc6b8763816a7b446bc27bb6080d20d7ec15'
const ofKey2 = '2.5bc3d10605517b7d3624cb749564a4a6be203754dafef8ed72bfe52a66a4fb27'

describe('tombstones', () => {
  it('have been these ever since: erased passes are found by them', () => {
    expect(tombstoneOf(aRing(), pass)).toBe(ofKey2)
    expect(tombstoneOf(aRing({ current: '1' }), pass)).toBe(ofKey1)
  })

  it('are looked for with every key, the current one first', () => {
    expect(tombstonesOf(aRing(), pass)).toEqual([ofKey2, ofKey1])
    expect(tombstonesOf(aRing({ current: '1' }), pass)).toEqual([ofKey1, ofKey2])
  })

  it.each([
    ['another serial number', { serialNumber: 'A-2' }],
    ['another pass type', { passTypeIdentifier: 'pass.com.example.other' }],
    ['parts that only together are the same', { passTypeIdentifier: 'pass.com.example.cardA', serialNumber: '-1' }],
  ])('differ for %s', (_, other) => {
    expect(tombstoneOf(aRing(), anIdentity(other))).not.toBe(ofKey2)
  })
})
