/** Chromium, driven by playwright-core: a page of this machine's own, since WebCrypto wants a secure context. */
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { findProgram } from '../setup/programs.ts'
import { installed, longestRunMs, missingFile, type Runtime } from './runtime.ts'
import { parseResults } from './test-result.ts'

/** The little of playwright-core that is used here; its own types are there only where it is installed. */
interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[]; timeout: number }): Promise<Browser>
  }
}

interface Browser {
  newPage(): Promise<{ goto(url: string): Promise<unknown>; evaluate(script: string): Promise<string> }>
  close(): Promise<void>
}

const library = installed('playwright-core', 'index.mjs')

const flags = [
  // Root may not start the sandbox, and the page is our own.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Serves an empty page and the tests under a policy that forbids eval. */
const serve = async (file: string): Promise<Server> => {
  const tests = await readFile(file)
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', "default-src 'none'; script-src 'self'")
    const isScript = request.url === '/core.tests.mjs'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? tests : '<!doctype html><title>tests</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

const runInPage = async (browser: Browser, url: string): Promise<string> => {
  const page = await browser.newPage()
  await page.goto(url)
  return page.evaluate("import('/core.tests.mjs').then(({ run }) => run()).then(JSON.stringify)")
}

/** Chromium. */
export const chromium: Runtime = {
  name: 'Chromium',
  missing: () => (findProgram('chromium') ? missingFile(library) : 'Chromium is not installed (Debian: chromium)'),
  run: async ({ file }) => {
    const playwright: Playwright = await import(pathToFileURL(library).href)
    const executablePath = findProgram('chromium') ?? 'chromium'
    const browser = await playwright.chromium.launch({ executablePath, args: flags, timeout: 60_000 })
    const server = await serve(file)
    const watchdog = setTimeout(() => browser.close(), longestRunMs)
    try {
      const { port } = server.address() as AddressInfo
      return parseResults(await runInPage(browser, `http://127.0.0.1:${port}/`))
    } finally {
      clearTimeout(watchdog)
      await browser.close()
      server.close()
    }
  },
}
