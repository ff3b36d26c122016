import { describe, expect, it } from 'vitest'
import { importFile, ndjson, newest, passOf, resultRows, resultText } from './an-import.ts'
import { aPass, aReadyWorld, noon, put, type World } from './world.ts'

const row = (serialNumber: string, name = 'Ada') => ({ serialNumber, template: 'card', values: { name } })

const outcomes = async (world: World, key: string) =>
  (await resultRows(world, key)).map(({ serialNumber, outcome }) => [serialNumber, outcome])

describe('an import of NDJSON', () => {
  it('issues, changes and voids passes, and says of each row what came of it', async () => {
    const world = await aReadyWorld()
    await put(world, { name: 'Ada' }, aPass('A-1'))
    await put(world, { name: 'Ada' }, aPass('A-2'))
    await put(world, { name: 'Ada' }, aPass('A-3'))
    await put(world, { name: 'Ada' }, aPass('A-4'))
    const file = ndjson(
      row('A-0', 'Grace'),
      row('A-1', 'Grace'),
      row('A-2'),
      { serialNumber: 'A-3', passTypeIdentifier: 'pass.com.example.card', patch: { name: 'Lin' } },
      { serialNumber: 'A-4', template: 'card', voided: true },
      { ...row('A-5'), voided: true },
    )
    const done = await importFile(world, 'monday.ndjson', file)
    expect(done).toMatchObject({
      status: 'done',
      key: 'monday.ndjson',
      file: { rows: 6 },
      counts: { created: 2, changed: 3, unchanged: 1, failed: 0 },
      endedAt: noon,
    })
    expect(await resultRows(world, 'monday.ndjson')).toEqual([
      { row: 1, serialNumber: 'A-0', outcome: 'created', version: 1 },
      { row: 2, serialNumber: 'A-1', outcome: 'changed', version: 2 },
      { row: 3, serialNumber: 'A-2', outcome: 'unchanged', version: 1 },
      { row: 4, serialNumber: 'A-3', outcome: 'changed', version: 2 },
      { row: 5, serialNumber: 'A-4', outcome: 'changed', version: 2 },
      { row: 6, serialNumber: 'A-5', outcome: 'created', version: 1 },
    ])
    expect(await passOf(world, 'A-3')).toMatchObject({ values: { name: 'Lin' } })
    expect(await passOf(world, 'A-4')).toMatchObject({ values: { name: 'Ada' }, voided: true })
    expect(await passOf(world, 'A-5')).toMatchObject({ voided: true })
  })

  it('issues a pass under a serial number that is made here for a row without one', async () => {
    const world = await aReadyWorld()
    await importFile(world, 'a.ndjson', ndjson({ template: 'card', values: { name: 'Ada' }, voided: true }))
    const [result] = await resultRows(world, 'a.ndjson')
    expect(result).toMatchObject({ outcome: 'created', serialNumber: expect.stringMatching(/^[\w-]{22}$/) })
    expect(await passOf(world, result?.serialNumber ?? '')).toMatchObject({ hasRandomSerial: true, voided: true })
  })

  it('a row that fails stops no other, and its code and words say why', async () => {
    const world = await aReadyWorld()
    const file = ndjson(
      row('A-1'),
      '{"serialNumber": "A-2",',
      '',
      '[]',
      row('A 3'),
      { ...row('A-4'), values: { name: 7 } },
      { ...row('A-5'), template: 'nothing' },
      { ...row('A-6'), passTypeIdentifier: 'pass.com.example.other' },
      { serialNumber: 'A-7', passTypeIdentifier: 'pass.com.example.card', patch: { name: 'x' } },
      { ...row('A-8'), patch: { name: 'x' } },
      { serialNumber: 'A-9' },
      { values: { name: 'x' } },
      { serialNumber: 'A-10', patch: { name: 'x' } },
      row('A-11'),
    )
    const done = await importFile(world, 'a.ndjson', file)
    expect(done.counts).toEqual({ created: 2, changed: 0, unchanged: 0, failed: 11 })
    const results = await resultRows(world, 'a.ndjson')
    expect(results.map(({ row, serialNumber, code }) => [row, serialNumber, code])).toEqual([
      [1, 'A-1', undefined],
      [2, undefined, 'import/row-invalid'],
      [4, undefined, 'import/row-invalid'],
      [5, undefined, 'import/row-invalid'],
      [6, 'A-4', 'values/invalid'],
      [7, 'A-5', 'template/not-found'],
      [8, 'A-6', 'template/pass-type-mismatch'],
      [9, 'A-7', 'pass/not-found'],
      [10, 'A-8', 'import/row-invalid'],
      [11, 'A-9', 'import/row-invalid'],
      [12, undefined, 'import/row-invalid'],
      [13, 'A-10', 'import/row-invalid'],
      [14, 'A-11', undefined],
    ])
    expect(results[4]?.message).toContain('/name')
    expect(results[11]?.message).toBe('the row names neither a pass type nor a template: give one of them')
  })

  it('rows of the same pass are done in the order of the file', async () => {
    const world = await aReadyWorld()
    const rows = Array.from({ length: 60 }, (_, index) => row('A-1', `name ${index}`))
    const done = await importFile(world, 'a.ndjson', ndjson(...rows))
    expect(done.counts).toEqual({ created: 1, changed: 59, unchanged: 0, failed: 0 })
    expect(await passOf(world, 'A-1')).toMatchObject({ values: { name: 'name 59' }, version: 60 })
  })

  it('an erased pass is not issued anew', async () => {
    const world = await aReadyWorld()
    await put(world, { name: 'Ada' }, aPass('A-1'))
    await world.service.passes.erase(aPass('A-1'), {})
    await importFile(world, 'a.ndjson', ndjson(row('A-1')))
    expect(await resultRows(world, 'a.ndjson')).toMatchObject([{ outcome: 'failed', code: 'pass/erased' }])
  })
})

describe('when an import is done', () => {
  it('there is a summary beside the result', async () => {
    const world = await aReadyWorld()
    const { id } = await importFile(world, 'days/monday.ndjson', ndjson(row('A-1'), '{}'))
    expect(JSON.parse((await resultText(world, 'days/monday.ndjson.summary.json')) ?? '')).toEqual({
      id,
      file: 'days/monday.ndjson',
      status: 'done',
      rows: 2,
      counts: { created: 1, changed: 0, unchanged: 0, failed: 1 },
      startedAt: '2026-11-21T12:00:00.000Z',
      endedAt: '2026-11-21T12:00:00.000Z',
    })
  })

  it('neither its file nor a part of its result is left', async () => {
    const world = await aReadyWorld()
    const { id, parts } = await importFile(world, 'a.ndjson', ndjson(row('A-1')))
    expect(await world.memory.assets.get('imports', 'a.ndjson', { maxBytes: 1000 })).toBeUndefined()
    expect(parts).toHaveLength(1)
    expect(await resultText(world, `a.ndjson.parts/${id}/${parts[0]}`)).toBeUndefined()
  })

  it('what came of its rows is counted', async () => {
    const world = await aReadyWorld()
    await importFile(world, 'a.ndjson', ndjson(row('A-1'), row('A-1'), row('A-1', 'Grace'), '{}'))
    const counted = world.memory.counts().filter(({ name }) => name === 'ChangesTaken')
    expect(counted.map(({ dimensions, count }) => [dimensions.outcome, count])).toEqual([
      ['created', 1],
      ['changed', 1],
      ['unchanged', 1],
      ['failed', 1],
    ])
  })
})

describe('a file that is none', () => {
  it.each([
    ['a.txt', 'row', 'import/format-unknown'],
    ['a.csv', new Uint8Array([0x61, 0x0a, 0xff]), 'import/not-utf8'],
    ['a.ndjson', new Uint8Array([0xff, 0xfe, 0x7b, 0]), 'import/not-utf8'],
    ['a.csv', '', 'import/header-invalid'],
    ['a.csv', '\n\n', 'import/header-invalid'],
    ['a.csv', 'serialNumber,name\n', 'import/no-rows'],
    ['a.ndjson', '\n  \n', 'import/no-rows'],
    ['a.csv', 'serialNumber,,name\nA-1,,Ada', 'import/header-invalid'],
    ['a.csv', 'serialNumber,name,name\nA-1,Ada,Eve', 'import/header-invalid'],
    ['a.csv', 'serialNumber,seat,seat.row\nA-1,1A,1', 'import/header-invalid'],
    ['a.csv', 'serialNumber,seat..row\nA-1,1', 'import/header-invalid'],
    ['a.csv', 'serialNumber,name\nA-1,"Ada\nA-2,Eve\n', 'import/quote-open'],
    ['a.csv', `serialNumber,name\nA-1,${'x'.repeat(2_000_000)}\n`, 'import/row-too-large'],
    ['a.ndjson', `${'\n'.repeat(5)}${'{}\n'.repeat(100_001)}`, 'import/too-many-rows'],
    ['a.ndjson', 'x'.repeat(32 * 1024 * 1024 + 1), 'asset/too-large'],
  ])('%s fails as a whole, and is removed (%#)', async (key, contents, code) => {
    const world = await aReadyWorld()
    const failed = await importFile(world, key, contents)
    expect(failed).toMatchObject({ status: 'failed', failure: { code, message: expect.any(String) }, endedAt: noon })
    expect(JSON.parse((await resultText(world, `${key}.summary.json`)) ?? '')).toMatchObject({ failure: { code } })
    expect(await resultText(world, key)).toBeUndefined()
    expect(await world.memory.assets.get('imports', key, { maxBytes: 1e9 })).toBeUndefined()
  })

  it('a key that only shows a folder is no file', async () => {
    const world = await aReadyWorld()
    await world.service.imports.found('days/', 'first')
    await expect(newest(world)).rejects.toThrow('there is no import')
  })

  it('does not tell what stands in its first row', async () => {
    const world = await aReadyWorld()
    const { failure } = await importFile(world, 'a.csv', 'Canary,Canary\nA-1,Ada')
    expect(failure?.message).toBe('the header of the table has the same name for columns 1 and 2: name each once')
  })
})

describe('an import of 100 rows', () => {
  it('asks for the newest version of a template once', async () => {
    const world = await aReadyWorld()
    world.takeCalls()
    await importFile(world, 'a.ndjson', ndjson(...Array.from({ length: 100 }, (_, index) => row(`A-${index}`))))
    expect(world.takeCalls().filter((call) => call === 'templates.latest')).toHaveLength(1)
    expect((await outcomes(world, 'a.ndjson')).every(([, outcome]) => outcome === 'created')).toBe(true)
  })
})
