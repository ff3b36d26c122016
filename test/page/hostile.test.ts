/** A pass that somebody else made, to do harm: its page, its pictures, in a browser. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { nodePictures } from '../../lib/adapters/pictures/node-pictures.ts'
import { utf8 } from '../../lib/core/bytes.ts'
import type { PassSource } from '../../lib/core/drawing/shown-pass.ts'
import type { PassTypeIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import { pageApp } from '../../lib/http/page/app.tsx'
import type { OpenedLink } from '../../lib/service/links/link-services.ts'
import { type Served, serve } from '../http/serve.ts'
import { needs } from '../setup/programs.ts'
import { aBrowser, type Visitors } from './a-browser.ts'

const script = `</title></style></svg>"'><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>`

const svg = utf8(
  `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(4)</script><image href="https://evil.example/x.png"/></svg>`,
)

const field = (key: string) => ({
  key,
  label: script,
  value: script + 'A'.repeat(20_000),
  changeMessage: script,
  attributedValue: `${script}<a href="javascript:alert(5)" onclick="alert(6)">here</a> <a href='data:text/html,${script}'>there</a>`,
})

const hostile: PassSource = {
  pass: {
    formatVersion: 1,
    description: script,
    organizationName: script,
    logoText: script,
    backgroundColor: `url(https://evil.example/x.png)`,
    foregroundColor: `rgb(1,2,3)" onload="alert(7)`,
    labelColor: script,
    expirationDate: script,
    barcodes: [{ format: 'PKBarcodeFormatQR', message: script, messageEncoding: 'iso-8859-1', altText: script }],
    boardingPass: {
      transitType: script,
      headerFields: [field('a')],
      primaryFields: [field('b'), field('c')],
      secondaryFields: [field('d'), field('e')],
      auxiliaryFields: [field('f'), { key: 'x', value: { constructor: script } }, null, 7],
      backFields: Array.from({ length: 40 }, (_, index) => field(`back${index}`)),
    },
  },
  files: new Map(
    ['icon', 'logo', 'footer', 'strip', 'thumbnail', 'background'].flatMap((name) => [
      [`${name}.png`, svg] as const,
      [`${name}@2x.png`, svg] as const,
    ]),
  ),
}

const open = (token: string): Promise<OpenedLink> => {
  const pass = {
    content: hostile,
    passTypeIdentifier: 'pass.com.example.card' as PassTypeIdentifier,
    serialNumber: 'OF-1' as SerialNumber,
    ...{ templateName: 'card', defaultLanguage: 'en', tag: 'x' },
  }
  const places = token === 'order' ? [1, 2, 3] : [1]
  const passes = places.map((place) => ({ ...pass, place }))
  return Promise.resolve({ kind: token === 'order' ? 'order' : 'pass', passes, expiresAt: Date.UTC(2027, 0, 1), token })
}

describe('a hostile pass', needs('chromium'), () => {
  let browser: Visitors
  let site: Served
  const failures: unknown[] = []

  beforeAll(async () => {
    const pages = { open, barcodeKeys: () => Promise.resolve({ keys: [], retired: [] }) }
    const app = pageApp(pages, nodePictures(), {
      publicBaseUrl: 'https://passes.example',
      clock: { now: () => Date.UTC(2026, 10, 21) },
      report: ({ error }) => failures.push(error),
    })
    ;[browser, site] = await Promise.all([aBrowser(), serve(async (request) => app.fetch(request))])
  })

  afterEach(async () => {
    await browser.leave()
  })

  afterAll(async () => {
    await Promise.all([browser?.stop(), site?.stop()])
  })

  it.each([
    '/p/pass',
    '/p/order',
    '/p/order/2',
    '/p/pass/barcode',
    '/p/pass/front.svg',
    '/p/pass/back.svg',
    '/p/pass/watch.svg',
    '/p/pass/barcode.svg',
  ])('runs nothing and loads nothing at %s', async (path) => {
    const { page, requests, complaints } = await browser.visit(site.url + path)
    await page.evaluate(
      'Promise.all([...(document.images ?? [])].map((image) => { image.loading = "eager"; return image.decode() }))',
    )
    expect(complaints).toEqual([])
    expect(requests.filter((request) => !request.startsWith(`${site.url}/`))).toEqual([])
    const foreign = 'script, image:not([href^="data:image/png;base64,"]), iframe, [onload], [onerror], [onclick]'
    expect(await page.locator(foreign).count()).toBe(0)
    expect(failures).toEqual([])
  })

  it('is text to whoever reads it, and no link leads to a script', async () => {
    const { page } = await browser.visit(`${site.url}/p/pass`)
    expect(await page.locator('h1').textContent()).toContain('<script>alert(1)</script>')
    const targets = await page
      .locator('dd a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(targets.filter((target) => !/^(?:https?|mailto|tel):/.test(target))).toEqual([])
  })

  it('makes no heavy page', async () => {
    const { length } = await (await fetch(`${site.url}/p/${'x'.repeat(2_000)}`)).text()
    expect(length).toBeLessThan(60_000)
  })

  it.each(['image.png', 'pass.pdf'])('is drawn as %s', async (name) => {
    const { status } = await fetch(`${site.url}/p/pass/${name}`)
    expect([status, failures]).toEqual([200, []])
  })
})
