import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../core/format/json.ts'
import type { Evidence } from './evidence.ts'
import { isShown } from './shown-check.ts'

const gate = { key: 'gate', label: 'Gate', value: '${gate}', changeMessage: 'Gate %@' }
const seat = { key: 'seat', label: 'Seat', value: 'Seat ${upper(seat)}' }

const aPass = (...fields: readonly Json[]): JsonObject => ({
  boardingPass: { primaryFields: fields },
  barcodes: [{ format: 'PKBarcodeFormatQR', message: '${code}' }],
})

/** What the check says of version 2, which one change made. */
const sentence = async (source: Json, detail: JsonObject): Promise<string | undefined> => {
  const changed = { at: 1, key: 'changed-2', kind: 'changed', detail: { revision: 2, version: 2, ...detail } }
  const evidence = { record: { version: 2 }, events: [changed], passSource: () => Promise.resolve(source) }
  return (await isShown(evidence as never as Evidence))?.sentence.replace(/^.*lock screen: /, '')
}

describe('a change shows on the lock screen', () => {
  it('if a field that shows it has a changeMessage', async () => {
    expect(await sentence(aPass(gate, seat), { changed: ['gate', 'seat'] })).toBe(undefined)
  })

  it('perhaps, if the expressions of the template give it another name', async () => {
    const each = { $map: { $eval: 'legs' }, 'each(leg)': { ...gate, value: '${leg.gate}' } }
    expect(await sentence(aPass(each), { changed: ['legs'] })).toBe(undefined)
  })

  it('perhaps, if nothing of the template mentions it', async () => {
    expect(await sentence(aPass(gate), { changed: ['hidden'] })).toBe(undefined)
  })

  it('perhaps, if the template changed as well', async () => {
    expect(await sentence(aPass(gate, seat), { changed: ['seat'], templateBefore: 'flight@1' })).toBe(undefined)
  })

  it('perhaps, if what changed is not known', async () => {
    expect(await sentence(aPass(gate, seat), {})).toBe(undefined)
  })
})

describe('a change does not show', () => {
  it.each<[string, Json, JsonObject, string]>([
    [
      'if the field that shows it has no changeMessage',
      aPass(gate, seat),
      { changed: ['seat'] },
      'the field seat, which shows what changed, has no changeMessage',
    ],
    [
      'if such a field is made by an expression',
      aPass({ $if: 'seat != ""', then: seat, else: gate }),
      { changed: ['seat'] },
      'the field seat, which shows what changed, has no changeMessage',
    ],
    [
      'if such a field shows it by an operator',
      aPass(gate, { ...seat, value: { $eval: 'seat' } }),
      { changed: ['seat'] },
      'the field seat, which shows what changed, has no changeMessage',
    ],
    ['if it stands somewhere else', aPass(gate), { changed: ['code'] }, 'what changed stands in no field'],
    [
      'if it is an image only',
      aPass(gate),
      { changed: [], images: ['thumbnail.png'] },
      'what changed is no value that a field could show',
    ],
    [
      'if no field has a changeMessage',
      aPass(seat),
      { changed: ['gate'], templateBefore: 'flight@1' },
      'no field of the template has a changeMessage',
    ],
    [
      'whatever words stand beside its expression',
      aPass(gate, { key: 'note', value: 'your seat' }, seat),
      { changed: ['seat'] },
      'the field seat, which shows what changed, has no changeMessage',
    ],
  ])('%s', async (_, source, detail, reason) => {
    expect(await sentence(source, detail)).toBe(reason)
  })
})
