/** Chromium, as different people hold it. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { program } from '../setup/programs.ts'

const engine = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const
const screen = { viewport: { width: 1280, height: 900 } } as const

/** Who opens a page, on what. */
export const people = {
  iPhone: {
    ...phone,
    userAgent: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${engine} Version/18.5 Mobile/15E148 Safari/604.1`,
  },
  iPad: {
    ...{ viewport: { width: 820, height: 1180 }, isMobile: true, hasTouch: true },
    userAgent: `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${engine} Version/18.5 Safari/605.1.15`,
  },
  Instagram: {
    ...phone,
    userAgent: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${engine} Mobile/15E148 Instagram 380.0.0.28`,
  },
  Mac: {
    ...screen,
    userAgent: `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${engine} Version/18.5 Safari/605.1.15`,
  },
  Windows: { ...screen, userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36' },
  Android: { ...phone, userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0.0.0 Mobile Safari/537.36' },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>

/** A page that was opened, and what happened on the way. */
export interface Visited {
  readonly page: Page
  /** The addresses that were asked for. */
  readonly requests: readonly string[]
  /** What the browser complains of: what its policy forbids, errors, dialogs. */
  readonly complaints: readonly string[]
}

/** Opens pages, each in a profile of its own. */
export interface Visitors {
  /** Default: on an iPhone, in English. */
  readonly visit: (url: string, options?: BrowserContextOptions) => Promise<Visited>
  /** Closes all pages. */
  readonly leave: () => Promise<void>
  readonly stop: () => Promise<void>
}

const watched = (page: Page): Visited => {
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', async (dialog) => {
    complaints.push(dialog.message())
    await dialog.dismiss()
  })
  return { page, requests, complaints }
}

/** Starts a browser. */
export const aBrowser = async (): Promise<Visitors> => {
  // Root may not start the sandbox, and the pages are our own.
  const args = ['--no-sandbox', '--disable-gpu']
  const browser: Browser = await chromium.launch({ executablePath: program('chromium'), args })
  return {
    visit: async (url, options = {}) => {
      const person = options.userAgent === undefined ? people.iPhone : {}
      const context = await browser.newContext({ locale: 'en-GB', ...person, ...options })
      const visited = watched(await context.newPage())
      await visited.page.goto(url, { waitUntil: 'load' })
      return visited
    },
    leave: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    stop: () => browser.close(),
  }
}
