/** The pages of links, as a browser shows them: the real HTTP faces, with the world in memory. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../setup/programs.ts'
import { aBrowser, people, type Visitors } from './a-browser.ts'
import { aSite, type Site } from './a-site.ts'
import { accessibilityFaults, missingPictures } from './judging.ts'

/** What stands on a page, wherever it stands: each piece of text, sorted. */
const texts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('h1,h2,p,a,summary,dt,dd,label')].map(({ textContent }) => textContent.trim()).sort(),
  )

/** The ways to take a pass along, from top to bottom. */
const ways = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.ways > section')]
      .map((way) => ({ name: way.classList[1] ?? '', top: way.getBoundingClientRect().top }))
      .sort((one, other) => one.top - other.top)
      .map(({ name }) => name),
  )

const isShown = (page: Page, side: string) => page.locator(`figure.${side}`).isVisible()

describe('the page of a link', needs('chromium'), () => {
  let browser: Visitors
  let site: Site
  let onIPhone: readonly string[]

  beforeAll(async () => {
    ;[browser, site] = await Promise.all([aBrowser(), aSite()])
    onIPhone = await texts((await browser.visit(site.pass)).page)
  })

  afterEach(async () => {
    await browser.leave()
  })

  afterAll(async () => {
    await Promise.all([browser?.stop(), site?.stop()])
  })

  it.each([
    ['iPhone', ['wallet', 'otherwise', 'phone']],
    ['iPad', ['wallet', 'phone', 'otherwise']],
    ['Instagram', ['wallet', 'otherwise', 'phone']],
    ['Mac', ['phone', 'wallet', 'otherwise']],
    ['Windows', ['phone', 'otherwise', 'wallet']],
    ['Android', ['otherwise', 'wallet', 'phone']],
  ] as const)('begins with what is best on %s, and says the same as on all others', async (name, order) => {
    const { page, complaints } = await browser.visit(site.pass, people[name])
    expect(await ways(page)).toEqual(order)
    expect(await texts(page)).toEqual(onIPhone)
    expect(await page.locator('details').first().getAttribute('open')).toBe(name === 'Instagram' ? '' : null)
    expect(await page.getByText('Add to Apple Wallet').isVisible()).toBe(true)
    expect(await missingPictures(page)).toEqual([])
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect([tooWide, complaints]).toEqual([false, []])
  })

  it('asks nobody but its own host, and keeps nothing in the browser', async () => {
    for (const url of [site.pass, site.order, site.sealed, `${site.pass}/barcode`]) {
      const { page, requests, complaints } = await browser.visit(url)
      expect(await missingPictures(page)).toEqual([])
      expect(requests.filter((request) => !request.startsWith(`${site.origin}/`))).toEqual([])
      expect(complaints).toEqual([])
      expect(await page.context().cookies()).toEqual([])
    }
  })

  it('is complete without scripts: it shows back and watch, and delivers the pass', async () => {
    const { page } = await browser.visit(site.sealed, { javaScriptEnabled: false })
    expect([await isShown(page, 'front'), await isShown(page, 'back')]).toEqual([true, false])
    await page.getByText('Back', { exact: true }).click()
    expect([await isShown(page, 'front'), await isShown(page, 'back')]).toEqual([false, true])
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Add to Apple Wallet').click()])
    const bytes = await readFile(await download.path())
    expect(download.suggestedFilename()).toMatch(/^card-.*\.pkpass$/)
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
  })

  it('works by keyboard alone', async () => {
    const { page } = await browser.visit(site.pass, people.Windows)
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    expect(await isShown(page, 'back')).toBe(true)
    for (const _ of ['code', 'PDF', 'pass']) await page.keyboard.press('Tab')
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(download.suggestedFilename()).toBe('card-OF-1.pkpass')
  })

  it('moves nothing for whoever asks for that', async () => {
    const motion = async (reducedMotion: 'reduce' | 'no-preference') => {
      const { page } = await browser.visit(site.pass, { reducedMotion })
      return page.locator('figure.front').evaluate((figure) => getComputedStyle(figure).animationName)
    }
    expect([await motion('reduce'), await motion('no-preference')]).toEqual(['none', 'appear'])
  })

  it('is dark where the system is, and a barcode is bright all the same', async () => {
    const background = async (url: string, colorScheme: 'light' | 'dark') => {
      const { page } = await browser.visit(url, { colorScheme })
      return page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    }
    expect(await background(site.pass, 'light')).toBe('rgb(242, 242, 247)')
    expect(await background(site.pass, 'dark')).toBe('rgb(0, 0, 0)')
    expect(await background(`${site.pass}/barcode`, 'dark')).toBe('rgb(255, 255, 255)')
  })

  it('speaks the language of the browser, and shows the pass in it', async () => {
    const { page } = await browser.visit(site.pass, { locale: 'es-MX' })
    expect(await page.locator('h1').textContent()).toBe('Entrada para Música Nocturna')
    expect(await page.locator('html').getAttribute('lang')).toBe('es')
    expect(await texts(page)).toEqual(
      expect.arrayContaining([
        'Añadir a Apple Wallet',
        'Válido hasta el 16 de julio de 2027',
        'Una persona por entrada.',
      ]),
    )
  })

  it('runs from right to left in Hebrew', async () => {
    const { page } = await browser.visit(site.pass, { locale: 'he-IL' })
    expect(await page.locator('h1').textContent()).toBe('כרטיס למוזיקת לילה')
    const [front, watch] = await Promise.all(
      ['front', 'watch'].map(async (side) => (await page.locator(`label:has(#side-${side})`).boundingBox())?.x ?? 0),
    )
    expect(front).toBeGreaterThan(watch!)
    expect(await missingPictures(page)).toEqual([])
  })

  it('is read aloud with what the pass is first, and has all of its fields as text', async () => {
    const { page } = await browser.visit(site.pass)
    const lines = (await page.locator('main').ariaSnapshot()).split('\n').map((line) => line.trim())
    expect(lines[1]).toBe('- heading "Ticket to Night Music" [level=1]')
    expect(await page.locator('dl').ariaSnapshot()).toContain('One person per ticket.')
    expect(await page.getByText('example.com/help').getAttribute('href')).toBe('https://example.com/help')
    expect(await page.locator('dd', { hasText: '19:15' }).count()).toBe(1)
  })

  it.each([
    ['a pass', '', {}],
    ['a pass in the dark', '', { colorScheme: 'dark' }],
    ['a pass in Hebrew', '?lang=he', {}],
    ['a pass on a desktop', '', people.Windows],
    ['a barcode', '/barcode', {}],
    ['a link that is not ours', 'x', { colorScheme: 'dark' }],
  ] as const)('has no fault that axe finds: %s', async (_, rest, options) => {
    const { page } = await browser.visit(site.pass + rest, { reducedMotion: 'reduce', ...options })
    for (const summary of await page.locator('summary').all()) await summary.click()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('of an order has no fault that axe finds, and leads to each pass and back', async () => {
    const { page } = await browser.visit(site.order, { reducedMotion: 'reduce' })
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByText('View the pass').last().click()
    expect(await page.locator('dd', { hasText: 'Grace' }).count()).toBe(1)
    await page.getByRole('link', { name: 'Show the code' }).click()
    await page.getByText('Back to the pass').click()
    expect(new URL(page.url()).pathname).toBe(`${new URL(site.order).pathname}/2`)
    await page.getByText('All passes').click()
    expect(page.url()).toBe(site.order)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Add all').click()])
    expect(download.suggestedFilename()).toMatch(/\.pkpasses$/)
  })
})
