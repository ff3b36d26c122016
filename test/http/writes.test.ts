import { describe, expect, it, vi } from 'vitest'
import { type Finding, inferred } from '../../lib/core/finding.ts'
import type { PassService, Written } from '../../lib/service/service.ts'
import { anApi, aPass, codeIn, good, pass, written } from './an-api.ts'

describe('what a write demands', () => {
  const demanded = async (headers: object): Promise<unknown> => {
    const put = vi.fn<PassService['put']>(() => Promise.resolve(written))
    const response = await anApi({ passes: { put } }).put(good, headers)
    return response.status < 300 ? put.mock.calls[0]?.[2] : codeIn(response)
  }

  it('is nothing by default', async () => {
    expect(await demanded({})).toEqual({})
  })

  it.each([
    [{ 'if-match': '"7"' }, { ifMatch: [7] }],
    [{ 'if-match': '"7", "8"' }, { ifMatch: [7, 8] }],
    [{ 'if-match': '*' }, { ifMatch: 'any' }],
    [{ 'if-match': 'W/"7"' }, { ifMatch: [] }],
    [{ 'if-none-match': '*' }, { ifAbsent: true }],
  ])('by the headers %j', async (headers, preconditions) => {
    expect(await demanded(headers)).toEqual(preconditions)
  })

  it.each([
    { 'if-match': '7' },
    { 'if-match': '' },
    { 'if-none-match': '"7"' },
    { 'idempotency-key': '' },
    { 'idempotency-key': 'a b' },
    { 'idempotency-key': 'k'.repeat(256) },
  ])('must be well-formed: %j', async (headers) => {
    expect(await demanded(headers)).toBe('request/header-invalid')
  })

  it('is the same of requests that mean the same, and another of others', async () => {
    const seen: string[] = []
    const put = vi.fn<PassService['put']>((_id, _content, { idempotency }) => {
      expect(idempotency).toMatchObject({ principal: 'abcd1234', key: 'k-1' })
      seen.push(idempotency?.fingerprint ?? '')
      return Promise.resolve(written)
    })
    const { put: send } = anApi({ passes: { put } })
    for (const body of [
      '{"template": "card", "values": {"a": 1, "b": 2}}',
      '{"values":{"b":2.0,"a":1},"template":"card"}',
      '{"template": "card", "values": {"a": 1, "b": 3}}',
    ])
      await send(body, { 'idempotency-key': 'k-1' })
    expect(seen[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(seen[1]).toBe(seen[0])
    expect(seen[2]).not.toBe(seen[0])
  })

  it('concerns voiding and its opposite each for itself', async () => {
    const seen = new Set<string | undefined>()
    const setVoided = vi.fn<PassService['setVoided']>((_id, _voided, { idempotency }) => {
      seen.add(idempotency?.fingerprint)
      return Promise.resolve(written)
    })
    const { send } = anApi({ passes: { setVoided } })
    for (const action of ['void', 'reinstate'])
      await send('POST', `${pass}/${action}`, { headers: { 'idempotency-key': 'k' } })
    expect(seen.size).toBe(2)
  })
})

describe('the answer to a write', () => {
  const answer = (outcome: Partial<Written>) =>
    anApi({ passes: { put: () => Promise.resolve({ ...written, ...outcome }) } }).put(good)

  it('is 201 with the address of what was created', async () => {
    const response = await answer({ created: true })
    expect(response.status).toBe(201)
    expect(response.headers.get('location')).toBe(pass)
    expect(response.headers.get('etag')).toBe('"7"')
    expect(response.headers.get('idempotency-replayed')).toBeNull()
  })

  it('is 200 if it was there', async () => {
    const response = await answer({})
    expect(response.status).toBe(200)
    expect(response.headers.get('location')).toBeNull()
  })

  it('says if an earlier request did the work, with the status of that one', async () => {
    const response = await answer({ created: true, repeated: true })
    expect(response.status).toBe(201)
    expect(response.headers.get('idempotency-replayed')).toBe('true')
  })

  it('is the pass without its secrets, and what preflight has to say', async () => {
    const finding: Finding = {
      code: 'icon-small',
      severity: 'warning',
      path: 'icon.png',
      message: 'is small',
      fix: 'use a larger one',
      source: inferred,
    }
    expect(await (await answer({ warnings: [finding] })).json()).toEqual({
      passTypeIdentifier: 'pass.com.example.card',
      serialNumber: 'OF-1',
      template: 'card@3',
      values: { name: 'Ada' },
      images: {},
      voided: false,
      revision: 7,
      version: 2,
      lastModified: '2026-11-26T22:00:00.000Z',
      createdAt: '2026-11-26T21:53:20.000Z',
      updatedAt: '2026-11-26T22:00:00.123Z',
      links: { self: pass, file: `${pass}/file` },
      warnings: [
        { code: 'icon-small', severity: 'warning', path: 'icon.png', message: 'is small', fix: 'use a larger one' },
      ],
    })
  })
})

describe('reading a pass', () => {
  const read = () => Promise.resolve(aPass)

  it('gives its revision as ETag', async () => {
    expect((await anApi({ passes: { read } }).send('GET', pass)).headers.get('etag')).toBe('"7"')
  })

  it.each(['"7"', 'W/"7"', '"6", "7"', '*'])('gives nothing anew to whoever has it already: %s', async (tags) => {
    const response = await anApi({ passes: { read } }).send('GET', pass, { headers: { 'if-none-match': tags } })
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([304, '"7"', ''])
  })

  it('gives it to whoever has an older one', async () => {
    const response = await anApi({ passes: { read } }).send('GET', pass, { headers: { 'if-none-match': '"6"' } })
    expect(response.status).toBe(200)
  })

  it('by HEAD gives the same head', async () => {
    const response = await anApi({ passes: { read } }).send('HEAD', pass)
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([200, '"7"', ''])
  })
})
