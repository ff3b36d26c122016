import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../lib/core/format/json.ts'
import { makeEventBus } from './event-bus.ts'

/** Buses with two rules; what was delivered where, and what was heard. */
const aBus = () => {
  const delivered: [string, JsonObject][] = []
  const heard: JsonObject[] = []
  const bus = makeEventBus({
    buses: ['default', 'own'],
    rules: [
      { bus: 'own', pattern: { 'detail-type': ['Changed'] }, targets: ['queue-a', 'queue-b'] },
      { bus: 'default', pattern: { source: ['aws.s3'] }, targets: ['files'] },
    ],
    deliver: (target, body) => {
      delivered.push([target, JSON.parse(body)])
      return Promise.resolve()
    },
    heard: (event) => heard.push(event),
  })
  return { ...bus, delivered, heard }
}

const entry = { EventBusName: 'own', Source: 'desk', DetailType: 'Changed', Detail: '{"gate":"B7"}' }

describe('an event bus', () => {
  it('brings an event, in its envelope, to every target of a rule that means it', async () => {
    const { putEvents, delivered } = aBus()
    const { FailedEntryCount, Entries } = await putEvents({ Entries: [{ ...entry, Time: 1_795_300_000 }] })
    expect([FailedEntryCount, Entries]).toEqual([0, [{ EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) }]])
    expect(delivered.map(([target]) => target)).toEqual(['queue-a', 'queue-b'])
    expect(delivered[0]?.[1]).toMatchObject({
      version: '0',
      'detail-type': 'Changed',
      source: 'desk',
      time: '2026-11-21T22:26:40Z',
      detail: { gate: 'B7' },
    })
  })

  it('brings nothing that no rule means, or that is on another bus', async () => {
    const { putEvents, delivered, heard } = aBus()
    const { EventBusName: _, ...elsewhere } = entry
    await putEvents({ Entries: [{ ...entry, DetailType: 'pass.updated' }, elsewhere] })
    expect([delivered.length, heard.length]).toEqual([0, 2])
  })

  it('knows a bus by its ARN', async () => {
    const { putEvents, delivered } = aBus()
    await putEvents({ Entries: [{ ...entry, EventBusName: 'arn:aws:events:us-east-1:000000000000:event-bus/own' }] })
    expect(delivered).toHaveLength(2)
  })

  it.each([
    [{ Source: '' }, 'InvalidArgument'],
    [{ DetailType: undefined }, 'InvalidArgument'],
    [{ Detail: 'no JSON' }, 'MalformedDetail'],
    [{ Detail: '[1]' }, 'MalformedDetail'],
    [{ EventBusName: 'nowhere' }, 'ResourceNotFoundException'],
  ])('takes the others where one entry is wrong: %j', async (wrong, code) => {
    const { putEvents, delivered } = aBus()
    const answer = await putEvents({ Entries: [JSON.parse(JSON.stringify({ ...entry, ...wrong })), entry] })
    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: code }, { EventId: expect.any(String) }],
    })
    expect(delivered).toHaveLength(2)
  })

  it('refuses more than ten entries, and none', async () => {
    const { putEvents } = aBus()
    await expect(putEvents({ Entries: Array.from({ length: 11 }, () => entry) })).rejects.toThrow('1 to 10 events')
    await expect(putEvents({})).rejects.toThrow('1 to 10 events')
  })

  it('hears of objects as S3 tells of them', async () => {
    const { objectCreated, delivered } = aBus()
    await objectCreated({ bucket: 'passes', key: 'imports/a b.csv', size: 3, etag: 'e' })
    expect(delivered).toMatchObject([
      [
        'files',
        {
          'detail-type': 'Object Created',
          detail: { bucket: { name: 'passes' }, object: { key: 'imports/a b.csv', size: 3, etag: 'e' } },
        },
      ],
    ])
  })
})
