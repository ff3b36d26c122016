/** Whether the push service is there: in a session of its own, without a push. */
import { createServer } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { aLab, anApns, aPusher, aPushSigner, passType } from './lab.ts'
import { originOf } from './listening.ts'

const minute = 60_000

describe('the push service', () => {
  it('is reached if a PING comes back; nothing is pushed, and the session ends', async () => {
    const { apns, pusher } = await aLab()
    expect(await pusher.reach(passType)).toEqual({ kind: 'reached' })
    expect([apns.log.connections(), apns.log.total()]).toEqual([1, 0])
    await vi.waitFor(() => expect(apns.log.openConnections()).toBe(0))
  })

  it('is reached also where no stream is allowed', async () => {
    const { pusher } = await aLab({ apns: { maxConcurrentStreams: 0 } })
    expect(await pusher.reach(passType)).toEqual({ kind: 'reached' })
  })

  it('is asked once a minute at most, however many ask', async () => {
    const { apns, pusher, skip } = await aLab()
    await Promise.all([pusher.reach(passType), pusher.reach(passType)])
    skip(minute - 1000)
    await pusher.reach(passType)
    expect(apns.log.connections()).toBe(1)
    skip(1000)
    await pusher.reach(passType)
    expect(apns.log.connections()).toBe(2)
  })

  it('leaves the connection of pushes alone', async () => {
    const { apns, pusher, push } = await aLab()
    await push(1)
    await pusher.reach(passType)
    await push(2)
    expect(apns.log.entries().map(({ connection }) => connection)).toEqual([1, 1])
  })

  it('is not reached where nobody listens', async () => {
    const apns = await anApns()
    await apns.stop()
    const { pusher } = aPusher({ origin: apns.origin, roots: apns.roots })
    expect(await pusher.reach(passType)).toEqual({
      ...{ kind: 'unreachable', reason: 'the connection failed: ECONNREFUSED' },
    })
  })

  it('is not reached where somebody listens and says nothing, and is not waited for longer than is set', async () => {
    const { pusher } = aPusher({ origin: await originOf(createServer()), limits: { connect: 50 } })
    expect(await pusher.reach(passType)).toEqual({
      ...{ kind: 'unreachable', reason: 'it could not be connected to in time' },
    })
  })

  it('is not reached where no PING comes back', async () => {
    const { apns, pusher } = await aLab({ pusher: { limits: { ping: 50 } } })
    const reached = pusher.reach(passType)
    await vi.waitFor(() => expect(apns.log.connections()).toBe(1), { interval: 1 })
    apns.silence()
    expect(['reached', 'unreachable']).toContain((await reached).kind)
  })

  it('is refused by us if we do not know who issued its certificate', async () => {
    const { origin } = await anApns()
    const { pusher } = aPusher({ origin })
    expect(await pusher.reach(passType)).toMatchObject({ kind: 'refused' })
  })

  it('is not looked for without a certificate, or with one that has expired', async () => {
    const none = await aLab({ pusher: { signerOf: () => Promise.resolve(undefined) } })
    await expect(none.pusher.reach(passType)).rejects.toMatchObject({ code: 'signer/missing' })
    const expired = await aPushSigner({ validTo: new Date('2026-02-01T00:00:00Z') })
    const late = await aLab({
      pusher: { signerOf: () => Promise.resolve(expired), clock: { now: () => Date.UTC(2026, 2) } },
    })
    await expect(late.pusher.reach(passType)).rejects.toMatchObject({
      code: 'signer/unusable',
      cause: { code: 'signer/expired' },
    })
    expect([none.apns.log.connections(), late.apns.log.connections()]).toEqual([0, 0])
  })
})
