import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { importFile, newest, passOf, resultText } from './an-import.ts'
import { aPass, aReadyWorld, put, type World } from './world.ts'

/** A template with a value of each type. */
const typed = {
  settings: {
    values: {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: {
        name: { type: 'string' },
        points: { type: 'integer' },
        price: { $ref: '#/$defs/amount' },
        vip: { type: 'boolean' },
        tier: { enum: [1, 2, 3] },
        code: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
        seats: { type: 'array' },
        seat: { type: 'object', properties: { row: { type: 'integer' }, letter: { type: 'string' } } },
        gate: { type: ['string', 'null'] },
        bonus: { type: ['integer', 'null'] },
        template: { type: 'string' },
      },
      $defs: { amount: { type: 'number' } },
    },
  },
}

const valuesOf = async (world: World, serial: string): Promise<JsonObject> => (await passOf(world, serial)).values

/** What came of each row: `outcome code`. */
const told = async (world: World, key = 'a.csv'): Promise<readonly string[]> => {
  const [header, ...lines] = ((await resultText(world, key)) ?? '').trimEnd().split('\r\n')
  expect(header).toBe('row,serialNumber,outcome,version,code,message')
  return lines
}

const imported = async (contents: string, changes: Parameters<typeof aReadyWorld>[0] = typed): Promise<World> => {
  const world = await aReadyWorld(changes)
  await importFile(world, 'a.csv', contents)
  return world
}

describe('a cell of a table', () => {
  it('is of the type that the schema of the template gives its column', async () => {
    const world = await imported(
      [
        'serialNumber,template,name,points,price,vip,tier,code,seats,seat.row,seat.letter,gate,bonus',
        'A-1,card,007,7,7.50,TRUE,2,7,"[""12A"",3]",12,7,5,null',
      ].join('\n'),
    )
    expect(await valuesOf(world, 'A-1')).toEqual({
      ...{ name: '007', points: 7, price: 7.5, vip: true, tier: 2, code: '7', seats: ['12A', 3] },
      ...{ seat: { row: 12, letter: '7' }, gate: '5', bonus: null },
    })
  })

  it('that is empty gives no value', async () => {
    const world = await imported('serialNumber,template,name,points\nA-1,card,Ada,\n')
    expect(await valuesOf(world, 'A-1')).toEqual({ name: 'Ada' })
  })

  it('that is not of its type is told with its place, and not with what stands in it', async () => {
    const world = await imported(
      'serialNumber,template,name,points,vip,seats\nA-1,card,Ada,canary,,\nA-2,card,Ada,,canary,\nA-3,card,Ada,,,canary\nA-4,card,Ada,9007199254740993,,',
    )
    const lines = await told(world)
    expect(lines.map((line) => line.split(',').slice(0, 5).join())).toEqual([
      '2,A-1,failed,,values/invalid',
      '3,A-2,failed,,values/invalid',
      '4,A-3,failed,,values/invalid',
      '5,A-4,failed,,values/invalid',
    ])
    expect(lines.join()).toMatch(/\/points.*\/vip.*\/seats.*\/points/)
    expect(lines.join()).not.toContain('canary')
  })

  it('may hold the text of one language', async () => {
    const world = await imported('serialNumber,template,name.en,name.es\nA-1,card,Ada,Áda\n')
    expect(await valuesOf(world, 'A-1')).toEqual({ name: { en: 'Ada', es: 'Áda' } })
  })

  it('belongs to a value that has the name of something else if its column begins with values.', async () => {
    const world = await imported('serialNumber,template,values.name,values.template\nA-1,card,Ada,x\n')
    expect(await valuesOf(world, 'A-1')).toEqual({ name: 'Ada', template: 'x' })
  })
})

describe('a table', () => {
  it.each([
    ['a mark of UTF-8 at its beginning', '\ufeffserialNumber,template,name\nA-1,card,Ada\n'],
    ['lines of Windows', 'serialNumber,template,name\r\nA-1,card,Ada\r\n'],
    ['no line end behind its last row', 'serialNumber,template,name\nA-1,card,Ada'],
    ['lines of an old Mac', 'serialNumber,template,name\rA-1,card,Ada\r'],
    ['semicolons', 'serialNumber;template;name\nA-1;card;Ada\n'],
    ['tabs', 'serialNumber\ttemplate\tname\nA-1\tcard\tAda\n'],
    ['blank rows', '\n,,\nserialNumber,template,name\n\n,,\nA-1,card,Ada\n,,\n\n'],
    ['columns without a name at its end', 'serialNumber,template,name,,\nA-1,card,Ada,,\n'],
    ['quotation marks around everything', '"serialNumber","template","name"\r\n"A-1","card","Ada"\r\n'],
    ['white space around the names of columns', 'serialNumber , template,name\nA-1,card,Ada\n'],
  ])('may have %s', async (_, contents) => {
    const world = await imported(contents, {})
    expect(await valuesOf(world, 'A-1')).toEqual({ name: 'Ada' })
    expect(await newest(world)).toMatchObject({ file: { rows: 1 }, counts: { created: 1, failed: 0 } })
  })

  it('may have commas, line ends and quotation marks within quotation marks', async () => {
    const world = await imported(
      'serialNumber,template,name\nA-1,card,"Ada ""the\r\nfirst"", of all"\nA-2,card,Åsa 🎫\n',
    )
    expect(await valuesOf(world, 'A-1')).toEqual({ name: 'Ada "the\r\nfirst", of all' })
    expect(await valuesOf(world, 'A-2')).toEqual({ name: 'Åsa 🎫' })
  })

  it('has rows that fail by themselves: malformed, of too few or too many cells, with unknown columns', async () => {
    const world = await imported(
      'serialNumber,template,name,nickname\nA-1,card,"A"da,\nA-2,card,Ada\nA-3,card,Ada,,x\nA-4,card,Ada,Al\nA-5,card,Ada,\nA-6,card,Ada,,\n',
    )
    const lines = await told(world)
    expect(lines.map((line) => line.split(',').slice(0, 5).join())).toEqual([
      '2,,failed,,import/row-invalid',
      '3,,failed,,import/row-invalid',
      '4,,failed,,import/row-invalid',
      '5,A-4,failed,,values/invalid',
      '6,A-5,created,1,',
      '7,A-6,created,1,',
    ])
    expect(lines[1]).toContain('"the row has 3 cells, and the header names 4 columns"')
    expect(lines[3]).toContain('/nickname')
  })

  it('of serial numbers and voided alone leaves the values as they are', async () => {
    const world = await aReadyWorld()
    await put(world, { name: 'Ada' }, aPass('A-1'))
    await put(world, { name: 'Ada' }, aPass('A-2'))
    const file =
      'serialNumber,passTypeIdentifier,voided\nA-1,pass.com.example.card,true\nA-2,pass.com.example.card,FALSE\nA-2,pass.com.example.card,perhaps\n'
    await importFile(world, 'a.csv', file)
    expect(await passOf(world, 'A-1')).toMatchObject({ values: { name: 'Ada' }, voided: true })
    expect(await passOf(world, 'A-2')).toMatchObject({ values: { name: 'Ada' }, voided: false })
    expect((await told(world)).at(-1)).toContain('import/row-invalid')
  })

  it('names cells by the schema of the template that the pass has, if a row names none', async () => {
    const world = await aReadyWorld(typed)
    await put(world, { name: 'Ada', points: 1 }, aPass('A-1'))
    await importFile(world, 'a.csv', 'serialNumber,passTypeIdentifier,name,points\nA-1,pass.com.example.card,Ada,2')
    expect(await valuesOf(world, 'A-1')).toEqual({ name: 'Ada', points: 2 })
  })

  it('of more than a megabyte, with rows across every piece that is read, is read whole', async () => {
    const world = await aReadyWorld()
    const long = 'ü'.repeat(100_000)
    const rows = Array.from({ length: 8 }, (_, index) => `A-${index},card,"${index},${long}\n"`)
    const done = await importFile(world, 'a.csv', `serialNumber,template,name\n${rows.join('\n')}\nA-9,card,Ada`)
    expect(done.file).toMatchObject({ rows: 9 })
    expect((await told(world)).map((line) => line.split(',').slice(0, 2).join())).toEqual([
      ...Array.from({ length: 8 }, (_, index) => `${index + 2},A-${index}`),
      '10,A-9',
    ])
    expect(await valuesOf(world, 'A-9')).toEqual({ name: 'Ada' })
  }, 20_000)

  it('whose rows are full of quotation marks is read in no time', async () => {
    const row = `"${'" '.repeat(50_000)}x${' '.repeat(100_000)}`
    const world = await imported(`serialNumber,template,name\n${`${row}\n`.repeat(20)}A-1,card,Ada`)
    expect((await newest(world)).counts).toMatchObject({ created: 1, failed: 20 })
  }, 5000)
})
