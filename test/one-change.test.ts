/** What a change of one value changes in a built pass. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readFolder } from '../lib/cli/read-path.ts'
import { unzip } from '../lib/core/archive/unzip.ts'
import type { JsonObject } from '../lib/core/format/json.ts'
import { buildPass, compileTemplate, type Template } from '../lib/core/index.ts'
import { aSigner } from './builders/signer.ts'

const signingTime = new Date('2026-11-21T10:20:00Z')

const changes = [
  ['boarding-pass', { gate: '7C' }, ['pass.json']],
  ['coupon', { redeemed: true }, ['pass.json']],
  ['event-ticket', { seat: '18' }, ['pass.json']],
  [
    'membership',
    { level: { en: 'Friend', es: 'Amiga' } },
    ['pass.json', 'en.lproj/pass.strings', 'es.lproj/pass.strings'],
  ],
  ['store-card', { balance: 12.5 }, ['pass.json']],
] as const

const decoder = new TextDecoder()

const built = async (template: Template, values: JsonObject): Promise<ReadonlyMap<string, Uint8Array>> => {
  const { passTypeIdentifier, teamIdentifier } = template.settings
  const { signer } = await aSigner({ passTypeIdentifier, teamIdentifier })
  const { bytes } = await buildPass(template.fill(values), signer, { signingTime })
  return unzip(bytes)
}

const manifestOf = (files: ReadonlyMap<string, Uint8Array>): Record<string, string> =>
  JSON.parse(decoder.decode(files.get('manifest.json')))

/** The names in both whose contents differ, in order. */
const differing = <Value>(names: Iterable<string>, before: (name: string) => Value, after: (name: string) => Value) =>
  [...names].filter((name) => JSON.stringify(before(name)) !== JSON.stringify(after(name))).sort()

const hexOf = (files: ReadonlyMap<string, Uint8Array>) => (name: string) =>
  Buffer.from(files.get(name) ?? []).toString('hex')

describe.each(changes)('a change of one value of the sample %s', (name, change, changed) => {
  it('changes the files that show it, their lines of the manifest, and the signature', async () => {
    const folder = fileURLToPath(new URL(`../infra/templates/${name}`, import.meta.url))
    const template = await compileTemplate(await readFolder(folder))
    const { sample } = template.settings
    const before = await built(template, sample)
    const after = await built(template, { ...sample, ...change })
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort())
    expect(differing(before.keys(), hexOf(before), hexOf(after))).toEqual(
      [...changed, 'manifest.json', 'signature'].sort(),
    )
    const [lines, newLines] = [manifestOf(before), manifestOf(after)]
    expect(Object.keys(newLines)).toEqual(Object.keys(lines))
    expect(
      differing(
        Object.keys(lines),
        (path) => lines[path],
        (path) => newLines[path],
      ),
    ).toEqual([...changed].sort())
  })
})

it('a change of one field changes no other field', async () => {
  const folder = fileURLToPath(new URL('../infra/templates/boarding-pass', import.meta.url))
  const template = await compileTemplate(await readFolder(folder))
  const { sample } = template.settings
  const before = template.fill({ ...sample, gate: '7C' }).pass
  const after = template.fill({ ...sample, gate: '8A' }).pass
  expect(JSON.stringify(after)).toBe(JSON.stringify(before).replaceAll('7C', '8A'))
})
