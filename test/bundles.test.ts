/** Bundles of passes: built, and inspected. */
import { describe, expect, it } from 'vitest'
import { utf8 } from '../lib/core/bytes.ts'
import { BundleError, type BundleInspection, buildBundle, type Inspection, inspect } from '../lib/core/index.ts'
import { aZip } from './builders/zip.ts'
import { anAuthority, finishedPass } from './preflight/finished-pass.ts'

const trusting = async () => ({ trust: { roots: [(await anAuthority()).root] } })

const places = ({ findings }: Pick<Inspection, 'findings'>) => findings.map(({ path, code }) => `${path} ${code}`)

describe('a bundle', () => {
  const two = async () => [
    { bytes: await finishedPass() },
    { bytes: await finishedPass({ pass: { serialNumber: 'B-2' } }) },
  ]

  it('is built of finished passes, named by their serial numbers, and read back', async () => {
    const bundle = await buildBundle(await two())
    const inspection = (await inspect(bundle, await trusting())) as BundleInspection
    expect(inspection.kind).toBe('bundle')
    expect(inspection.findings).toEqual([])
    expect(
      inspection.passes.map(({ name, inspection: { finished, pass } }) => [name, finished, pass?.serialNumber]),
    ).toEqual([
      ['A-1.pkpass', true, 'A-1'],
      ['B-2.pkpass', true, 'B-2'],
    ])
    expect(inspection.passes.flatMap((each) => each.inspection.findings)).toEqual([])
  })

  it('has the same bytes for the same passes', async () => {
    const passes = await two()
    expect(await buildBundle(passes)).toEqual(await buildBundle(passes))
  })

  it('tells passes of one name apart, and makes any name safe', async () => {
    const bytes = await finishedPass()
    const named = [{ bytes }, { bytes }, { name: '../.Ticket.pkpass', bytes }, { name: 'a-1', bytes }]
    const { passes } = (await inspect(await buildBundle(named), await trusting())) as BundleInspection
    expect(passes.map(({ name }) => name)).toEqual(['A-1.pkpass', 'A-1-2.pkpass', '_.Ticket.pkpass', 'a-1-3.pkpass'])
  })

  it.each([
    ['no pass', 'bundle/pass-count', async () => []],
    ['eleven passes', 'bundle/pass-count', async () => Array.from({ length: 11 }, () => ({ bytes: utf8('') }))],
    ['a page', 'bundle/not-a-pass', async () => [{ bytes: utf8('<html>') }]],
    [
      'a pass without a signature',
      'bundle/not-a-pass',
      async () => [{ bytes: await finishedPass({ after: { signature: undefined } }) }],
    ],
  ])('is not built of %s', async (_, code, passes) => {
    const error = await buildBundle(await passes()).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(BundleError)
    expect(error).toMatchObject({ code })
  })

  it('with a pass in it that cannot be read tells of the others', async () => {
    const bytes = aZip([
      { name: 'a.pkpass', data: utf8('x') },
      { name: 'b.pkpass', data: await finishedPass() },
    ])
    const inspection = (await inspect(bytes, await trusting())) as BundleInspection
    expect(places(inspection)).toEqual(['a.pkpass bundle-pass-unreadable'])
    expect(inspection.passes.map(({ name }) => name)).toEqual(['b.pkpass'])
  })
})
