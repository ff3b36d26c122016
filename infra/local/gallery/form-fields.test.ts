import { describe, expect, it } from 'vitest'
import { changeIn, formFields } from './form-fields.ts'

const schema = {
  type: 'object',
  required: ['gate', 'price'],
  properties: {
    gate: { $ref: '#/$defs/short', description: 'Where one boards' },
    price: { type: 'number' },
    seats: { type: 'integer' },
    boardingTime: { $ref: '#/$defs/short' },
    cabin: { enum: ['Business', 'Economy'] },
    late: { type: 'boolean' },
    level: { type: 'string' },
    legs: { type: 'array', items: { type: 'string' } },
    scheduled: { type: 'object' },
  },
  $defs: { short: { type: 'string' } },
}

const values = { gate: 'B12', price: 12.5, late: true, level: { en: 'Patron', es: 'Mecenas' }, legs: ['a'] }

const fields = formFields(schema, values, ['late', 'unknown'])

const changed = (filled: Readonly<Record<string, string>>) => changeIn(fields, (name) => filled[name])

describe('the fields of a form', () => {
  it('are one for each value that a field can hold, those that are wanted first', () => {
    expect(fields.map(({ name, control, text }) => [name, control, text])).toEqual([
      ['late', 'truth', 'true'],
      ['gate', 'text', 'B12'],
      ['price', 'number', '12.5'],
      ['seats', 'number', ''],
      ['boardingTime', 'text', ''],
      ['cabin', 'choice', ''],
      ['level:en', 'text', 'Patron'],
      ['level:es', 'text', 'Mecenas'],
    ])
  })

  it('are labelled as people write', () => {
    expect(fields.map(({ label }) => label)).toContain('Boarding time')
    expect(fields.find(({ name }) => name === 'gate')).toMatchObject({ label: 'Gate', hint: 'Where one boards' })
  })

  it('of a long text have several lines', () => {
    const [field] = formFields(schema, { gate: 'x'.repeat(61) }, ['gate'])
    expect(field?.control).toBe('lines')
  })
})

describe('the change', () => {
  it('holds what was changed, in its type, and nothing else', () => {
    const filled = { gate: 'B12', price: '30', seats: '2', late: 'false', cabin: '' }
    expect(changed(filled)).toEqual({ price: 30, seats: 2, late: false })
  })

  it('takes away what need not be there', () => {
    const [level] = formFields(schema, { level: 'x' }, ['level'])
    expect(changeIn(level ? [level] : [], () => '')).toEqual({ level: null })
  })

  it('leaves what must be there, and what is no number, for the API to refuse', () => {
    expect(changed({ gate: '', price: 'much' })).toEqual({ gate: '', price: 'much' })
  })

  it('is of one language, where a text has several', () => {
    expect(changed({ 'level:es': 'Amiga' })).toEqual({ level: { es: 'Amiga' } })
  })

  it('knows lines as they were, whatever browsers make of their ends', () => {
    const fields = formFields(schema, { gate: 'a\nb' }, [])
    expect(changeIn(fields, (name) => (name === 'gate' ? 'a\r\nb' : undefined))).toEqual({})
  })
})
