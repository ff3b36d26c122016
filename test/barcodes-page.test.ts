/** The page about sealed barcodes: its template compiles, and its scanner does what the page says, also in a browser without a network. */
import { readFileSync } from 'node:fs'
import { type BuildOptions, build } from 'esbuild'
import { chromium } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type BarcodeRefusal, makeBarcodeSealer } from '../lib/barcode.ts'
import { compileTemplate } from '../lib/core/index.ts'
import { barcodeKeySet } from '../lib/core/links/barcode-keys.ts'
import { aSealer, someClaims } from './builders/barcodes.ts'
import { aRing } from './builders/keys.ts'
import { aTemplate } from './builders/template.ts'
import { needs, program } from './setup/programs.ts'

const page = readFileSync(new URL('../docs/barcodes.md', import.meta.url), 'utf8')

const blocks = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, body = '']) => body)

const [settings, pass] = blocks('json').map((text) => JSON.parse(text))

const bundled = async (options: BuildOptions): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: blocks('js')[0] ?? '', resolveDir: process.cwd() },
    alias: { 'passwright/barcode': './lib/barcode.ts' },
    ...{ bundle: true, write: false, minify: true },
    ...options,
  })
  return outputFiles?.[0]?.text ?? ''
}

const keySet = barcodeKeySet(aRing({ ids: ['2'] }), ['1'])
const at = (hour: number): number => Date.UTC(2026, 10, 21, hour)
const good = aSealer()(someClaims({ values: { seat: 7 } }))

/** What is scanned, when, and what the gate says, one after the other. */
const scans: readonly (readonly [text: string, at: number, says: string])[] = [
  [good, at(13), 'welcome to seat 7'],
  [good, at(13), 'no entry: used before'],
  [good, at(11), 'no entry: not-yet-valid'],
  [good, at(17), 'no entry: expired'],
  [aSealer()(someClaims({ audience: 'cloakroom' })), at(13), 'no entry: wrong-audience'],
  [aSealer('1')(someClaims()), at(13), 'no entry: key-retired'],
  [makeBarcodeSealer(aRing({ ids: ['3'] }), '3')(someClaims()), at(13), 'no entry: key-unknown'],
  [`${good.slice(0, -9)}000000000`, at(13), 'no entry: forged'],
  ['T-1', at(13), 'no entry: malformed'],
]

type Gate = (text: string, now: Date) => string

describe('the page about sealed barcodes', () => {
  it('shows a template that compiles, and whose barcode says what the page lists', async () => {
    const names = ['name', 'ticket', 'seat', 'category', 'doorsOpen', 'ends']
    const values = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
    const times = { doorsOpen: '2026-11-21T12:00:00Z', ends: '2026-11-21T16:00:00Z' }
    const sample = { ticket: 'T-1', seat: '7', category: 'A', ...times }
    const template = await compileTemplate(aTemplate({ settings, pass, values, sample }))
    expect(template.settings.sealedBarcode).toMatchObject({ audience: 'gate', validUntil: { name: 'ends' } })
  })

  it('shows a gate that lets good barcodes in once, and tells why others are refused', async () => {
    const code = await bundled({ format: 'esm' })
    const { makeGate } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
    const gate: Gate = makeGate(JSON.parse(JSON.stringify(keySet)))
    expect(scans.map(([text, now]) => gate(text, new Date(now)))).toEqual(scans.map(([, , says]) => says))
  })

  it('explains every reason', () => {
    const reasons: Readonly<Record<BarcodeRefusal, true>> = {
      ...{ malformed: true, forged: true, 'key-unknown': true, 'key-retired': true },
      ...{ 'wrong-audience': true, 'not-yet-valid': true, expired: true },
    }
    const table = page.slice(page.indexOf('| `malformed` |'), page.indexOf('## What it cannot do'))
    expect(
      [...table.matchAll(/^\| (`.*?`(?:, `.*?`)*) \|(?! *$)/gm)].flatMap(([, names = '']) => names.split(', ')).sort(),
    ).toEqual(
      Object.keys(reasons)
        .map((reason) => `\`${reason}\``)
        .sort(),
    )
  })
})

describe('the gate in a browser', needs('chromium'), () => {
  it('needs no network', { timeout: 60_000 }, async () => {
    const code = await bundled({ format: 'iife', globalName: 'gates' })
    const browser = await chromium.launch({ executablePath: program('chromium'), args: ['--no-sandbox'] })
    try {
      const context = await browser.newContext({ offline: true })
      const tab = await context.newPage()
      const asked: string[] = []
      tab.on('request', (request) => asked.push(request.url()))
      const given = JSON.stringify({ keySet, scans })
      const says = await tab.evaluate(
        `${code}; (({ keySet, scans }) => {
          const gate = gates.makeGate(keySet)
          return scans.map(([text, now]) => gate(text, new Date(now)))
        })(${given})`,
      )
      expect(says).toEqual(scans.map(([, , answer]) => answer))
      expect(asked).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
