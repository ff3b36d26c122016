import { describe, expect, it } from 'vitest'
import { utf8 } from '../../core/bytes.ts'
import type { PassSource } from '../../core/drawing/shown-pass.ts'
import type { PassTypeIdentifier, SerialNumber } from '../../core/format/identifiers.ts'
import { UnavailableError } from '../../ports/errors.ts'
import { type RefusalCode, ServiceError } from '../../service/errors.ts'
import type { LinkedPass, OpenedLink } from '../../service/links/link-services.ts'
import type { Failure } from '../problem/report.ts'
import { pageApp } from './app.tsx'
import type { PageOptions } from './page-options.ts'

const token = 'AbC.123_-~'

const content = (changes: PassSource['pass'] = {}): PassSource => ({
  pass: {
    description: 'Karte für <Ada & Co>',
    organizationName: '"Beispiel" GmbH',
    barcodes: [{ format: 'PKBarcodeFormatQR', message: 'A-1', messageEncoding: 'iso-8859-1', altText: 'No. 1' }],
    generic: { primaryFields: [{ key: 'name', label: 'Name', value: 'Ada' }] },
    ...changes,
  },
  files: new Map(),
})

const aLinkedPass = (changes: Partial<LinkedPass> = {}): LinkedPass => ({
  place: 1,
  content: content(),
  passTypeIdentifier: 'pass.com.example.card' as PassTypeIdentifier,
  serialNumber: 'OF-1' as SerialNumber,
  templateName: 'card',
  defaultLanguage: 'de',
  tag: 'contents-1',
  ...changes,
})

const now = Date.UTC(2026, 10, 21, 12)

interface Visited {
  readonly opened?: Partial<OpenedLink>
  readonly error?: unknown
  readonly options?: Partial<PageOptions>
}

const aPage = ({ opened, error, options }: Visited = {}) => {
  const failures: Failure[] = []
  const tokens: string[] = []
  const open = (given: string): Promise<OpenedLink> => {
    tokens.push(given)
    if (error !== undefined) return Promise.reject(error)
    const passes = [aLinkedPass()]
    return Promise.resolve({ kind: 'pass', passes, expiresAt: Date.UTC(2027, 10, 21, 22, 30), token: given, ...opened })
  }
  const pages = { open, barcodeKeys: () => Promise.resolve({ keys: [], retired: [] }) }
  const pictures = {
    png: (svg: string, width: number) => Promise.resolve(utf8(`PNG ${width} ${svg.slice(0, 4)}`)),
    fonts: () => Promise.reject(new UnavailableError('no fonts here')),
  }
  const report = (failure: Failure) => failures.push(failure)
  const app = pageApp(pages, pictures, {
    ...{ report, publicBaseUrl: 'https://passes.example', clock: { now: () => now }, ...options },
  })
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
    await app.request(path, { method, headers })
  const html = async (path: string, headers?: Readonly<Record<string, string>>) =>
    await (await get(path, headers)).text()
  return { get, html, failures, tokens }
}

const three = [1, 2, 4].map((place) => aLinkedPass({ place }))

/** Where the links of a page lead, from wherever it is. */
const targets = (page: string, path: string): readonly string[] => {
  const base = new URL(/<base href="([^"]*)"/.exec(page)?.[1] ?? '', `https://passes.example${path}`)
  return [...page.matchAll(/<(?:a|img)[^>]* (?:href|src)="([^"]*)"/g)].map(([, target = '']) => {
    const { pathname, search } = new URL(target, base)
    return pathname + search
  })
}

describe('the page of a link', () => {
  it('says what the pass is, whose, and until when the link works', async () => {
    const page = await aPage().html(`/p/${token}`)
    expect(page).toContain('<html lang="de" dir="ltr">')
    expect(page).toContain('<h1 lang="de" dir="auto">Karte für &lt;Ada &amp; Co&gt;</h1>')
    expect(page).toContain('&quot;Beispiel&quot; GmbH')
    expect(page).toContain('<time datetime="2027-11-21T22:30:00.000Z">21. November 2027</time>')
    expect(page).toContain('<dd dir="auto">Ada</dd>')
  })

  it('has everything in its own folder', async () => {
    const { html } = aPage()
    const path = `/p/${token}`
    expect(targets(await html(path), path).toSorted()).toEqual(
      [
        ...['front.svg?lang=de', 'back.svg?lang=de', 'watch.svg?lang=de', 'link.svg'],
        ...['pass.pkpass', 'barcode', 'pass.pdf'],
      ]
        .map((name) => `${path}/${name}`)
        .toSorted(),
    )
  })

  it('runs no script, and loads its own style and pictures only', async () => {
    const response = await aPage().get(`/p/${token}`)
    const page = await response.text()
    expect(page).not.toMatch(/<script|<form|<iframe|<object|@import|url\(|\son\w+=|\sstyle=/)
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? ''
    const hash = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(style)))))
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; img-src 'self'; style-src 'sha256-${hash}'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'`,
    )
  })

  it('is HTML of exactly the length that it says, which nobody may keep or index', async () => {
    const response = await aPage().get(`/p/${token}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect((await response.arrayBuffer()).byteLength).toBe(Number(response.headers.get('content-length')))
  })

  it('tells previews of links what to show, by whole addresses', async () => {
    const page = await aPage().html(`/p/${token}`)
    expect(page).toContain('<meta property="og:title" content="Karte für &lt;Ada &amp; Co&gt;"/>')
    expect(page).toContain(`<meta property="og:image" content="https://passes.example/p/${token}/image.png"/>`)
  })

  it('follows the language of the browser, and the one that is chosen onto other pages', async () => {
    const { html } = aPage()
    expect(await html(`/p/${token}`, { 'accept-language': 'fr-CH, en;q=0.5' })).toContain('<html lang="fr"')
    const chosen = await html(`/p/${token}?lang=he`, { 'accept-language': 'fr' })
    expect(chosen).toContain('<html lang="he" dir="rtl">')
    expect(targets(chosen, `/p/${token}`)).toContain(`/p/${token}/barcode?lang=he`)
  })

  it.each([
    ['has expired', { expirationDate: '2026-11-20T12:00:00Z' }, 'Dieser Pass ist abgelaufen.'],
    ['was voided', { voided: true }, 'Dieser Pass ist nicht mehr gültig.'],
    ['expires', { expirationDate: '2026-12-31T23:59:00-05:00' }, '31. Dezember 2026</time>'],
  ])('says if the pass %s', async (_, changes, words) => {
    const passes = [aLinkedPass({ content: content(changes) })]
    expect(await aPage({ opened: { passes } }).html(`/p/${token}`)).toContain(words)
  })

  it('has the address to be copied in place of a code that would be too dense to read', async () => {
    const long = 'x'.repeat(1_500)
    const page = await aPage().html(`/p/${long}`)
    expect(page).not.toContain('link.svg')
    expect(page.split(`https://passes.example/p/${long}</span>`)).toHaveLength(3)
  })

  it('stays light, whatever the pass says', async () => {
    const backFields = Array.from({ length: 500 }, (_, key) => ({
      key: `k${key}`,
      label: '"',
      value: '<'.repeat(5_000),
    }))
    const passes = [aLinkedPass({ content: content({ generic: { backFields } }) })]
    const response = await aPage({ opened: { passes } }).get(`/p/${'x'.repeat(2_000)}?lang=ar`)
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(60_000)
  })

  it('has the badge where the button is, if there is one', async () => {
    const badges = new Map([
      ['en', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
      ['de', '<svg xmlns="http://www.w3.org/2000/svg" id="de"/>'],
    ])
    const { html, get } = aPage({ options: { badges } })
    expect(await html(`/p/${token}`)).toContain('<img src="badge.svg?lang=de" alt="Zu Apple Wallet hinzufügen"/>')
    expect(await (await get(`/p/${token}/badge.svg?lang=de`)).text()).toContain('id="de"')
    expect(await (await get(`/p/${token}/badge.svg?lang=nl`)).text()).toBe(badges.get('en'))
    expect((await get(`/p/${token}/badge.svg`)).headers.get('vary')).toBe('Accept-Language')
    expect((await aPage().get(`/p/${token}/badge.svg`)).status).toBe(404)
  })
})

describe('the page of an order', () => {
  const opened = { kind: 'order', passes: three } as const
  const path = `/p/${token}`

  it('has the badge at every pass and at the bundle, if there is one', async () => {
    const badges = new Map([['en', '<svg xmlns="http://www.w3.org/2000/svg"/>']])
    const page = await aPage({ opened, options: { badges } }).html(path)
    expect(page.split('<img src="badge.svg?lang=de"')).toHaveLength(three.length + 2)
    expect(page).not.toContain('class="button add"')
  })

  it('has all passes as a bundle, and each by itself', async () => {
    const found = targets(await aPage({ opened }).html(path), path)
    expect(found).toContain(`${path}/passes.pkpasses`)
    for (const place of [1, 2, 4])
      expect(found).toEqual(
        expect.arrayContaining([
          `${path}/${place}`,
          `${path}/${place}/pass.pkpass`,
          `${path}/${place}/front.svg?lang=de`,
        ]),
      )
    expect(found).not.toContain(`${path}/3`)
  })

  it('leads to a page of each pass, with its own files and a way back', async () => {
    const page = await aPage({ opened }).html(`${path}/4`)
    const found = targets(page, `${path}/4`)
    expect(found).toEqual(
      expect.arrayContaining([`${path}/4/pass.pkpass`, `${path}/4/front.svg?lang=de`, `${path}/link.svg`, path]),
    )
    expect(page).toContain('Pass 3 von 3')
  })

  it.each(['/3', '/3/front.svg', '/5/barcode', '/10/image.png'])('has nothing at %s', async (rest) => {
    expect((await aPage({ opened }).get(`${path}${rest}`)).status).toBe(404)
  })

  it('says of each pass if it is no longer good', async () => {
    const [one, two] = three
    const passes = [one!, { ...two!, content: content({ voided: true }) }]
    const page = await aPage({ opened: { kind: 'order', passes } }).html(path)
    expect(page.split('<li class').map((card) => card.includes('Dieser Pass ist nicht mehr gültig.'))).toEqual([
      false,
      false,
      true,
    ])
  })

  it('in several languages is sent again for each of them', async () => {
    const inGerman = { pass: content().pass, files: new Map([['de.lproj/pass.strings', new Uint8Array()]]) }
    const inFrench = { pass: content().pass, files: new Map([['fr.lproj/pass.strings', new Uint8Array()]]) }
    const passes = [aLinkedPass({ content: inGerman }), aLinkedPass({ place: 2, content: inFrench })]
    const { get } = aPage({ opened: { kind: 'order', passes } })
    const tagIn = async (language: string) =>
      (await get(`${path}/link.svg`, { 'accept-language': language })).headers.get('etag')
    expect(await tagIn('fr')).not.toBe(await tagIn('it'))
  })

  it('of which a single pass is left shows that, under its own place', async () => {
    const page = await aPage({ opened: { kind: 'order', passes: [aLinkedPass({ place: 2 })] } }).html(path)
    expect(targets(page, path)).toContain(`${path}/2/pass.pkpass`)
    expect(page).not.toContain('pkpasses')
  })
})

it('the page of an enrolment leads to a pass of its own, and its code to the link', async () => {
  const { html } = aPage({ opened: { kind: 'enrolment', token: 'fresh' } })
  const page = await html(`/p/${token}`)
  const found = targets(page, `/p/${token}`)
  expect(found).toEqual(
    expect.arrayContaining(['/p/fresh/pass.pkpass', '/p/fresh/front.svg?lang=de', `/p/${token}/link.svg`]),
  )
  expect(page).toContain('bekommen einen eigenen Pass')
})

describe('the page of a barcode', () => {
  it('has it, with its text, and a way back', async () => {
    const path = `/p/${token}/barcode`
    const page = await aPage().html(path)
    expect(page).toContain('<img src="barcode.svg" alt="Code: No. 1"/>')
    expect(targets(page, path)).toEqual([`/p/${token}/barcode.svg`, `/p/${token}`])
  })

  it('of a pass of an order leads back to that', async () => {
    const path = `/p/${token}/4/barcode`
    const page = await aPage({ opened: { kind: 'order', passes: three } }).html(path)
    expect(targets(page, path)).toEqual([`/p/${token}/4/barcode.svg`, `/p/${token}/4`])
  })

  it('says that the pass is no longer good, before anybody is let in by it', async () => {
    const { html } = aPage({ opened: { passes: [aLinkedPass({ content: content({ voided: true }) })] } })
    expect(await html(`/p/${token}/barcode`)).toContain('Dieser Pass ist nicht mehr gültig.')
  })

  it('says so if there is none', async () => {
    const { html, get } = aPage({ opened: { passes: [aLinkedPass({ content: content({ barcodes: [] }) })] } })
    expect(await html(`/p/${token}/barcode`)).toContain('Dieser Pass hat keinen Code')
    expect(targets(await html(`/p/${token}`), `/p/${token}`)).not.toContain(`/p/${token}/barcode`)
    expect((await get(`/p/${token}/barcode.svg`)).status).toBe(404)
  })
})

describe.each(['front', 'back', 'watch', 'barcode', 'link'])('%s.svg', (name) => {
  const path = `/p/${token}/${name}.svg`

  it('is a drawing that runs nothing and is kept by who looks', async () => {
    const response = await aPage().get(path)
    expect(await response.text()).toMatch(/^<svg /)
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('cache-control')).toBe('private, max-age=300')
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; img-src data:; frame-ancestors 'none'; sandbox",
    )
  })

  it('is not sent again while it is the same', async () => {
    const tag = (await aPage().get(path)).headers.get('etag') ?? ''
    const again = await aPage().get(path, { 'if-none-match': `"x", W/${tag}` })
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, ''])
    const others = [
      aPage({ opened: { passes: [aLinkedPass({ tag: 'contents-2' })] } }).get(path, { 'if-none-match': tag }),
      aPage().get(`${path}?lang=ar`, { 'if-none-match': tag }),
    ]
    for (const other of await Promise.all(others)) expect(other.status).toBe(200)
  })
})

it('image.png is the front, in pixels', async () => {
  const response = await aPage().get(`/p/${token}/image.png`)
  expect([response.headers.get('content-type'), await response.text()]).toEqual(['image/png', 'PNG 640 <svg'])
})

it('pass.pdf may be shown by the viewers of browsers, which nothing works for in a sandbox', async () => {
  const { headers } = await aPage().get(`/p/${token}/pass.pdf`, { 'if-none-match': '*' })
  expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
})

it('pass.pdf is unavailable where there are no fonts, and the operator is told', async () => {
  const { get, failures } = aPage()
  const response = await get(`/p/${token}/pass.pdf`)
  expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8'])
  expect(failures).toMatchObject([{ code: 'service/unavailable', route: '/p/:token/pass.pdf' }])
})

describe.each(['', '/barcode', '/front.svg'])('/p/{token}%s', (rest) => {
  const path = `/p/${token}${rest}`

  it('has the same head for HEAD, and no body', async () => {
    const { get } = aPage()
    const [got, head] = [await get(path), await get(path, {}, 'HEAD')]
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(got.headers))
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('hands its token to the service as it is', async () => {
    const { get, tokens } = aPage()
    await get(path)
    expect(tokens).toEqual([token])
  })

  it.each<[RefusalCode, number, string, string]>([
    ['link/forged', 403, 'en', 'This link is not complete'],
    ['link/expired', 410, 'de', 'Dieser Link ist abgelaufen'],
    ['link/revoked', 410, 'es', 'Este pase ya no está disponible'],
    ['pass/erased', 410, 'fr', 'Ce pass n’est plus disponible'],
    ['pass/not-found', 404, 'it', 'Questo pass non è più disponibile'],
    ['pass/busy', 503, 'nl', 'Probeer het opnieuw'],
  ])('says in words why there is nothing: %s', async (code, status, language, words) => {
    const response = await aPage({ error: new ServiceError(code, 'canary') }).get(path, { 'accept-language': language })
    const page = await response.text()
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page).toContain(`<h1>${words}</h1>`)
    expect(page).not.toContain('canary')
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('does not take %s', async (method) => {
    const response = await aPage().get(path, {}, method)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('reports what nobody foresaw, and shows nothing of it', async () => {
    const { get, failures } = aPage({ error: new TypeError('canary') })
    const response = await get(path)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('canary')
    expect(failures).toMatchObject([{ code: 'service/internal', method: 'GET', route: path.replace(token, ':token') }])
  })
})

it.each(['/', '/p', '/p/', `/p/${token}/`, `/p/${token}/0`, `/p/${token}/11`, `/p/${token}/pass.zip`])(
  'there is nothing at %s',
  async (path) => {
    const response = await aPage().get(path)
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  },
)

it('scanners find the keys of barcodes beside the pages', async () => {
  const response = await aPage().get('/.well-known/passwright/keys')
  expect([response.status, await response.json()]).toEqual([200, { keys: [], retired: [] }])
})
