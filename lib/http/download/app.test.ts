import { describe, expect, it } from 'vitest'
import type { PassTypeIdentifier, SerialNumber } from '../../core/format/identifiers.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { PassRecord } from '../../ports/records.ts'
import { type RefusalCode, ServiceError } from '../../service/errors.ts'
import type { DownloadService } from '../../service/links/link-services.ts'
import type { PassFile } from '../../service/service.ts'
import type { Failure } from '../problem/report.ts'
import { downloadApp } from './app.ts'

const pass = {
  passTypeIdentifier: 'pass.com.example.card' as PassTypeIdentifier,
  serialNumber: 'OF-1' as SerialNumber,
  template: { name: 'card', version: 3 },
} as PassRecord

const file: PassFile = {
  ...{ bytes: new Uint8Array([1, 2, 3]), lastModified: 1_795_730_400, modifiedAt: 1_795_730_400, pass },
}

const token = 'AQEPcGFzcw-_x'

const aDownload = (changes: Partial<DownloadService> = {}) => {
  const failures: Failure[] = []
  const calls: (readonly unknown[])[] = []
  const service: DownloadService = {
    file: (...asked) => {
      calls.push(['file', ...asked])
      return Promise.resolve(file)
    },
    bundle: (...asked) => {
      calls.push(['bundle', ...asked])
      return Promise.resolve({ kind: 'bytes', bytes: new Uint8Array([4, 5]), fileName: 'passes.pkpasses' })
    },
    look: (...asked) => {
      calls.push(['look', ...asked])
      return Promise.resolve()
    },
    ...changes,
  }
  const app = downloadApp(service, { report: (failure) => failures.push(failure) })
  return { app, failures, calls, get: (path: string, method = 'GET') => app.request(path, { method }) }
}

const failing = (error: unknown) => {
  const reject = () => Promise.reject(error)
  return aDownload({ file: reject, bundle: reject, look: reject })
}

const single = `/p/${token}/pass.pkpass`
const second = `/p/${token}/2/pass.pkpass`
const bundle = `/p/${token}/passes.pkpasses`

const headersOf = ({ headers }: Response) => Object.fromEntries(headers)

describe('the pass of a link', () => {
  it('is the bytes of the pass', async () => {
    const response = await aDownload().get(single)
    expect(response.status).toBe(200)
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
    expect(headersOf(response)).toEqual({
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="card-OF-1.pkpass"; filename*=UTF-8''card-OF-1.pkpass`,
      'content-length': '3',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/vnd.apple.pkpass',
      'last-modified': 'Thu, 26 Nov 2026 22:00:00 GMT',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  it('of an order is asked for by its place', async () => {
    const { get, calls } = aDownload()
    for (const path of [single, second, `/p/${token}/10/pass.pkpass`]) await get(path)
    expect(calls).toEqual([
      ['file', token],
      ['file', token, 2],
      ['file', token, 10],
    ])
  })

  it.each(['0', '11', '01', '1.5', '-1', 'x'])('has no place %s', async (place) => {
    const { get, calls } = aDownload()
    expect((await get(`/p/${token}/${place}/pass.pkpass`)).status).toBe(404)
    expect(calls).toEqual([])
  })
})

describe('the passes of a link', () => {
  it('are one file', async () => {
    const response = await aDownload().get(bundle)
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([4, 5])
    expect(headersOf(response)).toMatchObject({
      'content-disposition': `attachment; filename="passes.pkpasses"; filename*=UTF-8''passes.pkpasses`,
      'content-type': 'application/vnd.apple.pkpasses',
    })
  })

  it('are got from where they lie, if they are too large for an answer', async () => {
    const url = 'https://files.example.com/bundle?signature=x'
    const { get } = aDownload({ bundle: () => Promise.resolve({ kind: 'stored', url, expiresAt: 0 }) })
    const response = await get(bundle)
    expect([response.status, response.headers.get('location')]).toEqual([302, url])
  })
})

it.each([
  ['file', single],
  ['file', `/p/${token}/1/pass.pkpass`],
  ['bundle', bundle],
])('an enrolment link leads whoever asks for the %s to a link of their own', async (method, path) => {
  const { get } = aDownload({ [method]: () => Promise.resolve({ moved: 'Ag_own' }) })
  const response = await get(path)
  expect([response.status, response.headers.get('cache-control')]).toEqual([302, 'no-store'])
  const location = new URL(response.headers.get('location') ?? '', `https://example.com/base${path}`)
  expect(location.pathname).toBe('/base/p/Ag_own/pass.pkpass')
})

describe('HEAD', () => {
  it.each([
    [single, ['look', token], 'application/vnd.apple.pkpass'],
    [second, ['look', token, 2], 'application/vnd.apple.pkpass'],
    [bundle, ['look', token, 'all'], 'application/vnd.apple.pkpasses'],
  ])('of %s only looks: nothing is issued for a preview', async (path, call, mediaType) => {
    const { get, calls } = aDownload()
    const response = await get(path, 'HEAD')
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, mediaType, ''])
    expect(calls).toEqual([call])
  })
})

describe.each([single, second, bundle])('%s', (path) => {
  it('does not tell other sites where one came from, and sets no cookie', async () => {
    const { headers } = await aDownload().get(path)
    expect([headers.get('referrer-policy'), headers.get('set-cookie')]).toEqual(['no-referrer', null])
  })

  it.each<[RefusalCode, number, string]>([
    ['link/forged', 403, 'This link is not complete'],
    ['link/expired', 410, 'This link has expired'],
    ['link/revoked', 410, 'This pass is no longer available'],
    ['pass/erased', 410, 'This pass is no longer available'],
    ['pass/not-found', 404, 'This pass is no longer available'],
    ['signer/missing', 503, 'This pass cannot be made right now'],
    ['signer/unusable', 503, 'This pass cannot be made right now'],
    ['pass/busy', 503, 'Please try again'],
  ])('says in words why there is nothing: %s', async (code, status, words) => {
    const response = await failing(new ServiceError(code, 'canary')).get(path)
    const page = await response.text()
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page).toContain(`<h1>${words}</h1>`)
    expect(page).not.toContain('canary')
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('does not take %s', async (method) => {
    const { get, calls } = aDownload()
    const response = await get(path, method)
    expect([response.status, response.headers.get('allow'), calls]).toEqual([405, 'GET, HEAD', []])
  })

  it('reports what fails on our side without the token', async () => {
    const { get, failures } = failing(new UnavailableError('m'))
    const response = await get(path)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
    expect(failures).toMatchObject([{ code: 'service/unavailable', method: 'GET' }])
    expect(failures[0]?.route).toMatch(/^\/p\/:token\/[^A]*$/)
  })

  it('reports what nobody foresaw, and shows nothing of it', async () => {
    const { get, failures } = failing(new TypeError('canary'))
    const response = await get(path)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('canary')
    expect(failures).toMatchObject([{ code: 'service/internal' }])
  })
})

it.each(['/', '/p', '/p/', `/p/${token}`, `/p/${token}/pass.pdf`, `/p/${token}/2/passes.pkpasses`])(
  'there is nothing at %s',
  async (path) => {
    const response = await aDownload().get(path)
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  },
)
