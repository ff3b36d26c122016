import { describe, expect, it } from 'vitest'
import { makeChecker } from '../../service/schema-checker.ts'
import { checked } from './schema.ts'

const checker = makeChecker({
  type: 'object',
  description: 'an order',
  required: ['template'],
  additionalProperties: false,
  properties: {
    template: { type: 'string', minLength: 1, description: 'the name of a template' },
    count: { type: 'integer', minimum: 1, description: 'how many' },
  },
})

const faultsOf = (body: Parameters<typeof checker.faults>[0]) => checker.faults(body)

describe('a body of JSON', () => {
  it('is what its schema says', () => {
    const order = checked(checker, { template: 'card', count: 2 })
    expect(order.template + (order.count ?? 0)).toBe('card2')
  })

  it('is refused with a finding and a JSON pointer for each fault', () => {
    expect(
      faultsOf({ count: 0, 'a/b~c': 1 }).map(({ code, path, message, fix }) => ({ code, path, message, fix })),
    ).toEqual([
      {
        code: 'value-missing',
        path: '/template',
        message: '"template" is missing',
        fix: 'give it: the name of a template',
      },
      { code: 'value-too-small', path: '/count', message: 'is less than 1', fix: 'wanted is: how many' },
      {
        code: 'value-unknown',
        path: '/a~1b~0c',
        message: 'is not something that this body may hold',
        fix: 'leave it out',
      },
    ])
  })

  it.each([[null], [[]], ['text'], [3], [true]])('is refused if it is %j instead of an object', (body) => {
    expect(() => checked(checker, body)).toThrow(expect.objectContaining({ code: 'request/body-invalid', status: 422 }))
  })

  it('is refused without a word of what it holds', () => {
    const [finding] = faultsOf({ template: 'card', count: 'canary' })
    expect(JSON.stringify(finding)).not.toContain('canary')
  })

  it('may not smuggle in a __proto__', () => {
    const body = JSON.parse('{"template": "card", "__proto__": {"count": 2}}')
    expect(faultsOf(body).map(({ path }) => path)).toEqual(['/__proto__'])
  })
})
