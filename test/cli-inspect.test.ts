/** `passwright inspect`, `explain`, `bundle` and `template new`, run as their users run them. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../lib/core/finding.ts'
import { filesBelow } from './builders/passwright.ts'
import { aTemplate } from './builders/template.ts'
import { aWorkspace } from './builders/workspace.ts'
import { aZip } from './builders/zip.ts'

const { folder, run, write } = await aWorkspace()

const trusted = ['--trust', '.local/signer/root.pem']

beforeAll(async () => {
  expect((await run('build', 'template', '--out', 'card.pkpass')).code).toBe(0)
})

describe('inspect', () => {
  it('shows people who signed, each check, the manifest line by line, what systems show, and the findings', async () => {
    const { code, stdout } = await run('inspect', 'card.pkpass', ...trusted)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^card\.pkpass: a pass, 6 files$/m)
    expect(stdout).toMatch(/^ {2}serial number {2}S-1$/m)
    expect(stdout).toMatch(/^signature: verifies$/m)
    expect(stdout).toMatch(/^ {2}integrity {5}ok$/m)
    expect(stdout).toMatch(/^ {2}intermediate {2}CN=Throwaway Developer Relations/m)
    expect(stdout).toMatch(/^manifest: 4 entries, all in order$/m)
    expect(stdout).toMatch(/^ {2}ok {10}icon@2x\.png +\d+ {2}[0-9a-f]{40}$/m)
    expect(stdout).toMatch(/^ {2}iOS 9-17 {2}generic, no barcode/m)
    expect(stdout).toMatch(/^findings: /m)
  })

  it('runs no expressions of a template that came as an archive', async () => {
    const endless = { $map: { $eval: 'range(0, 1000000000)' }, 'each(x)': { key: 'k', value: 'v' } }
    const files = [...aTemplate({ pass: { generic: { backFields: endless } } })].map(([name, data]) => ({
      name,
      data: new Uint8Array(data),
    }))
    await write('strange.zip', aZip(files))
    const { code, stdout } = await run('inspect', 'strange.zip', '--json')
    expect([code, JSON.parse(stdout).findings.map(({ code: each }: Finding) => each)]).toEqual([
      0,
      ['template-not-filled'],
    ])
  })

  it('gives programs the same as JSON', async () => {
    const { code, stdout } = await run('inspect', 'card.pkpass', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'card.pkpass',
      kind: 'pass',
      finished: true,
      pass: { serialNumber: 'S-1' },
      signature: { ok: false, digestAlgorithm: 'SHA-256' },
      findings: expect.arrayContaining([expect.objectContaining({ code: 'chain-untrusted' })]),
    })
  })

  it('says in one line that a file is nothing that it could inspect', async () => {
    const { code, stdout, stderr } = await run('inspect', await write('page.pkpass', '<html>'))
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('archive/not-zip')
  })
})

describe('explain', () => {
  it('tells of a code what, why, how to mend, how grave and from where', async () => {
    const { code, stdout } = await run('explain', 'icon-missing')
    expect(code).toBe(0)
    for (const title of ['what', 'why', 'mend', 'severity', 'source'])
      expect(stdout).toMatch(new RegExp(`^ {2}${title} `, 'm'))
    expect(JSON.parse((await run('explain', 'icon-missing', '--json')).stdout)).toMatchObject({
      code: 'icon-missing',
      severity: 'error',
    })
  })

  it('knows the codes of errors', async () => {
    expect((await run('explain', 'signer/expired')).stdout).toContain('The certificate has expired.')
  })

  it('lists all codes', async () => {
    const { stdout } = await run('explain')
    expect(stdout).toMatch(/^ {2}icon-missing {2,}\S/m)
    expect(stdout).toMatch(/^ {2}archive\/not-zip {2,}\S/m)
  })

  it('suggests what may have been meant by an unknown code', async () => {
    const { code, stderr } = await run('explain', 'icon-misin')
    expect([code, stderr.includes('icon-missing')]).toEqual([1, true])
  })
})

describe('bundle', () => {
  it('puts passes into one file that holds together', async () => {
    const bundled = await run('bundle', 'card.pkpass', 'card.pkpass', '--out', 'out/both.pkpasses', '--json')
    expect(JSON.parse(bundled.stdout)).toMatchObject({
      file: 'out/both.pkpasses',
      passes: ['card.pkpass', 'card.pkpass'],
    })
    const { stdout } = await run('inspect', 'out/both.pkpasses', '--json', ...trusted)
    expect(JSON.parse(stdout).passes.map(({ name }: { name: string }) => name)).toEqual([
      'card.pkpass',
      'card-2.pkpass',
    ])
  })

  it('refuses what is no pass', async () => {
    const bundled = await run('bundle', await write('text.pkpass', 'no pass'), '--out', 'x.pkpasses', '--json')
    expect([bundled.code, JSON.parse(bundled.stdout).error.code]).toEqual([1, 'bundle/not-a-pass'])
  })
})

describe('template new', () => {
  it.each(['boardingPass', 'coupon', 'eventTicket', 'generic', 'storeCard'])(
    'starts a template of the style %s, of which check and build have nothing to say',
    async (style) => {
      const name = style.toLowerCase()
      expect((await run('template', 'new', name, '--style', style)).code).toBe(0)
      const checked = await run('check', name, '--json')
      expect(JSON.parse(checked.stdout).files).toMatchObject([{ file: name, kind: 'template', findings: [] }])
      const built = await run('build', name, '--out', `${name}.pkpass`, '--json')
      expect(JSON.parse(built.stdout)).toMatchObject({ passes: [{ serialNumber: 'SAMPLE-1' }], findings: [] })
      const finished = await run('check', `${name}.pkpass`, '--json', ...trusted)
      expect(JSON.parse(finished.stdout).files).toMatchObject([{ kind: 'pass', findings: [] }])
    },
  )

  it('touches nothing that is there', async () => {
    const made = await run('template', 'new', 'card', '--style', 'generic', '--out', 'template', '--json')
    expect([made.code, JSON.parse(made.stdout).error.code]).toEqual([1, 'input/occupied'])
    expect(await filesBelow(join(folder, 'template'))).toHaveLength(5)
  })

  it.each([
    ['an unknown style', ['card', '--style', 'ticket']],
    ['no style', ['card']],
    ['a name that templates cannot have', ['My Card', '--style', 'generic']],
  ])('answers %s with exit status 2', async (_, args) => {
    expect((await run('template', 'new', ...args)).code).toBe(2)
  })
})
