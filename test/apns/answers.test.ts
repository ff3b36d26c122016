/** What each answer of APNs means. Source: Apple's table of status codes and reasons. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Planned } from '../../infra/local/apns/plan.ts'
import { aLab, openLab, passType, token } from './lab.ts'

const idText = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Of all tests that look at one answer only. */
let shared: Awaited<ReturnType<typeof openLab>>

beforeAll(async () => {
  shared = await openLab()
})

afterAll(() => shared.stop())

/** What a pusher makes of one answer, its id left out; and how often it pushed for it. */
const meaningOf = async (planned: Planned) => {
  const { apns, push } = shared
  const before = apns.log.total()
  apns.answers.clear()
  apns.answers.plan('every', planned)
  const { id, ...meaning } = await push()
  expect(id).toMatch(idText)
  return { meaning, pushes: apns.log.total() - before }
}

const refusal = (reason: string, status: number): Planned => ({ kind: 'refuse', reason, status })

describe('a push that APNs accepts', () => {
  it('is accepted, with the id that APNs gave', async () => {
    const { apns, push } = await aLab()
    const answer = await push()
    expect(answer).toEqual({ kind: 'accepted', id: apns.log.entries()[0]?.id })
    expect(answer.id).toMatch(idText)
  })

  it('goes to its topic in the background, with a lifetime of 30 days in whole hours', async () => {
    const now = Date.parse('2026-11-22T08:20:00Z')
    const { pusher, apns } = await aLab({ pusher: { clock: { now: () => now } } })
    await pusher.push(passType, 'ab'.repeat(32))
    expect(apns.log.entries()).toMatchObject([
      {
        token: 'ab'.repeat(32),
        topic: 'pass.com.example.card',
        pushType: 'background',
        priority: '5',
        expiration: String(Date.parse('2026-12-22T08:00:00Z') / 1000),
        outcome: 'accepted',
      },
    ])
  })

  it('has an id of its own', async () => {
    const { push } = await aLab()
    expect((await push()).id).not.toBe((await push()).id)
  })
})

describe('each documented reason', () => {
  it.each([
    [400, 'BadDeviceToken', { kind: 'gone' }],
    [400, 'DeviceTokenNotForTopic', { kind: 'gone' }],
    [410, 'ExpiredToken', { kind: 'gone' }],
    [410, 'Unregistered', { kind: 'gone' }],
    [400, 'BadTopic', { kind: 'misconfigured' }],
    [400, 'MissingTopic', { kind: 'misconfigured' }],
    [400, 'TopicDisallowed', { kind: 'misconfigured' }],
    [403, 'BadCertificate', { kind: 'misconfigured' }],
    [403, 'BadCertificateEnvironment', { kind: 'misconfigured' }],
    [403, 'Forbidden', { kind: 'misconfigured' }],
    [403, 'ExpiredProviderToken', { kind: 'misconfigured' }],
    [403, 'InvalidProviderToken', { kind: 'misconfigured' }],
    [403, 'MissingProviderToken', { kind: 'misconfigured' }],
    [403, 'UnrelatedKeyIdInToken', { kind: 'misconfigured' }],
    [400, 'BadCollapseId', { kind: 'refused' }],
    [400, 'BadExpirationDate', { kind: 'refused' }],
    [400, 'BadMessageId', { kind: 'refused' }],
    [400, 'BadPriority', { kind: 'refused' }],
    [400, 'DuplicateHeaders', { kind: 'refused' }],
    [400, 'InvalidPushType', { kind: 'refused' }],
    [400, 'MissingDeviceToken', { kind: 'refused' }],
    [400, 'PayloadEmpty', { kind: 'refused' }],
    [404, 'BadPath', { kind: 'refused' }],
    [405, 'MethodNotAllowed', { kind: 'refused' }],
    [413, 'PayloadTooLarge', { kind: 'refused' }],
    [429, 'TooManyRequests', { kind: 'later', scope: 'token' }],
    [429, 'TooManyProviderTokenUpdates', { kind: 'later', scope: 'service' }],
    [500, 'InternalServerError', { kind: 'later', scope: 'service' }],
    [503, 'ServiceUnavailable', { kind: 'later', scope: 'service' }],
  ])('%i %s is said once, and means %o', async (status, reason, means) => {
    expect(await meaningOf(refusal(reason, status))).toEqual({ meaning: { ...means, reason }, pushes: 1 })
  })

  it.each([
    [400, 'IdleTimeout'],
    [503, 'Shutdown'],
  ])('%i %s is of the connection: the push goes through another one', async (status, reason) => {
    const { apns, push } = await aLab()
    apns.answers.plan(token(), { kind: 'refuse', reason, status }, 1)
    expect(await push()).toMatchObject({ kind: 'accepted' })
    expect(apns.log.connections()).toBe(2)
  })

  it.each([
    [400, 'IdleTimeout'],
    [503, 'Shutdown'],
  ])('%i %s three times in a row is for later', async (status, reason) => {
    const { meaning, pushes } = await meaningOf(refusal(reason, status))
    expect(meaning).toEqual({ kind: 'later', scope: 'service', reason })
    expect(pushes).toBe(3)
  })

  it('of a token that is gone comes with the moment since when', async () => {
    const timestamp = Date.parse('2026-11-20T10:00:00Z')
    const { meaning } = await meaningOf({ kind: 'refuse', reason: 'Unregistered', timestamp })
    expect(meaning).toEqual({ kind: 'gone', reason: 'Unregistered', since: timestamp })
  })
})

describe('an answer that is not documented', () => {
  it.each([
    [302, { kind: 'misconfigured' }],
    [400, { kind: 'refused' }],
    [403, { kind: 'misconfigured' }],
    [404, { kind: 'refused' }],
    [410, { kind: 'gone' }],
    [418, { kind: 'refused' }],
    [429, { kind: 'later', scope: 'token' }],
    [500, { kind: 'later', scope: 'service' }],
    [502, { kind: 'later', scope: 'service' }],
  ])('is judged by its status: %i means %o, with the reason as it was given', async (status, means) => {
    const { meaning } = await meaningOf(refusal('SomethingNew', status))
    expect(meaning).toEqual({ ...means, reason: 'SomethingNew' })
  })

  it('does not make a token gone by a reason that comes with another status', async () => {
    const { meaning } = await meaningOf(refusal('Unregistered', 400))
    expect(meaning).toEqual({ kind: 'refused', reason: 'Unregistered' })
  })

  it.each([
    ['no JSON', '<html>Bad Gateway</html>', 'HTTP 502'],
    ['an empty body', '', 'HTTP 502'],
    ['a list', '["Shutdown"]', 'HTTP 502'],
    ['no reason', '{"error":"x"}', 'HTTP 502'],
    ['a reason that is no text', '{"reason":7}', 'HTTP 502'],
    ['more than 4 KB', JSON.stringify({ reason: 'Long', rest: 'x'.repeat(10_000) }), 'HTTP 502'],
    ['control characters', '{"reason":"a\\nb\\u0000é"}', 'a?b??'],
    ['a reason as long as a page', JSON.stringify({ reason: 'x'.repeat(1000) }), 'x'.repeat(64)],
  ])('with %s is told as one', async (_, body, reason) => {
    const { meaning } = await meaningOf({ kind: 'raw', status: 502, body })
    expect(meaning).toEqual({ kind: 'later', scope: 'service', reason })
  })

  it.each([['"yesterday"'], ['-5'], ['null'], ['1e999']])('tells no moment that is none: %s', async (timestamp) => {
    const body = `{"reason":"Unregistered","timestamp":${timestamp}}`
    const { meaning } = await meaningOf({ kind: 'raw', status: 410, body })
    expect(meaning).toEqual({ kind: 'gone', reason: 'Unregistered' })
  })
})
