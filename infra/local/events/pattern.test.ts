import { describe, expect, it } from 'vitest'
import { matchesPattern } from './pattern.ts'

const event = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: ['arn:a', 'arn:b'],
  detail: { bucket: { name: 'passes' }, object: { key: 'imports/a.csv', size: 7 } },
}

describe('an event pattern', () => {
  it.each([
    [{}],
    [{ source: ['aws.s3'] }],
    [{ source: ['other', 'aws.s3'] }],
    [{ resources: ['arn:b'] }],
    [{ source: ['aws.s3'], detail: { object: { key: [{ prefix: 'imports/' }] } } }],
    [{ detail: { object: { size: [7] } } }],
  ])('%j means the event', (pattern) => {
    expect(matchesPattern(pattern, event)).toBe(true)
  })

  it.each([
    [{ source: ['AWS.S3'] }],
    [{ source: ['aws'] }],
    [{ source: ['aws.s3'], account: ['1'] }],
    [{ detail: { object: { key: [{ prefix: 'uploads/' }] } } }],
    [{ detail: { object: { size: ['7'] } } }],
    [{ detail: { object: { size: [{ prefix: '7' }] } } }],
    [{ detail: { object: { name: { first: ['a'] } } } }],
    [{ source: [] }],
  ])('%j does not', (pattern) => {
    expect(matchesPattern(pattern, event)).toBe(false)
  })

  it.each([
    [{ source: [{ 'anything-but': 'x' }] }, 'the operator anything-but'],
    [{ source: ['aws.s3', { suffix: 's3' }] }, 'the operator suffix'],
    [{ source: 'aws.s3' }, 'no list at source'],
  ])('%j is refused, because nothing here knows it', (pattern, what) => {
    expect(() => matchesPattern(pattern, event)).toThrow(what)
  })
})
