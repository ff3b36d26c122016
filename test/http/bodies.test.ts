import { describe, expect, it, vi } from 'vitest'
import { limits } from '../../lib/service/limits.ts'
import type { PassService } from '../../lib/service/service.ts'
import { anApi, codeIn, good, pass, problemIn, written } from './an-api.ts'

describe('a body of JSON', () => {
  it.each([
    ['{"template": ', 400, 'request/json-invalid'],
    ['', 400, 'request/json-invalid'],
    ['{"template": "card", "template": "card", "values": {}}', 400, 'request/json-invalid'],
    ['['.repeat(101) + ']'.repeat(101), 400, 'request/json-invalid'],
    ['\u0000', 400, 'request/json-invalid'],
    ['[]', 422, 'request/body-invalid'],
    ['{"template": "card"}', 422, 'request/body-invalid'],
    ['{"template": "Card 1", "values": {}}', 422, 'request/body-invalid'],
    ['{"template": "card@0", "values": {}}', 422, 'request/body-invalid'],
    ['{"template": "card", "values": []}', 422, 'request/body-invalid'],
    ['{"template": "card", "values": {}, "extra": 1}', 422, 'request/body-invalid'],
    ['{"template": "card", "values": {}, "\\ud800": 1}', 422, 'request/body-invalid'],
  ])('that is %j is refused', async (body, status, code) => {
    const response = await anApi().put(body)
    expect([response.status, await codeIn(response)]).toEqual([status, code])
  })

  it('that is not UTF-8 is refused', async () => {
    const { send } = anApi()
    const body = new Uint8Array([0x22, 0xff, 0x22])
    expect(await codeIn(await send('PUT', pass, { headers: { 'content-type': 'application/json' }, body }))).toBe(
      'request/json-invalid',
    )
  })

  it('is refused with every fault and its JSON pointer', async () => {
    const { findings } = await problemIn(await anApi().put({ values: 3, 'a/b': 1 }))
    expect(findings.map(({ code, pointer }: Record<string, string>) => [code, pointer])).toEqual([
      ['value-missing', '/template'],
      ['value-type', '/values'],
      ['value-unknown', '/a~1b'],
    ])
  })

  it('of 2 MB is refused', async () => {
    const response = await anApi().put({ ...good, values: { name: 'x'.repeat(2_000_000) } })
    expect([response.status, await codeIn(response)]).toEqual([413, 'request/too-large'])
  })

  it('that says that it has 2 MB is refused unread', async () => {
    const pull = vi.fn()
    const body = new ReadableStream({ pull }, { highWaterMark: 0 })
    const headers = { 'content-type': 'application/json', 'content-length': '2000000' }
    expect((await anApi().send('PUT', pass, { headers, body })).status).toBe(413)
    expect(pull).not.toHaveBeenCalled()
  })

  it.each([
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/merge-patch+json' },
    { 'content-encoding': 'gzip' },
  ])('declared as %j is refused', async (headers) => {
    const response = await anApi().put(good, headers)
    expect([response.status, await codeIn(response)]).toEqual([415, 'request/media-type'])
  })
})

describe('what a body may be', () => {
  it('is nothing, for a link', async () => {
    const create = vi.fn(() => Promise.resolve({ url: 'https://passes.example/p/x', expiresAt: 1_795_730_400_000 }))
    const { send } = anApi({ links: { create }, scopes: ['links:write'] })
    const response = await send('POST', `${pass}/links`)
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual({ url: 'https://passes.example/p/x', expiresAt: '2026-11-26T22:00:00.000Z' })
    expect(create.mock.calls).toEqual([[expect.objectContaining({ serialNumber: 'OF-1' }), undefined]])
  })

  it('is when a link expires, in any time zone', async () => {
    const create = vi.fn(() => Promise.resolve({ url: 'https://passes.example/p/x', expiresAt: 0 }))
    const { sendJson } = anApi({ links: { create }, scopes: ['links:write'] })
    await sendJson('POST', `${pass}/links`, { expiresAt: '2027-03-01T09:30:00+01:00' })
    expect(create.mock.calls).toEqual([[expect.anything(), Date.UTC(2027, 2, 1, 8, 30)]])
  })

  it.each(['tomorrow', '2027-03-01', '2027-03-01T09:30:00', '2027-02-30T09:30:00Z', '2027-03-01T09:30:60Z', 5])(
    'is refused if it names no moment: %s',
    async (expiresAt) => {
      const { sendJson } = anApi({ scopes: ['links:write'] })
      expect((await sendJson('POST', `${pass}/links`, { expiresAt })).status).toBe(422)
    },
  )

  it('is a PNG as it is, for an image', async () => {
    const putImage = vi.fn<PassService['putImage']>(() => Promise.resolve(written))
    const { send } = anApi({ passes: { putImage } })
    const body = new Uint8Array([0x89, 0x50, 0, 0xff])
    const response = await send('PUT', `${pass}/images/thumbnail@2x.png`, {
      headers: { 'content-type': 'image/png' },
      body,
    })
    expect(response.status).toBe(200)
    expect(putImage.mock.calls[0]?.slice(1, 3)).toEqual(['thumbnail@2x.png', body])
  })

  it('is no image that has no slot', async () => {
    const { send } = anApi()
    const response = await send('PUT', `${pass}/images/photo.png`, {
      headers: { 'content-type': 'image/png' },
      body: 'x',
    })
    expect([response.status, await codeIn(response)]).toEqual([422, 'values/image-invalid'])
  })

  it('is no image above the limit', async () => {
    const { send } = anApi()
    const body = new Uint8Array(limits.imageBytes + 1)
    const response = await send('PUT', `${pass}/images/thumbnail.png`, {
      headers: { 'content-type': 'image/png' },
      body,
    })
    expect([response.status, await codeIn(response)]).toEqual([413, 'request/too-large'])
  })

  it('is no template archive above the limit, which tells of uploads', async () => {
    const { send } = anApi({ scopes: ['templates:write'] })
    const body = new Uint8Array(limits.directArchiveBytes + 1)
    const problem = await problemIn(
      await send('POST', '/api/v1/templates', { headers: { 'content-type': 'application/zip' }, body }),
    )
    expect(problem).toMatchObject({
      status: 413,
      code: 'request/too-large',
      detail: 'the body has more than 4000000 bytes: send it by way of POST /api/v1/uploads, which takes larger ones',
    })
  })
})
