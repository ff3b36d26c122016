/** The gallery of `npm start`: what somebody sees and does there, in a browser. */
import { request as httpRequest } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aLocalStack, type LocalStack } from './builders/local-stack.ts'
import { aFolder } from './builders/passwright.ts'
import { aBrowser, people, type Visited, type Visitors } from './page/a-browser.ts'
import { accessibilityFaults, missingPictures } from './page/judging.ts'
import { needs } from './setup/programs.ts'

let stack: LocalStack
let base: string

beforeAll(async () => {
  stack = aLocalStack(await aFolder(), '--memory', '--port', '0')
  base = (await stack.wrote(/Passwright is ready: (\S+)/))[1] ?? ''
  // By then the phones hold the passes.
  await stack.wrote(/flights issued: 50/)
}, 120_000)

afterAll(async () => {
  await stack.stop('SIGTERM')
})

/** Sends a request as no browser would: with whatever headers. */
const send = (
  path: string,
  headers: Readonly<Record<string, string>>,
  { method = 'GET', body = '' } = {},
): Promise<{ readonly status: number; readonly text: string; readonly headers: NodeJS.Dict<string | string[]> }> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(`${base}${path}`, { method, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }))
    })
    request.on('error', reject)
    request.end(body)
  })

describe('the gallery is for this machine alone', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '8' }
  const post = (headers: Readonly<Record<string, string>>) =>
    send('/-/gallery/passes/store-card', { ...form, ...headers }, { method: 'POST', body: 'secret=x' })

  it('and is no page for who asks for another host, or through a tunnel', async () => {
    expect((await send('/', {})).status).toBe(200)
    for (const headers of [{ host: 'passes.example.com' }, { 'x-forwarded-for': '203.0.113.7' }])
      expect(await send('/', headers)).toMatchObject({ status: 404, text: '{"message":"Not Found"}' })
  })

  it('changes nothing for other sites, nor without the secret of the page', async () => {
    expect((await post({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post({})).status).toBe(403)
    const own = await post({ origin: base, 'sec-fetch-site': 'same-origin' })
    expect([own.status, own.text]).toEqual([403, expect.stringContaining('open it anew')])
  })

  it('shows other sites no pictures of passes, and no news', async () => {
    const other = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }
    for (const path of ['/-/gallery/passes/store-card/front.svg', '/-/gallery/events'])
      expect((await send(path, other)).status).toBe(403)
    const picture = await send('/-/gallery/passes/store-card/front.svg', {})
    expect(picture.headers['cross-origin-resource-policy']).toBe('same-origin')
  })

  it('loads and runs nothing but its own', async () => {
    expect((await send('/', {})).headers['content-security-policy']).toBe(
      "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
  })

  it.each(['/-/gallery/passes/nothing/front.svg', '/-/gallery/phones/phone/coupon/side.svg', '/-/gallery/toString'])(
    'there is nothing at %s',
    async (path) => {
      expect((await send(path, {})).status).toBe(404)
    },
  )
})

const expectQuiet = ({ requests, complaints }: Visited): void => {
  expect(complaints).toEqual([])
  expect(requests.filter((url) => !(url.startsWith(`${base}/`) || url.startsWith('data:')))).toEqual([])
}

describe('in a browser', needs('chromium'), () => {
  let browser: Visitors

  beforeAll(async () => {
    browser = await aBrowser()
  })

  afterEach(() => browser.leave())

  afterAll(() => browser.stop())

  const visit = (template: string, options: Parameters<Visitors['visit']>[1] = people.Windows) =>
    browser.visit(`${base}/?pass=${template}`, options)

  it('shows all samples drawn, two phones with the chosen one, and a watch', async () => {
    const visited = await visit('event-ticket')
    const { page } = visited
    expect(await page.locator('.shelf img').count()).toBe(5)
    expect(await page.locator('[aria-current=page]').textContent()).toBe('Event ticket')
    expect(await page.locator('.phone .front').count()).toBe(2)
    expect(await page.locator('.watch img').count()).toBe(1)
    expect(await missingPictures(page)).toEqual([])
    expectQuiet(visited)
  })

  it('shows a change arrive on both phones, each in its language, with its message and timeline', async () => {
    const visited = await visit('membership')
    const { page } = visited
    const front = await page.locator('#phone-front').getAttribute('src')
    await page.getByRole('button', { name: 'Another level' }).click()
    await page
      .locator('#phone-lock')
      .getByText('Your membership is now', { exact: false })
      .waitFor({ state: 'attached' })
    await page
      .locator('#phone-es-lock')
      .getByText('Tu categoría es ahora «Benefactora».')
      .waitFor({ state: 'attached' })
    await page.locator('#journey').getByText('Fetched').waitFor()
    await page.locator('.trail .why').getByText('Version 2, the newest, has come').waitFor()
    expect(await page.locator('#phone-front').getAttribute('src')).not.toBe(front)
    expect(await page.locator('.facts').textContent()).toContain('version 2')
    expect(await page.inputValue('#value-level-es')).toBe('Benefactora')
    expect(await missingPictures(page)).toEqual([])
    expectQuiet(visited)
    expect(stack.output()).toContain('lock screen: ')
  })

  it('changes what is filled in, and tells where the API has something against it', async () => {
    const visited = await visit('store-card')
    const { page } = visited
    await page.fill('#value-balance', 'all of it')
    await page.getByRole('button', { name: 'Change the record' }).click()
    await page.locator('#value-balance-fault').getByText('has the type "string"').waitFor()
    expect(await page.locator('.facts').textContent()).toContain('revision 1')
    await page.fill('#value-balance', '30')
    await page.getByRole('button', { name: 'Change the record' }).click()
    await page.locator('#phone-lock').getByText('Your balance is now €30.00.').waitFor({ state: 'attached' })
    expect(await page.locator('.fault').count()).toBe(0)
    // The refused form was answered with 422, which browsers mention.
    expect(visited.complaints.filter((text) => !text.includes('422'))).toEqual([])
  })

  it('does not disturb who is filling in', async () => {
    const { page } = await visit('event-ticket')
    await page.fill('#value-entrance', 'N7')
    const other = await visit('event-ticket')
    await other.page.getByRole('button', { name: 'A seat in front' }).click()
    await page.locator('#phone-lock').getByText('Your row is now A.').waitFor({ state: 'attached' })
    expect(await page.inputValue('#value-entrance')).toBe('N7')
  })

  it('turns a pass over, and leaves it so when something changes', async () => {
    const { page } = await visit('coupon')
    await page.getByRole('radio', { name: 'Back' }).first().check()
    expect([await page.isVisible('#phone-back'), await page.isVisible('#phone-front')]).toEqual([true, false])
    await page.getByRole('button', { name: 'Redeem it' }).click()
    await page.locator('#phone-lock').getByText('Redeemed. Thank you!').waitFor({ state: 'attached' })
    expect([await page.isVisible('#phone-back'), await page.isVisible('#phone-front')]).toEqual([true, false])
  })

  it('works without scripts', async () => {
    const { page } = await visit('boarding-pass', { ...people.Windows, javaScriptEnabled: false })
    await page.getByRole('button', { name: 'The gate changes' }).click()
    expect(await page.inputValue('#value-gate')).toBe('B12')
    expect(page.url()).toBe(`${base}/?pass=boarding-pass`)
    await page.getByRole('button', { name: 'Void it' }).click()
    expect(await page.locator('.voided').textContent()).toContain('void')
  })

  it.each(['light', 'dark'] as const)('is accessible in %s', async (colorScheme) => {
    const { page } = await visit('store-card', { ...people.Windows, colorScheme })
    await page.locator('details').first().click()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('fits a phone', async () => {
    const { page } = await visit('store-card', people.iPhone)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })

  it.each([1024, 1280, 1440])('has both phones side by side in a window of %i pixels', async (width) => {
    const { page } = await visit('store-card', { ...people.Windows, viewport: { width, height: 900 } })
    const [first, second] = await page.locator('.phone').all()
    expect((await second?.boundingBox())?.y).toBe((await first?.boundingBox())?.y)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })
})
