/** Which certificate the pusher shows, and what comes of one that is not good enough. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { makeServerCertificate } from '../../infra/local/apns/server-certificate.ts'
import { issueThrowawayCertificate, makeThrowawayAuthority } from '../../lib/core/signing/throwaway.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { StoredSigner } from '../../lib/ports/secrets.ts'
import { needs, program } from '../setup/programs.ts'
import { aLab, anApns, aPusher, aPushSigner, passType, token } from './lab.ts'

const fiveMinutes = 5 * 60 * 1000

/** A signer of an authority that nobody knows. */
const aStranger = async (): Promise<StoredSigner> =>
  issueThrowawayCertificate(await makeThrowawayAuthority({ algorithm: 'P-256' }), {
    passTypeIdentifier: passType,
    teamIdentifier: 'ABCDE12345',
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validTo: new Date('2027-12-31T00:00:00Z'),
    algorithm: 'P-256',
  })

/** A store with one signer, which can be replaced or become unreadable. */
const aStore = (signer: StoredSigner | undefined) => {
  const store = { signer, fails: false }
  const signerOf = vi.fn(() =>
    store.fails ? Promise.reject(new UnavailableError('no secrets today')) : Promise.resolve(store.signer),
  )
  return { store, signerOf }
}

/** OpenSSL's server, which trusts no client. @param pem its key and certificate */
const aStrictServer = async (pem: string, version: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'passwright-apns-'))
  const file = join(folder, 'server.pem')
  await writeFile(file, pem)
  const options = ['-Verify', '1', '-verify_return_error', '-alpn', 'h2', version]
  const server = spawn(program('openssl'), [
    's_server',
    '-accept',
    '127.0.0.1:0',
    '-key',
    file,
    '-cert',
    file,
    ...options,
  ])
  onTestFinished(async () => {
    server.kill()
    await rm(folder, { recursive: true })
  })
  server.stderr.resume()
  return await new Promise((resolve, reject) => {
    server.on('exit', () => reject(new Error('openssl does not listen')))
    server.stdout.on('data', (chunk) => {
      const port = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(String(chunk))?.[1]
      if (port) resolve(`https://127.0.0.1:${port}`)
    })
  })
}

describe('a certificate', () => {
  it('is read once for all pushes of five minutes', async () => {
    const { signerOf } = aStore(await aPushSigner())
    const { push, pushAll, skip } = await aLab({ pusher: { signerOf } })
    await pushAll(10)
    skip(fiveMinutes - 60_000)
    await push()
    expect(signerOf).toHaveBeenCalledTimes(1)
  })

  it('that is renewed gets a connection of its own, and the old one ends when all in it is answered', async () => {
    const { store, signerOf } = aStore(await aPushSigner())
    const { apns, push, skip, arrived } = await aLab({ pusher: { signerOf } })
    await push(1)
    apns.answers.plan(token(2), { kind: 'accept', afterMs: 100 })
    const slow = push(2)
    await vi.waitFor(() => expect(apns.log.total()).toBe(2))
    store.signer = await aPushSigner({ validTo: new Date('2028-12-31T00:00:00Z') })
    skip(fiveMinutes)
    await push(3)
    expect(await slow).toMatchObject({ kind: 'accepted' })
    await vi.waitFor(() => expect(apns.log.openConnections()).toBe(1))
    expect([arrived(1), arrived(2)]).toEqual([[1, 2], [3]])
  })

  it('that is the same as before keeps its connection', async () => {
    const { signerOf } = aStore(await aPushSigner())
    const { apns, push, skip } = await aLab({ pusher: { signerOf } })
    await push()
    skip(fiveMinutes)
    await push()
    expect(signerOf).toHaveBeenCalledTimes(2)
    expect(apns.log.connections()).toBe(1)
  })

  it('that cannot be read anew is good for longer', async () => {
    const { store, signerOf } = aStore(await aPushSigner())
    const { push, skip } = await aLab({ pusher: { signerOf } })
    await push()
    store.fails = true
    skip(fiveMinutes)
    expect(await push()).toMatchObject({ kind: 'accepted' })
  })

  it('that cannot be read at first is one for later', async () => {
    const { store, signerOf } = aStore(await aPushSigner())
    store.fails = true
    const { push } = await aLab({ pusher: { signerOf } })
    await expect(push()).rejects.toThrow(UnavailableError)
    store.fails = false
    expect(await push()).toMatchObject({ kind: 'accepted' })
  })

  it('of somebody else means that somebody has to mend something', async () => {
    const { signerOf } = aStore(await aStranger())
    const { push } = await aLab({ pusher: { signerOf } })
    expect(await push()).toMatchObject({ kind: 'misconfigured', reason: 'BadCertificate' })
  })

  it('that was replaced after it was refused is used for the same push', async () => {
    const { store, signerOf } = aStore(await aStranger())
    const { push, skip } = await aLab({ pusher: { signerOf } })
    await push()
    store.signer = await aPushSigner()
    skip(10_000)
    expect(await push()).toMatchObject({ kind: 'accepted' })
  })

  it('is read at most every 10 s, however often it is refused', async () => {
    const { signerOf } = aStore(await aStranger())
    const { pushAll } = await aLab({ pusher: { signerOf } })
    await pushAll(5)
    expect(signerOf).toHaveBeenCalledTimes(1)
  })

  it('of another pass type is refused by its topic', async () => {
    const { signerOf } = aStore(await aPushSigner({ passTypeIdentifier: 'pass.com.example.other' }))
    const { push } = await aLab({ pusher: { signerOf } })
    expect(await push()).toMatchObject({ kind: 'misconfigured', reason: 'TopicDisallowed' })
  })

  it('each pass type has one of its own, and a connection', async () => {
    const other = await aPushSigner({ passTypeIdentifier: 'pass.com.example.other' })
    const usual = await aPushSigner()
    const signerOf = (type: string) => Promise.resolve(type === passType ? usual : other)
    const { apns, pusher } = await aLab({ pusher: { signerOf } })
    expect(await pusher.push(passType, token(1))).toMatchObject({ kind: 'accepted' })
    expect(await pusher.push('pass.com.example.other', token(2))).toMatchObject({ kind: 'accepted' })
    expect(apns.log.connections()).toBe(2)
  })
})

describe('without a certificate to push with', () => {
  it.each([
    ['there is none', undefined, 'signer/missing'],
    ['it is no certificate', { certificate: 'x' }, 'signer/unusable'],
    ['its key is no key', { key: 'x' }, 'signer/unusable'],
  ])('because %s, nobody is connected to', async (_, differs, code) => {
    const { signerOf } = aStore(differs && { ...(await aPushSigner()), ...differs })
    const { apns, push } = await aLab({ pusher: { signerOf } })
    await expect(push()).rejects.toMatchObject({ code })
    expect(apns.log.connections()).toBe(0)
  })

  it('because its key is of another certificate, nobody is connected to', async () => {
    const { key } = await aPushSigner({ validTo: new Date('2028-12-31T00:00:00Z') })
    const { signerOf } = aStore({ ...(await aPushSigner()), key })
    const { push } = await aLab({ pusher: { signerOf } })
    await expect(push()).rejects.toMatchObject({ code: 'signer/unusable' })
  })

  it('because it has expired, nobody is connected to', async () => {
    const { signerOf } = aStore(await aPushSigner())
    const clock = { now: () => Date.parse('2028-01-01T00:00:00Z') }
    const { apns, push } = await aLab({ pusher: { signerOf, clock } })
    await expect(push()).rejects.toThrow(
      'the signer of pass.com.example.card cannot push: its certificate expired at 2027-12-31T00:00:00.000Z; renew it, and put it in with passwright signer renew',
    )
    expect(apns.log.connections()).toBe(0)
  })

  it('until one is uploaded', async () => {
    const { store, signerOf } = aStore(undefined)
    const { push } = await aLab({ pusher: { signerOf } })
    await expect(push()).rejects.toMatchObject({ code: 'signer/missing' })
    store.signer = await aPushSigner()
    expect(await push()).toMatchObject({ kind: 'accepted' })
  })
})

describe('a certificate that is refused in the handshake', needs('openssl'), () => {
  it.each(['-tls1_2', '-tls1_3'])('means that somebody has to mend something: %s', async (version) => {
    const { root, certificate, key } = await makeServerCertificate(Date.now())
    const { pusher } = aPusher({ origin: await aStrictServer(`${key}${certificate}`, version), roots: root })
    expect(await pusher.push(passType, token())).toEqual({
      kind: 'misconfigured',
      reason: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    })
    expect(await pusher.reach(passType)).toEqual({ kind: 'refused', reason: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' })
  })
})

describe('the certificate of the server', () => {
  it('that nobody vouches for is not trusted: somebody has to mend something', async () => {
    const { origin, log } = await anApns()
    const { pusher } = aPusher({ origin })
    expect(await pusher.push(passType, token())).toEqual({
      kind: 'misconfigured',
      reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    })
    expect(log.total()).toBe(0)
  })
})
