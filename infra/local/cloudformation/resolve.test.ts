import { describe, expect, it } from 'vitest'
import type { Json } from '../../../lib/core/format/json.ts'
import { resolve } from './resolve.ts'

const references = {
  ref: (name: string) => ({ Table: 'the-table', 'AWS::Region': 'us-east-1' })[name],
  attribute: (id: string, name: string) => (id === 'Table' && name === 'Arn' ? 'arn:table' : undefined),
}
const resolved = (value: Json) => resolve(value, references)

describe('intrinsic functions', () => {
  it.each<readonly [Json, Json]>([
    [{ Ref: 'Table' }, 'the-table'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:table'],
    [{ 'Fn::GetAtt': 'Table.Arn' }, 'arn:table'],
    [
      { 'Fn::Sub': '${Table.Arn}/index/* in ${AWS::Region} of ${Table}' },
      'arn:table/index/* in us-east-1 of the-table',
    ],
    [{ 'Fn::Sub': ['${own}-${!literal}', { own: { Ref: 'Table' } }] }, 'the-table-${literal}'],
    [{ 'Fn::Join': ['/', ['integrations', { Ref: 'Table' }]] }, 'integrations/the-table'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [{ a: [{ Ref: 'Table' }, 1, null, true] }, { a: ['the-table', 1, null, true] }],
    [{ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }] }, { b: [] }],
    [
      { Ref: 'Table', other: 1 },
      { Ref: 'Table', other: 1 },
    ],
  ])('%j is %j', (value, expected) => {
    expect(resolved(value)).toEqual(expected)
  })

  it.each<readonly [Json]>([
    [{ Ref: 'Nothing' }],
    [{ 'Fn::GetAtt': ['Table', 'Nothing'] }],
    [{ 'Fn::ImportValue': 'x' }],
    [{ 'Fn::Sub': '${Nothing}' }],
  ])('%j is refused by name', (value) => {
    expect(() => resolved(value)).toThrow('the local stack cannot resolve')
  })
})
