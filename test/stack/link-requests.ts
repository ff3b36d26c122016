/** The AWS calls of requests about links: of who makes them, and of who follows them. */
import { expect } from 'vitest'
import { aLink, linkUntil } from './a-link.ts'
import { aPass, fileOf } from './a-pass.ts'
import { aSerial, type Deployment, passType } from './deployment.ts'
import type { Answer } from './http.ts'
import { check, get, put, query, type RequestKind, update } from './request-kind.ts'

/** Requests to the file behind a link. */
const onLink =
  (fetched: boolean): RequestKind['prepare'] =>
  async (deployment) => {
    const { path } = await aPass(deployment)
    const { file } = await aLink(deployment, path)
    if (fetched) await deployment.send('GET', file)
    return () => deployment.send('GET', file)
  }

/** The path of a link's page. */
const made = ({ status, json: { url, links = [{ url }] } }: Answer): string => {
  expect(status).toBe(201)
  return new URL(links[0].url).pathname
}

const content = { template: 'card', values: { name: 'Ada' } }

const seal = async (deployment: Deployment): Promise<string> => {
  const json = { template: 'card', passes: [{ name: 'Ada', serialNumber: aSerial('Sealed') }] }
  return made(await deployment.api('POST', '/links/sealed', { json }))
}

/** Requests by a sealed link. */
const onSealed =
  (ask: (deployment: Deployment, page: string) => Promise<Answer>, fetched = false): RequestKind['prepare'] =>
  async (deployment) => {
    const page = await seal(deployment)
    if (fetched) await deployment.send('GET', `${page}/pass.pkpass`)
    return () => ask(deployment, page)
  }

const fetchFile = (deployment: Deployment, page: string): Promise<Answer> =>
  deployment.send('GET', `${page}/pass.pkpass`)

const making: readonly RequestKind[] = [
  {
    name: 'POST /links/sealed',
    role: 'ApiRole',
    prepare: (deployment) =>
      Promise.resolve(() =>
        deployment.api('POST', '/links/sealed', { json: { template: 'card', passes: [content.values] } }),
      ),
    status: 201,
    calls: [get, get, query],
  },
  {
    name: 'POST /links/order',
    role: 'ApiRole',
    prepare: async (deployment) => {
      const { serial } = await aPass(deployment)
      const json = { passes: [{ passTypeIdentifier: passType, serialNumber: serial }, content] }
      return () => deployment.api('POST', '/links/order', { json })
    },
    status: 201,
    calls: [get, get, get, query],
  },
  {
    name: 'DELETE /passes/{type}/{serial}/links',
    role: 'ApiRole',
    prepare: async (deployment) => {
      const { path } = await aPass(deployment)
      await fileOf(deployment, path)
      return () => deployment.api('DELETE', `${path}/links`)
    },
    status: 204,
    calls: [get, put],
  },
  {
    name: 'POST /links/revocations of a sealed link that nobody has followed',
    role: 'ApiRole',
    prepare: onSealed((deployment, page) =>
      deployment.api('POST', '/links/revocations', { json: { link: `${deployment.baseUrl}${page}` } }),
    ),
    status: 204,
    calls: [check, get, get, put, 's3:PutObject'],
  },
  {
    name: 'POST /links/revocations of a pass type',
    role: 'ApiRole',
    prepare: (deployment) => {
      // Of so long ago that nobody else's links are meant.
      const json = { passTypeIdentifier: passType, before: '2020-01-01T00:00:00Z' }
      return Promise.resolve(() => deployment.api('POST', '/links/revocations', { json }))
    },
    status: 204,
    calls: [update],
  },
]

const pages: readonly RequestKind[] = [
  {
    name: 'GET /p/{token}',
    role: 'PageRole',
    prepare: async (deployment) => {
      const { path } = await aPass(deployment)
      const { page } = await aLink(deployment, path)
      return () => deployment.send('GET', page)
    },
    status: 200,
    calls: [get],
  },
  ...['front.svg', 'image.png', 'pass.pdf'].map(
    (file): RequestKind => ({
      name: `GET /p/{token}/${file}`,
      role: 'PageRole',
      prepare: async (deployment) => {
        const { path } = await aPass(deployment)
        const { page } = await aLink(deployment, path)
        return () => deployment.send('GET', `${page}/${file}`)
      },
      status: 200,
      calls: [get],
    }),
  ),
  {
    name: 'GET /.well-known/passwright/keys',
    role: 'PageRole',
    prepare: (deployment) => Promise.resolve(() => deployment.send('GET', '/.well-known/passwright/keys')),
    status: 200,
    calls: [],
  },
  {
    name: 'GET /p/{token} of a sealed link',
    role: 'PageRole',
    prepare: onSealed((deployment, page) => deployment.send('GET', page)),
    status: 200,
    calls: [get, get],
  },
  {
    name: 'GET /p/{token} of an expired link',
    role: 'PageRole',
    prepare: async (deployment) => {
      const { serial } = await aPass(deployment)
      const token = await linkUntil(deployment, serial, 1_700_000_000)
      return () => deployment.send('GET', `/p/${token}`)
    },
    status: 410,
    calls: [],
  },
  {
    name: 'GET /p/{token} of a forged link',
    role: 'PageRole',
    prepare: async (deployment) => {
      const { path } = await aPass(deployment)
      const { token } = await aLink(deployment, path)
      const last = token.lastIndexOf('.') - 2
      const forged = token.slice(0, last) + (token[last] === 'A' ? 'B' : 'A') + token.slice(last + 1)
      return () => deployment.send('GET', `/p/${forged}`)
    },
    status: 403,
    calls: [],
  },
]

const downloads: readonly RequestKind[] = [
  {
    name: 'GET /p/{token}/pass.pkpass, the first time',
    role: 'DownloadRole',
    prepare: onLink(false),
    status: 200,
    calls: [get, update, 's3:PutObject'],
  },
  {
    name: 'GET /p/{token}/pass.pkpass, from then on',
    role: 'DownloadRole',
    prepare: onLink(true),
    status: 200,
    calls: [get, 's3:GetObject'],
  },
  {
    name: 'HEAD /p/{token}/pass.pkpass of a sealed link',
    role: 'DownloadRole',
    prepare: onSealed((deployment, page) => deployment.send('HEAD', `${page}/pass.pkpass`)),
    status: 200,
    calls: [get, get],
  },
  {
    name: 'GET /p/{token}/pass.pkpass of a sealed link, the first time',
    role: 'DownloadRole',
    prepare: onSealed(fetchFile),
    status: 200,
    calls: [check, get, get, get, put, update, 's3:PutObject'],
  },
  {
    name: 'GET /p/{token}/pass.pkpass of a sealed link, from then on',
    role: 'DownloadRole',
    prepare: onSealed(fetchFile, true),
    status: 200,
    calls: [get, get, 's3:GetObject'],
  },
]

/** Requests about links, with their calls. */
export const linkRequests: readonly RequestKind[] = [...making, ...pages, ...downloads]
