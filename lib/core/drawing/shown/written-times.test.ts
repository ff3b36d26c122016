import { expect, it } from 'vitest'
import { withWrittenTimes } from './written-times.ts'

it('fields ignore the time zone of whoever draws them', () => {
  const pass = { boardingPass: { primaryFields: [{ key: 'from', value: '2027-04-12T08:10:00+01:00' }] } }
  expect(withWrittenTimes({ pass, files: new Map() }).pass).toEqual({
    boardingPass: {
      primaryFields: [{ key: 'from', value: '2027-04-12T08:10:00+01:00', ignoresTimeZone: true }],
    },
  })
})

it.each([
  ['no style', { description: 'x' }],
  ['a style that is a text', { generic: 'x' }],
  ['groups that are no lists', { generic: { primaryFields: { key: 'x' }, backFields: null } }],
  ['fields that are no objects', { generic: { primaryFields: ['x', null, 1, ['y']] } }],
])('a pass with %s stays as it is', (_, pass) => {
  expect(withWrittenTimes({ pass, files: new Map() }).pass).toEqual(pass)
})
