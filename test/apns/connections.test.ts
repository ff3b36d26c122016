/** How the pusher keeps its connections: RFC 9113, and Apple's advice on connections to APNs. */
import dns from 'node:dns'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { aLab, anApns, aPusher, passType, token } from './lab.ts'

/** Quick enough to wait for, slow enough for a machine with other work. */
const quick = { ping: 300, quiet: 200, answer: 1500, look: 20 }

afterEach(() => vi.restoreAllMocks())

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe('a connection', () => {
  it('is kept for the next push', async () => {
    const { apns, push } = await aLab()
    for (const number of numbers(1, 5)) await push(number)
    expect(apns.log.connections()).toBe(1)
  })

  it('looks the host up anew each time', async () => {
    const apns = await anApns()
    const { pusher } = aPusher({ origin: apns.origin.replace('127.0.0.1', 'localhost'), roots: apns.roots })
    const lookup = vi.spyOn(dns, 'lookup')
    await pusher.push(passType, token(1))
    apns.sendAway()
    await vi.waitFor(() => expect(apns.log.openConnections()).toBe(0))
    await pusher.push(passType, token(2))
    expect(lookup).toHaveBeenCalledTimes(2)
  })

  it('is left for another one before it runs out of streams', async () => {
    const { apns, push } = await aLab({ pusher: { limits: { perConnection: 3 } } })
    for (const number of numbers(1, 7)) await push(number)
    expect(apns.log.connections()).toBe(3)
  })

  it('ends with the pusher, and what was under way has no answer', async () => {
    const { apns, pusher, push } = await aLab()
    apns.answers.plan('every', { kind: 'silence' })
    const lost = push()
    await vi.waitFor(() => expect(apns.log.total()).toBe(1))
    pusher.close()
    await expect(lost).rejects.toThrow(UnavailableError)
    await vi.waitFor(() => expect(apns.log.openConnections()).toBe(0))
  })
})

describe('streams', () => {
  it('are as many at a time as the server allows, be it one', async () => {
    const { apns, pushAll } = await aLab({ apns: { maxConcurrentStreams: 1 } })
    expect(await pushAll(20)).toEqual(Array(20).fill('accepted'))
    expect(apns.log.busiest()).toBe(1)
    // None was refused and sent again: no number is missing.
    expect(apns.log.entries().map(({ stream }) => stream)).toEqual(numbers(0, 19).map((index) => 2 * index + 1))
  })

  it('follow the server when it allows more, and less', async () => {
    const { apns, push, pushAll } = await aLab({ apns: { maxConcurrentStreams: 1 } })
    apns.answers.plan('every', { kind: 'accept', afterMs: 5 })
    await push()
    apns.setMaxConcurrentStreams(5)
    await push()
    await pushAll(20)
    expect(apns.log.busiest()).toBe(5)
    apns.setMaxConcurrentStreams(2)
    await push()
    expect(await pushAll(10)).toEqual(Array(10).fill('accepted'))
    expect(apns.log.connections()).toBe(1)
  })

  it('go on as soon as the server allows any', async () => {
    const { apns, push } = await aLab({ apns: { maxConcurrentStreams: 0 } })
    const answer = push()
    await vi.waitFor(() => expect(apns.log.openConnections()).toBe(1))
    apns.setMaxConcurrentStreams(1)
    expect(await answer).toMatchObject({ kind: 'accepted' })
  })

  it('are at most 500 at a time, whoever asks for thousands', async () => {
    const { apns, pushAll } = await aLab()
    expect(new Set(await pushAll(1500))).toEqual(new Set(['accepted']))
    expect(apns.log.total()).toBe(1500)
    expect(apns.log.busiest()).toBeGreaterThan(100)
    expect(apns.log.busiest()).toBeLessThanOrEqual(500)
    expect(apns.log.connections()).toBe(1)
  })

  it('have no endless queue before them', async () => {
    const { apns, pushAll } = await aLab({ apns: { maxConcurrentStreams: 1 }, pusher: { limits: { waiting: 5 } } })
    const answers = await pushAll(8)
    expect(answers).toEqual([...Array(5).fill('accepted'), 'none', 'none', 'none'])
    expect(apns.log.total()).toBe(5)
  })

  it('are not waited for longer than is set', async () => {
    const { apns, push } = await aLab({
      apns: { maxConcurrentStreams: 0 },
      pusher: { limits: { wait: 100, look: 20 } },
    })
    await expect(push()).rejects.toThrow('it waited too long for its turn')
    expect(apns.log.total()).toBe(0)
  })

  it('are given up when no answer comes in time, alone', async () => {
    const { apns, push } = await aLab({ pusher: { limits: { ...quick, answer: 200 } } })
    apns.answers.plan(token(1), { kind: 'silence' })
    await expect(push(1)).rejects.toThrow(
      'APNs gave no answer to a push (it was not answered in time): try again later',
    )
    expect(await push(2)).toMatchObject({ kind: 'accepted' })
    expect(apns.log.connections()).toBe(1)
  })

  it('that the server refuses are sent again, three times at most', async () => {
    const { apns, push } = await aLab()
    apns.answers.plan(token(1), { kind: 'reset-stream' }, 2)
    apns.answers.plan(token(2), { kind: 'reset-stream' }, 3)
    expect(await push(1)).toMatchObject({ kind: 'accepted' })
    await expect(push(2)).rejects.toThrow(UnavailableError)
    expect(apns.log.total()).toBe(6)
  })

  it('whose answer breaks off have none, whatever its status says', async () => {
    const { apns, push } = await aLab()
    apns.answers.plan(token(1), { kind: 'raw', status: 410, body: '{"reason":"Unreg', breaksOff: true })
    await expect(push(1)).rejects.toThrow(UnavailableError)
    expect(apns.log.total()).toBe(1)
  })

  it('that the server resets otherwise are not: they may have been dealt with', async () => {
    const { apns, push, arrived } = await aLab()
    apns.answers.plan(token(1), { kind: 'reset-stream', code: 2 }, 1)
    await expect(push(1)).rejects.toThrow(UnavailableError)
    await push(2)
    expect(arrived(1)).toEqual([1, 2])
  })
})

describe('GOAWAY', () => {
  it('has the streams above its last one sent again, and the others waited for', async () => {
    const { apns, pushAll, arrived } = await aLab()
    for (const number of numbers(1, 9)) apns.answers.plan(token(number), { kind: 'accept', afterMs: 50 })
    apns.answers.plan(token(10), { kind: 'go-away' }, 1)
    expect(await pushAll(20)).toEqual(Array(20).fill('accepted'))
    expect(arrived(1)).toEqual(numbers(1, 10))
    expect([...arrived(2)].sort((a, b) => a - b)).toEqual(numbers(10, 20))
    expect(apns.log.connections()).toBe(2)
  })

  it('for an error leaves the streams up to its last one without an answer: they may have been dealt with', async () => {
    const { apns, pushAll, arrived } = await aLab()
    for (const number of numbers(1, 9)) apns.answers.plan(token(number), { kind: 'silence' })
    apns.answers.plan(token(10), { kind: 'go-away', code: 2 }, 1)
    const answers = await pushAll(20)
    expect(answers).toEqual([...Array(9).fill('none'), ...Array(11).fill('accepted')])
    expect([...arrived(2)].sort((a, b) => a - b)).toEqual(numbers(10, 20))
  })

  it('before anything was answered does not stop the push', async () => {
    const { apns, push } = await aLab()
    apns.answers.plan(token(), { kind: 'go-away', reason: 'Shutdown' }, 1)
    expect(await push()).toMatchObject({ kind: 'accepted' })
  })

  it('to a connection that rests is followed by a new one', async () => {
    const { apns, push } = await aLab()
    await push(1)
    apns.sendAway('IdleTimeout')
    await vi.waitFor(() => expect(apns.log.openConnections()).toBe(0))
    expect(await push(2)).toMatchObject({ kind: 'accepted' })
  })

  it('for a certificate is the answer of all pushes that were not dealt with', async () => {
    const { apns, push, pushAll } = await aLab()
    await push()
    apns.answers.plan(token(1), { kind: 'go-away', reason: 'BadCertificate' })
    expect(await pushAll(3)).toEqual(['misconfigured', 'misconfigured', 'misconfigured'])
    expect(apns.log.connections()).toBe(1)
  })

  it('for a certificate says nothing of the streams that a later connection refuses', async () => {
    const { apns, push } = await aLab()
    await push()
    apns.answers.plan(token(1), { kind: 'go-away', reason: 'BadCertificate' }, 1)
    expect(await push(1)).toMatchObject({ kind: 'misconfigured' })
    apns.answers.plan(token(2), { kind: 'reset-stream' }, 1)
    expect(await push(2)).toMatchObject({ kind: 'accepted' })
  })
})

describe('a dead connection', () => {
  it('is found out with a PING before it is used after 10 s of rest', async () => {
    const { apns, push, skip, arrived } = await aLab({ pusher: { limits: { ping: 300 } } })
    await push(1)
    apns.silence()
    skip(10_000)
    expect(await push(2)).toMatchObject({ kind: 'accepted' })
    expect(arrived(1)).toEqual([1])
    expect(arrived(2)).toEqual([2])
  })

  it('is not suspected before: what is sent into it has no answer', async () => {
    const { apns, push, skip } = await aLab({ pusher: { limits: { ...quick, quiet: 100 } } })
    await push(1)
    apns.silence()
    skip(50)
    await expect(push(2)).rejects.toThrow('the connection was dead')
    expect(await push(3)).toMatchObject({ kind: 'accepted' })
  })

  it('is no reason to connect anew if it lives after all', async () => {
    const { apns, push, skip } = await aLab()
    await push(1)
    skip(10_000)
    await push(2)
    skip(3_600_000)
    await push(3)
    expect(apns.log.connections()).toBe(1)
  })

  it('that dies with pushes under way is found out before their time is over; none of them is sent again', async () => {
    const { apns, pushAll, push } = await aLab({ pusher: { limits: { ...quick, answer: 60_000 } } })
    apns.answers.plan(token(3), { kind: 'die' }, 1)
    apns.answers.plan('every', { kind: 'silence' })
    expect(await pushAll(5)).toEqual(Array(5).fill('none'))
    apns.answers.clear()
    expect(await push(6)).toMatchObject({ kind: 'accepted' })
    expect(apns.log.entries().filter((entry) => entry.token === token(3))).toHaveLength(1)
  })

  it('that is reset leaves what was under way without an answer', async () => {
    const { apns, push } = await aLab()
    apns.answers.plan(token(1), { kind: 'reset-connection' }, 1)
    await expect(push(1)).rejects.toThrow(UnavailableError)
    expect(await push(2)).toMatchObject({ kind: 'accepted' })
    expect(apns.log.total()).toBe(2)
  })
})
