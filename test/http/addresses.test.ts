import { describe, expect, it, vi } from 'vitest'
import { anApi, codeIn, pass, problemIn } from './an-api.ts'

describe('an address', () => {
  it.each([
    ['.OF-1', 'a dot in front'],
    ['OF-1.', 'a dot at the end'],
    ['O%20F', 'a space'],
    ['O%2FF', 'a slash'],
    ['O%3FF', 'a question mark'],
    ['%C3%BC', 'a letter that is not ASCII'],
    ['%E0%A4%A', 'broken UTF-8'],
    ['x'.repeat(65), '65 characters'],
  ])('with the serial number %j is refused: %s', async (serial) => {
    const response = await anApi().send('GET', `/api/v1/passes/pass.com.example.card/${serial}`)
    expect([response.status, await codeIn(response)]).toEqual([422, 'pass/serial-number-invalid'])
  })

  it('with something else than a pass type is refused', async () => {
    const response = await anApi().send('GET', '/api/v1/passes/com.example.card/OF-1')
    expect([response.status, await codeIn(response)]).toEqual([422, 'template/pass-type-unknown'])
  })

  it('at which there is nothing is said to be so', async () => {
    for (const path of ['/api/v1/nothing', '/elsewhere', `${pass}/`]) {
      const response = await anApi().send('GET', path)
      expect([response.status, await codeIn(response)]).toEqual([404, 'request/not-found'])
    }
  })

  it.each([
    ['PATCH', '/api/v1/passes', 'POST, GET, HEAD'],
    ['POST', pass, 'PUT, GET, HEAD, PATCH, DELETE'],
    ['OPTIONS', `${pass}/file`, 'GET, HEAD'],
    ['POST', '/openapi.json', 'GET, HEAD'],
  ])('that does not take %s names what it takes: %s', async (method, path, allow) => {
    const response = await anApi().send(method, path)
    expect(response.headers.get('allow')).toBe(allow)
    expect(await problemIn(response)).toMatchObject({ status: 405, code: 'request/method-not-allowed' })
  })

  it.each([
    ['limit=0', 'request/parameter-invalid'],
    ['limit=201', 'request/parameter-invalid'],
    ['limit=1e1', 'request/parameter-invalid'],
    ['limit=1&limit=2', 'request/parameter-invalid'],
    ['curser=x', 'request/parameter-invalid'],
    ['cursor=', 'request/parameter-invalid'],
  ])('with the query %s is refused', async (query, code) => {
    const response = await anApi().send('GET', `/api/v1/passes?template=card&${query}`)
    expect([response.status, await codeIn(response)]).toEqual([400, code])
  })

  it.each(['', '?template=', '?template=card@3', '?template=Card'])(
    'of a list without a template is refused: %j',
    async (query) => {
      const response = await anApi().send('GET', `/api/v1/passes${query}`)
      expect([response.status, await codeIn(response)]).toEqual([400, 'request/parameter-invalid'])
    },
  )

  it('may carry the signature of AWS in its query', async () => {
    const list = vi.fn(() => Promise.resolve({ items: [] }))
    const { send } = anApi({ passes: { list } })
    expect((await send('GET', '/api/v1/passes?template=card&X-Amz-Signature=abc')).status).toBe(200)
  })
})
