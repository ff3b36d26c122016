import { describe, expect, it } from 'vitest'
import type { PassTypeIdentifier, SerialNumber } from '../../core/format/identifiers.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { PassRecord } from '../../ports/records.ts'
import { type RefusalCode, ServiceError } from '../../service/errors.ts'
import type { LinkService, OpenedLink } from '../../service/service.ts'
import type { Failure } from '../problem/report.ts'
import { downloadApp } from './app.ts'

const pass = {
  passTypeIdentifier: 'pass.com.example.card' as PassTypeIdentifier,
  serialNumber: 'OF-1' as SerialNumber,
  template: { name: 'card', version: 3 },
} as PassRecord

const opened: OpenedLink = {
  pass,
  description: 'Karte für <Ada & Co>',
  organizationName: '"Beispiel" GmbH',
  language: 'de',
  expiresAt: Date.UTC(2027, 10, 21, 22, 30),
}

const token = 'AQEPcGFzcw-_x'

const aDownload = (links: Partial<LinkService> = {}) => {
  const failures: Failure[] = []
  const service = {
    open: () => Promise.resolve(opened),
    file: () => Promise.resolve({ bytes: new Uint8Array([1, 2, 3]), lastModified: 1_795_730_400, pass }),
    ...links,
  } as LinkService
  const app = downloadApp(service, { report: (failure) => failures.push(failure) })
  return { app, failures, get: (path: string, method = 'GET') => app.request(path, { method }) }
}

const failing = (error: unknown) => aDownload({ open: () => Promise.reject(error), file: () => Promise.reject(error) })

const both = [`/p/${token}`, `/p/${token}/pass.pkpass`]

describe('the page of a link', () => {
  it('says what the pass is and until when the link works, and has one link, to the pass', async () => {
    const page = await (await aDownload().get(`/p/${token}`)).text()
    expect(page).toContain('<html lang="en">')
    expect(page).toContain('<h1 lang="de">Karte für &lt;Ada &amp; Co&gt;</h1>')
    expect(page).toContain('<p lang="de">&quot;Beispiel&quot; GmbH</p>')
    expect(page).toContain('<time datetime="2027-11-21T22:30:00.000Z">21 Nov 2027</time>')
    expect(page.match(/<a [^>]*href="([^"]*)"/g)).toEqual([`<a href="${token}/pass.pkpass"`])
  })

  it('leads to the pass from wherever it is', async () => {
    const page = await (await aDownload().get(`/p/${token}`)).text()
    const href = /<a href="([^"]*)"/.exec(page)?.[1] ?? ''
    expect(new URL(href, `https://example.com/wallet/p/${token}`).pathname).toBe(`/wallet/p/${token}/pass.pkpass`)
  })

  it('does without scripts, images and forms, and allows only its own style', async () => {
    const response = await aDownload().get(`/p/${token}`)
    const page = await response.text()
    expect(page).not.toMatch(/<script|<img|<form|<link|@import|url\(|\son\w+=|\sstyle=/)
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? ''
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style)))
    const hash = btoa(String.fromCharCode(...digest))
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
  })

  it('is HTML of exactly the length that it says, which nobody may keep or index', async () => {
    const response = await aDownload().get(`/p/${token}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect((await response.arrayBuffer()).byteLength).toBe(Number(response.headers.get('content-length')))
  })
})

describe('the pass of a link', () => {
  it('is the bytes of the pass', async () => {
    const response = await aDownload().get(`/p/${token}/pass.pkpass`)
    expect(response.status).toBe(200)
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
    expect(Object.fromEntries(response.headers)).toEqual({
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
})

describe.each(both)('%s', (path) => {
  it('has the same head for HEAD, and no body', async () => {
    const download = aDownload()
    const [get, head] = [await download.get(path), await download.get(path, 'HEAD')]
    expect(head.status).toBe(200)
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers))
    expect(await head.text()).toBe('')
  })

  it('hands its token to the service as it is', async () => {
    const tokens: string[] = []
    const take = (given: string) => {
      tokens.push(given)
      return Promise.reject(new ServiceError('link/forged', 'm'))
    }
    await aDownload({ open: take, file: take }).get(path)
    expect(tokens).toEqual([token])
  })

  it('does not tell other sites where one came from, and sets no cookie', async () => {
    const { headers } = await aDownload().get(path)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('set-cookie')).toBeNull()
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
    const response = await aDownload().get(path, method)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('reports what fails on our side without the token', async () => {
    const { get, failures } = failing(new UnavailableError('m'))
    const response = await get(path)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
    expect(failures).toMatchObject([
      { code: 'service/unavailable', method: 'GET', route: path.replace(token, ':token') },
    ])
  })

  it('reports what nobody foresaw, and shows nothing of it', async () => {
    const { get, failures } = failing(new TypeError('canary'))
    const response = await get(path)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('canary')
    expect(failures).toMatchObject([{ code: 'service/internal' }])
  })
})

it.each(['/', '/p', '/p/', `/p/${token}/`, `/p/${token}/pass.pdf`])('there is nothing at %s', async (path) => {
  const response = await aDownload().get(path)
  expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
})
