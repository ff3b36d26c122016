import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type HttpEvent, httpHandler } from '../lib/adapters/lambda/http-handler.ts'
import { copyBytes } from '../lib/core/bytes.ts'
import { apiApp } from '../lib/http/api/app.ts'
import { downloadApp } from '../lib/http/download/app.ts'
import type { PassRecord } from '../lib/ports/records.ts'
import type { TemplateVersion } from '../lib/ports/templates.ts'
import type { DownloadService } from '../lib/service/links/link-services.ts'
import type { Service } from '../lib/service/service.ts'

const eventOf = (
  method: string,
  rawPath: string,
  headers: Record<string, string> = {},
  body?: Uint8Array,
): HttpEvent => ({
  version: '2.0',
  routeKey: 'ANY /api/v1/{proxy+}',
  rawPath,
  rawQueryString: '',
  headers: { host: 'passes.example.com', ...headers },
  requestContext: {
    accountId: '000000000000',
    apiId: 'test',
    authentication: null,
    authorizer: {},
    domainName: 'passes.example.com',
    domainPrefix: 'passes',
    http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: 'JKJaXmPLvHcESHA=',
    routeKey: 'ANY /api/v1/{proxy+}',
    stage: '$default',
    time: '21/Nov/2026:00:00:00 +0000',
    timeEpoch: 0,
  },
  body: body === undefined ? null : Buffer.from(body).toString('base64'),
  isBase64Encoded: body !== undefined,
})

const report = () => undefined

/** Every byte there is, many times, and of no round length. */
const someBytes = randomBytes(70_001)

const pass = { serialNumber: 'OF-1', template: { name: 'card', version: 3 } } as PassRecord

const downloads = {
  look: () => Promise.resolve(),
  file: () => {
    const pool = Buffer.concat([Buffer.from('secret before'), someBytes, Buffer.from('secret behind')])
    return Promise.resolve({ bytes: pool.subarray(13, 13 + someBytes.length), lastModified: 1_795_730_400, pass })
  },
} as unknown as DownloadService

const received: Uint8Array[] = []
const serials: string[] = []

const service = {
  keys: { verify: () => Promise.resolve({ id: 'a', scopes: new Set(['templates:write', 'passes:read']) }) },
  templates: {
    publish: (archive: Uint8Array) => {
      received.push(copyBytes(archive))
      return Promise.resolve({
        template: { name: 'card', version: 1, publishedAt: 0 } as TemplateVersion,
        created: true,
        warnings: [],
        notes: [],
      })
    },
  },
  passes: {
    read: ({ serialNumber }: PassRecord) => {
      serials.push(serialNumber)
      return Promise.reject(new Error('read'))
    },
  },
} as unknown as Service

const api = httpHandler(apiApp(service, { authorization: { kind: 'keys' }, report }))
const download = httpHandler(downloadApp(downloads, { report }))
const authorization = 'Bearer pwk_abcd1234_x'

describe('through Lambda', () => {
  it('a pass arrives byte for byte, as base64', async () => {
    const answer = await download(eventOf('GET', '/p/token/pass.pkpass'))
    expect(answer.isBase64Encoded).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/vnd.apple.pkpass',
      'content-length': '70001',
    })
    const bytes = Buffer.from(answer.body ?? '', 'base64')
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(createHash('sha256').update(someBytes).digest('hex'))
  })

  it('HEAD of a pass says what it is, and has no body', async () => {
    const answer = await download(eventOf('HEAD', '/p/token/pass.pkpass'))
    expect(answer).toMatchObject({
      statusCode: 200,
      body: '',
      headers: { 'content-type': 'application/vnd.apple.pkpass' },
    })
  })

  it('pages and problems are text', async () => {
    const page = await download(eventOf('GET', '/p'))
    expect([page.isBase64Encoded, page.body?.slice(0, 15)]).toEqual([false, '<!doctype html>'])
    const problem = await api(eventOf('GET', '/api/v1/passes'))
    expect([problem.isBase64Encoded, problem.statusCode]).toEqual([false, 401])
    expect(JSON.parse(problem.body ?? '')).toMatchObject({ code: 'request/key-missing' })
  })

  it('an archive reaches the service byte for byte', async () => {
    const headers = { authorization, 'content-type': 'application/zip', 'content-length': '70001' }
    expect((await api(eventOf('POST', '/api/v1/templates', headers, someBytes))).statusCode).toBe(201)
    expect(received).toHaveLength(1)
    expect(someBytes.equals(received[0]!)).toBe(true)
  })

  it.each([
    ['OF#1', '%23'],
    ['OF%31', '%2531'],
    ['OF\n1', '%0A'],
    ['OF?1', '%3F'],
    ['OF\\1', '%5C'],
  ])('the serial number %j is refused rather than read as another one', async (serial) => {
    const event = eventOf('GET', `/api/v1/passes/pass.com.example.card/${serial}`, { authorization })
    expect(await api(event)).toMatchObject({
      statusCode: 422,
    })
    expect(serials).toEqual([])
  })

  it.each([
    '/api/v1/passes/pass.com.example.card/OF-1/../OF-2',
    '/api/v1/passes/pass.com.example.card/../pass.com.example.other/OF-2',
    '/api/v1/passes/./pass.com.example.card/OF-2',
  ])('%s leads nowhere: whoever let the request pass saw another path', async (path) => {
    const { statusCode } = await api(eventOf('GET', path, { authorization }))
    expect([statusCode, serials]).toEqual([404, []])
  })

  it.each(['GET', 'HEAD'])('%s with a body is answered as without', async (method) => {
    const answer = await download(eventOf(method, '/p/token/pass.pkpass', {}, someBytes))
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/vnd.apple.pkpass' } })
  })

  it('a problem carries the id that the gateway gave the request', async () => {
    const answer = await api(eventOf('GET', '/api/v1/passes'))
    expect(JSON.parse(answer.body ?? '').instance).toBe('urn:passwright:request:JKJaXmPLvHcESHA%3D')
  })
})
