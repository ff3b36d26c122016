/** The stand-in of APNs, talked to by a client that knows nothing of ours. */
import { type ClientHttp2Session, connect, type OutgoingHttpHeaders } from 'node:http2'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalApns, startApns } from '../../infra/local/apns/apns.ts'
import { makeServerCertificate } from '../../infra/local/apns/server-certificate.ts'
import type { StoredSigner } from '../../lib/ports/secrets.ts'
import { aPushSigner, passType, token } from './lab.ts'

const woken: unknown[] = []
const id = '11111111-2222-4333-8444-555555555555'
let apns: LocalApns
let session: ClientHttp2Session
const others: ClientHttp2Session[] = []

const open = (signer?: StoredSigner, at = apns): ClientHttp2Session => {
  const client = signer && { cert: `${signer.certificate}\n${signer.intermediate}`, key: signer.key }
  const opened = connect(at.origin, { ca: at.roots, ...client })
  others.push(opened)
  return opened
}

beforeAll(async () => {
  const { root } = await aPushSigner()
  apns = await startApns({ clientRoots: [root], onPush: (push) => woken.push(push) })
  session = open(await aPushSigner())
})

afterAll(async () => {
  for (const each of others) each.destroy()
  await apns.stop()
})

const good: OutgoingHttpHeaders = {
  ':method': 'POST',
  ':path': `/3/device/${token(1)}`,
  'apns-topic': passType,
  'apns-push-type': 'background',
  'apns-priority': '5',
  'apns-expiration': '1800000000',
  'apns-id': id,
}

/** The status and the reason that a push is answered with. */
const ask = async (differs: OutgoingHttpHeaders = {}, body = '{}', from = session): Promise<string> => {
  const stream = from.request({ ...good, ...differs })
  const status = new Promise((resolve) => stream.on('response', (headers) => resolve(headers[':status'])))
  stream.end(body)
  const answer = await text(stream)
  return `${await status}${answer && ` ${JSON.parse(answer).reason}`}`
}

describe('a push in order', () => {
  it('is accepted with its id, and whoever started the stand-in is told', async () => {
    const stream = session.request(good)
    const headers = new Promise((resolve) => stream.on('response', resolve))
    stream.end('{}')
    expect(await headers).toMatchObject({ ':status': 200, 'apns-id': id })
    expect(woken).toEqual([{ topic: 'pass.com.example.card', token: token(1) }])
    expect(apns.log.entries()[0]).toEqual({
      at: expect.any(Number),
      token: token(1),
      topic: 'pass.com.example.card',
      id,
      pushType: 'background',
      priority: '5',
      expiration: '1800000000',
      connection: 1,
      stream: 1,
      outcome: 'accepted',
    })
  })

  it('may leave out what is not required', async () => {
    const bare = { 'apns-topic': undefined, 'apns-push-type': undefined, 'apns-priority': undefined }
    expect(await ask({ ...bare, 'apns-expiration': undefined, 'apns-id': undefined })).toBe('200')
  })

  it.each(['{"aps":{}}', ' '.repeat(4096)])('may have another body', async (body) => {
    expect(await ask({}, body)).toBe('200')
  })
})

/** One fault each, in the order in which the stand-in looks for them. */
const faults: readonly (readonly [answer: string, differs: OutgoingHttpHeaders, body?: string])[] = [
  ['400 DuplicateHeaders', { 'apns-topic': [passType, passType] }],
  ['400 BadMessageId', { 'apns-id': 'one' }],
  ['405 MethodNotAllowed', { ':method': 'PUT' }],
  ['404 BadPath', { ':path': '/4/device/' }],
  ['400 BadTopic', { 'apns-topic': 'pass/card' }],
  ['400 BadPriority', { 'apns-priority': '7' }],
  ['400 InvalidPushType', { 'apns-push-type': 'wallet' }],
  ['400 MissingDeviceToken', { ':path': '/3/device/' }],
  ['400 BadDeviceToken', { ':path': '/3/device/xyz' }],
  ['400 BadExpirationDate', { 'apns-expiration': 'tomorrow' }],
  ['400 PayloadEmpty', {}, ''],
]

/** Others of the kind. */
const furtherFaults: typeof faults = [
  ['400 BadPriority', { 'apns-priority': '10' }],
  ['400 BadPriority', { 'apns-priority': undefined }],
  ['400 BadDeviceToken', { ':path': '/3/device/abc' }],
  ['400 BadExpirationDate', { 'apns-expiration': '-1' }],
  ['413 PayloadTooLarge', {}, ' '.repeat(4097)],
  ['400 TopicDisallowed', { 'apns-topic': 'pass.com.example.other' }],
]

describe('a push with a fault', () => {
  const all = [...faults, ...furtherFaults].map(([answer, differs, body = '{}']) => ({ answer, differs, body }))

  it.each(all)('is refused: $answer for $differs', async ({ answer, differs, body }) => {
    expect(await ask(differs, body)).toBe(answer)
  })

  it('is refused for the first one of several, in this order', async () => {
    for (const [first, [answer, differs]] of faults.entries()) {
      // Of two that need the same header to be otherwise, the first one shows.
      const later = faults.slice(first).toReversed()
      const all = Object.assign({}, ...later.map(([, each]) => each), differs)
      const emptied = faults.slice(first).some(([, , body]) => body === '')
      expect(await ask(all, emptied ? '' : '{}')).toBe(answer)
    }
  })

  it('is refused for the topic before the certificate', async () => {
    const stranger = open(await aPushSigner({ overrides: { apnsMarker: false } }))
    expect(await ask({ 'apns-topic': 'pass.com.example.other' }, '{}', stranger)).toBe('400 TopicDisallowed')
    expect(await ask({}, '{}', stranger)).toBe('403 BadCertificate')
  })
})

describe('whoever connects', () => {
  it('without a certificate is refused as one without a provider token', async () => {
    expect(await ask({}, '{}', open())).toBe('403 MissingProviderToken')
  })

  it('with a certificate that has expired is refused', async () => {
    const signer = await aPushSigner({ validTo: new Date('2026-02-01T00:00:00Z') })
    expect(await ask({}, '{}', open(signer))).toBe('403 BadCertificate')
  })

  it('has to be known: by its intermediate, where the root is not', async () => {
    const { intermediate } = await aPushSigner()
    const unknown = await startApns({ clientRoots: [] })
    const known = await startApns({ clientRoots: [intermediate] })
    const signer = await aPushSigner()
    expect(await ask({}, '{}', open(signer, unknown))).toBe('403 BadCertificate')
    expect(await ask({}, '{}', open(signer, known))).toBe('200')
    await Promise.all([unknown.stop(), known.stop()])
  })
})

describe('what is planned for a token', () => {
  it('comes in its order, as often as was said, and to no other token', async () => {
    apns.answers.plan(token(2), { kind: 'refuse', reason: 'TooManyRequests' }, 2)
    apns.answers.plan(token(2), { kind: 'refuse', reason: 'Unregistered', timestamp: 5 }, 1)
    const answers: string[] = []
    for (const number of [2, 3, 2, 2, 2]) answers.push(await ask({ ':path': `/3/device/${token(number)}` }))
    expect(answers).toEqual(['429 TooManyRequests', '200', '429 TooManyRequests', '410 Unregistered', '200'])
  })

  it('is forgotten when it is cleared', async () => {
    apns.answers.plan('every', { kind: 'refuse', reason: 'Shutdown' })
    expect(await ask()).toBe('503 Shutdown')
    apns.answers.clear('every')
    expect(await ask()).toBe('200')
  })

  it('does not come before the checks', async () => {
    apns.answers.plan('every', { kind: 'refuse', reason: 'Shutdown' }, 1)
    expect(await ask({ 'apns-priority': '7' })).toBe('400 BadPriority')
    expect(await ask()).toBe('503 Shutdown')
  })
})

describe('the log', () => {
  it('keeps the newest pushes and counts all', async () => {
    const { root } = await aPushSigner()
    const small = await startApns({ clientRoots: [root], logged: 3, identity: await makeServerCertificate(Date.now()) })
    const client = open(await aPushSigner(), small)
    for (const number of [1, 2, 3, 4, 5]) await ask({ ':path': `/3/device/${token(number)}` }, '{}', client)
    expect(small.log.entries().map((entry) => entry.token)).toEqual([token(3), token(4), token(5)])
    expect(small.log.total()).toBe(5)
    await small.stop()
  })
})
