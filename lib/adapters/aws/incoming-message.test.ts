import { describe, expect, it } from 'vitest'
import { readIncomingMessage } from './incoming-message.ts'

const created = (object: object, envelope: object = {}): string =>
  JSON.stringify({
    'detail-type': 'Object Created',
    source: 'aws.s3',
    detail: { bucket: { name: 'passes' }, object },
    ...envelope,
  })

describe('what comes in', () => {
  it('is a file, if S3 tells of one among the imports: by its key there, and by what tells it from the one before', () => {
    expect(readIncomingMessage(created({ key: 'imports/a b.csv', sequencer: '617f08', etag: 'e' }))).toEqual({
      kind: 'file',
      key: 'a b.csv',
      arrival: '617f08',
    })
    expect(readIncomingMessage(created({ key: 'imports/a.csv', etag: 'e' }))).toMatchObject({ arrival: 'e' })
  })

  it('is an import that goes on, if it says so', () => {
    expect(readIncomingMessage('{"kind":"import","id":"i-1","step":3}')).toEqual({ kind: 'import', id: 'i-1', step: 3 })
  })

  it.each([
    ['a detail', '{"passTypeIdentifier":"pass.a","serialNumber":"1"}'],
    ['no JSON', '{'],
    ['a list', '[1]'],
    ['a step of something else', '{"kind":"rollout","id":"r","step":1}'],
    ['a file elsewhere', created({ key: 'passes/a.csv', sequencer: '1' })],
    ['a file without a key', created({ sequencer: '1' })],
    ['a file that nothing tells from another', created({ key: 'imports/a.csv' })],
    ['a file that somebody else tells of', created({ key: 'imports/a.csv', etag: 'e' }, { source: 'com.example' })],
    ['another event of S3', created({ key: 'imports/a.csv', etag: 'e' }, { 'detail-type': 'Object Deleted' })],
  ])('is taken for an event, whatever else it is: %s', (_, body) => {
    expect(readIncomingMessage(body)).toEqual({ kind: 'event', body })
  })
})
