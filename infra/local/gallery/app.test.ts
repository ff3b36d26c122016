import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../lib/core/format/json.ts'
import type { Api } from '../samples/api.ts'
import { galleryApp } from './app.tsx'
import { makeNews } from './news.ts'

const origin = 'http://127.0.0.1:8080'
const pass = { template: 'store-card', path: '/passes/pass.com.example/OF-1', url: 'https://tunnel.example/p/x.OF-1' }

/** An API with one record, which takes no change. */
const api: Api = (method, path) => {
  const answer = (status: number, body: JsonObject) => Promise.resolve({ status, body })
  if (method === 'PATCH')
    return answer(422, { findings: [{ pointer: '/values/points', message: 'has the type "string"' }] })
  if (path.startsWith('/templates/'))
    return answer(200, { values: { properties: { points: { type: 'integer' }, level: { type: 'string' } } } })
  if (path.endsWith('?limit=40')) return answer(200, { events: [] })
  return answer(200, { template: 'store-card@1', revision: 1, version: 1, values: { points: 5, level: 'Seed' } })
}

const gallery = (answers = api, report: (error: unknown) => void = () => undefined) =>
  galleryApp(
    {
      ...{
        api: answers,
        key: 'k',
        passes: [pass],
        phones: [],
        remark: '',
        baseUrl: 'https://tunnel.example',
        keyFile: 'key',
      },
      ...{ secret: 'secret', start: 's' },
    },
    makeNews(),
    report,
  )

describe('the gallery', () => {
  it('takes the code for real phones from its own host, wherever the link leads', async () => {
    const page = await (await gallery().request(`${origin}/`)).text()
    expect(page).toContain('<img src="/p/x.OF-1/link.svg"')
    expect(page).toContain('<a href="https://tunnel.example/p/x.OF-1">')
  })

  it('leaves in the form what was refused, to be mended', async () => {
    const body = new URLSearchParams({ secret: 'secret', points: 'a lot', level: 'Sheaf' }).toString()
    const response = await gallery().request(`${origin}/-/gallery/passes/store-card`, {
      method: 'POST',
      body,
      headers: {
        ...{ origin, 'content-length': String(body.length) },
        'content-type': 'application/x-www-form-urlencoded',
      },
    })
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain('value="a lot"')
    expect(page).toContain('value="Sheaf"')
  })

  it('reports what it failed with, and shows nothing of it', async () => {
    const failure = new Error('no answer for key k')
    const reported: unknown[] = []
    const response = await gallery(
      () => Promise.reject(failure),
      (error) => reported.push(error),
    ).request(`${origin}/`)
    expect([response.status, reported]).toEqual([500, [failure]])
    expect(await response.text()).not.toContain('key k')
  })

  it('is not fetched by the scripts of other sites', async () => {
    const visit = async (mode: string): Promise<number> =>
      (await gallery().request(`${origin}/`, { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode } }))
        .status
    expect([await visit('no-cors'), await visit('navigate')]).toEqual([403, 200])
  })
})
