/** What the pusher does where there is no APNs, or something else in its place. */
import { createServer as createHttpsServer } from 'node:https'
import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { makeServerCertificate } from '../../infra/local/apns/server-certificate.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { anApns, aPusher, passType, token } from './lab.ts'
import { originOf } from './listening.ts'

const identity = makeServerCertificate(Date.now())

const pushTo = async (origin: string, limits = {}) => {
  const { pusher, skip } = aPusher({ origin, roots: (await identity).root, limits })
  return { push: () => pusher.push(passType, token()), skip }
}

describe('a push has no answer', () => {
  it('where nobody listens', async () => {
    const apns = await anApns()
    await apns.stop()
    const { push } = await pushTo(apns.origin)
    await expect(push()).rejects.toThrow('the connection failed: ECONNREFUSED')
  })

  it('where somebody listens and says nothing, and is not waited for longer than is set', async () => {
    const { push } = await pushTo(await originOf(createServer()), { connect: 50 })
    await expect(push()).rejects.toThrow('it could not be connected to in time')
  })

  it('where HTTP/1 is spoken only', async () => {
    const { certificate, key } = await identity
    const server = createHttpsServer({ cert: certificate, key }, (_, response) => response.end('hello'))
    const { push } = await pushTo(await originOf(server))
    await expect(push()).rejects.toThrow(UnavailableError)
  })

  it('where somebody has never heard of protocols', async () => {
    const { certificate, key } = await identity
    const { push } = await pushTo(await originOf(createTlsServer({ cert: certificate, key })))
    await expect(push()).rejects.toThrow('whoever is there speaks no HTTP/2')
  })

  it('where HTTP/1 is spoken by somebody who takes every protocol', async () => {
    const { certificate, key } = await identity
    const server = createTlsServer({ cert: certificate, key, ALPNProtocols: ['h2'] }, (socket) => {
      socket.on('error', () => undefined)
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    })
    const { push } = await pushTo(await originOf(server))
    await expect(push()).rejects.toThrow(UnavailableError)
  })
})

describe('connections that come to nothing', () => {
  const aSlammedDoor = async () => {
    let connections = 0
    const origin = await originOf(
      createServer((socket) => {
        connections += 1
        socket.destroy()
      }),
    )
    const { push, skip } = await pushTo(origin)
    return {
      skip,
      pushes: (count: number) => Promise.allSettled(Array.from({ length: count }, push)),
      seen: () => connections,
    }
  }

  it('are made twice, whatever the number of pushes; then none for a while', async () => {
    const { pushes, seen } = await aSlammedDoor()
    for (let round = 0; round < 10; round += 1) {
      expect((await pushes(3)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    }
    expect(seen()).toBe(2)
  })

  it('are made ever more seldom, at least every 30 s', async () => {
    const { pushes, seen, skip } = await aSlammedDoor()
    await pushes(1)
    skip(500)
    await pushes(1)
    expect(seen()).toBe(3)
    // At least half of a second.
    skip(450)
    await pushes(1)
    expect(seen()).toBe(3)
    for (let round = 0; round < 10; round += 1) {
      skip(30_000)
      await pushes(1)
    }
    expect(seen()).toBe(13)
  })

  it('are forgotten when APNs is back', async () => {
    const first = await anApns()
    const { pusher, skip } = aPusher({ origin: first.origin, roots: first.roots })
    const push = () => pusher.push(passType, token())
    await push()
    await first.stop()
    await expect(push()).rejects.toThrow(UnavailableError)
    await expect(push()).rejects.toThrow(UnavailableError)
    const port = Number(new URL(first.origin).port)
    const second = await anApns({ port, identity: first.identity })
    skip(30_000)
    expect(await push()).toMatchObject({ kind: 'accepted' })
    second.sendAway()
    expect(await push()).toMatchObject({ kind: 'accepted' })
  })
})
